pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk.Core
import Kiosk.Ui

// A reminder as it stands, and the ways to take it along: by phone, on paper, by mail.
Page {
    id: page

    required property RemindedVm vm

    stepName: qsTr("Lời nhắc")
    title: page.vm.title
    spoken: [page.title].concat(page.vm.spokenLines, page.vm.told).map(part => part.replace(/\.$/, "")).join(". ") + "."
    primaryText: page.vm.isKept ? qsTr("Tiếp tục") : qsTr("Xong")
    primaryGlyph: page.vm.isKept ? "" : "check"
    asideShare: 0.46
    onPrimaryActivated: page.vm.finish()

    SummaryLines {
        objectName: "lines"
        model: page.vm.lines
    }

    Repeater {
        model: page.vm.told

        Words {
            required property string modelData

            text: modelData
            font.pixelSize: Theme.lead
            Layout.fillWidth: true
        }
    }

    Notice {
        objectName: "article"
        visible: page.vm.article !== ""
        kind: "info"
        glyph: "book"
        title: qsTr("Căn cứ pháp lý")
        text: page.vm.article
        Layout.fillWidth: true
    }

    TaskRows {
        heading: qsTr("Làm tiếp")
        model: page.vm.tasks
        onChosen: task => page.vm.begin(task)
    }

    Item {
        visible: Theme.landscape
        Layout.fillHeight: true
    }

    aside: [
        Card {
            implicitHeight: take.implicitHeight + 2 * Theme.gapWide
            Layout.fillWidth: true

            GridLayout {
                id: take

                anchors.left: parent.left
                anchors.right: parent.right
                anchors.verticalCenter: parent.verticalCenter
                anchors.margins: Theme.gapWide
                columns: Theme.landscape || Theme.textScale > 1.2 ? 1 : 2
                columnSpacing: Theme.gapWide
                rowSpacing: Theme.gap

                QrCode {
                    source: page.vm.qrSource
                    Accessible.name: qsTr("Mã QR của lời nhắc")
                    Layout.preferredWidth: Math.round(400 * Theme.u)
                    Layout.preferredHeight: Layout.preferredWidth
                }

                ColumnLayout {
                    spacing: Theme.gap
                    Layout.fillWidth: true

                    Words {
                        objectName: "codeWords"
                        text: page.vm.isEvent ? qsTr("Mở máy ảnh của điện thoại, quét mã để thêm vào lịch.") : qsTr("Quét mã để lưu nội dung này vào điện thoại. Muốn điện thoại tự nhắc, xin gửi thư.")
                        Layout.fillWidth: true
                    }

                    KButton {
                        objectName: "print"
                        visible: !page.vm.isKept // the receipt comes on paper
                        text: page.vm.paper.state === "running" ? qsTr("Đang in…") : (page.vm.paper.state === "done" ? qsTr("In thêm một bản") : qsTr("In giấy nhắc"))
                        glyph: "printer"
                        available: page.vm.paper.state !== "running"
                        Layout.fillWidth: true
                        onClicked: page.vm.paper.print()
                    }

                    KButton {
                        objectName: "mail"
                        visible: !page.vm.isKept
                        text: qsTr("Gửi thư kèm tệp lịch")
                        glyph: "mail"
                        available: page.vm.paper.online
                        reason: qsTr("Máy đang mất kết nối nên chưa gửi được thư. Xin in, hoặc quét mã QR.")
                        Layout.fillWidth: true
                        onClicked: page.vm.paper.askForAddress()
                    }
                }
            }
        },
        PrintedNotice {
            objectName: "printed"
            printing: page.vm.paper.state
            done: qsTr("Đã in. Xin lấy giấy.")
            failed: qsTr("Xin quét mã, chụp lại màn hình hoặc gọi cán bộ.")
        },
        Notice {
            objectName: "notKept"
            kind: "info"
            text: page.vm.isKept ? qsTr("Bước sau ông/bà gửi đi, cơ quan BHXH giữ lời nhắc và gửi thư khi đến hạn.") : qsTr("Máy không lưu lời nhắc này.")
            Layout.fillWidth: true
        },
        Item {
            Layout.fillHeight: true
        }
    ]
}
