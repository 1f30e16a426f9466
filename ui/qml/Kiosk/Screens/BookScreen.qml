pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk.Core
import Kiosk.Ui

// The electronic book: number, name and total in large letters, the ways to take it home, then what stands in it.
PaperPage {
    id: page

    required property BookVm vm
    readonly property bool coded: page.vm.phone === "shown"

    stepName: qsTr("Sổ BHXH điện tử")
    title: page.coded ? qsTr("Quét mã bằng máy ảnh điện thoại") : qsTr("Sổ BHXH điện tử của ông/bà")
    lead: page.coded ? qsTr("Điện thoại mở một trang: chạm “Tải sổ về máy”. Tải được một lần, trong %1 phút.").arg(page.vm.phoneMinutes) : page.vm.asOf
    spoken: [page.title, page.vm.headlineLabel + ": " + page.vm.headline, notSigned.visible ? notSigned.text : ""].filter(part => part !== "").join(". ") + "."
    primaryText: qsTr("Xong")
    primaryGlyph: "check"
    printing: page.vm.paper.state
    printText: page.vm.isSigned ? qsTr("In sổ") : ""
    failedText: qsTr("Sổ vẫn ở trên màn hình. Xin gọi cán bộ.")
    asideShare: 0.46
    asideShown: !page.coded
    alarm: noPhone.visible ? noPhone : null
    onPrimaryActivated: page.vm.finish()
    onOtherActivated: page.vm.paper.print()
    foot: HoldToShow {
        visible: settled.visible
        access: page.kiosk.accessibility
    }

    Card {
        visible: !page.coded
        border.width: Theme.lineStrong
        border.color: Theme.highContrast ? Theme.border : Theme.brand
        implicitHeight: first.implicitHeight + 2 * Theme.cardPad
        Layout.fillWidth: true

        ColumnLayout {
            id: first

            anchors.left: parent.left
            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            anchors.margins: Theme.cardPad
            spacing: Math.round(8 * Theme.u)

            Words {
                objectName: "owner"
                text: page.vm.name
                font.pixelSize: Theme.lead
                font.weight: Font.DemiBold
                Layout.fillWidth: true
            }

            Words {
                objectName: "number"
                visible: page.vm.number !== ""
                text: qsTr("Mã số BHXH: %1").arg(page.vm.number)
                digits: true
                font.pixelSize: Theme.lead
                font.weight: Font.DemiBold
                Layout.fillWidth: true
            }

            Words {
                text: page.vm.headlineLabel
                color: Theme.inkSoft
                Layout.fillWidth: true
                Layout.topMargin: Theme.gap
            }

            BigFigure {
                objectName: "headline"
                text: page.vm.headline
                Layout.fillWidth: true
            }
        }
    }

    Notice {
        id: notSigned

        objectName: "notSigned"
        visible: !page.vm.isSigned
        kind: "warn"
        text: page.vm.isWithheld ? qsTr("Sổ do BHXH Bộ Quốc phòng hoặc Công an nhân dân quản lý, máy này không lấy được. Xin liên hệ nơi ông/bà công tác.") : qsTr("Lúc này chưa làm được bản có chữ ký số, nên chưa in và chưa gửi được. Xin thử lại sau, hoặc gọi cán bộ.")
        Layout.fillWidth: true
    }

    Notice {
        objectName: "signed"
        visible: page.vm.isSigned && !page.coded
        kind: "ok"
        text: qsTr("Sổ có chữ ký số của cơ quan BHXH, giá trị như sổ giấy. Mã bản: %1.").arg(page.vm.copyNumber)
        Layout.fillWidth: true
    }

    GridLayout {
        id: code

        visible: page.coded
        columns: Theme.landscape ? 2 : 1
        columnSpacing: Theme.gapWide
        rowSpacing: Theme.gap
        Layout.fillWidth: true
        onVisibleChanged: {
            if (code.visible)
                page.revealWhole(code);
        }

        QrCode {
            objectName: "bookQr"
            source: page.vm.qrSource
            Accessible.name: qsTr("Mã QR để điện thoại tải sổ")
            Layout.alignment: Qt.AlignHCenter | Qt.AlignTop
            Layout.preferredWidth: Math.round((Theme.landscape ? 440 : 560) * Theme.u)
            Layout.preferredHeight: Layout.preferredWidth
        }

        ColumnLayout {
            spacing: Theme.gap
            Layout.fillWidth: true
            Layout.alignment: Qt.AlignTop

            Notice {
                objectName: "keepFromEyes"
                kind: "warn"
                glyph: "eye"
                text: qsTr("Xin đứng che màn hình: ai chụp được mã này thì tải được sổ của ông/bà.")
                Layout.fillWidth: true
            }

            KButton {
                objectName: "hideCode"
                text: qsTr("Che mã")
                glyph: "check"
                Layout.fillWidth: true
                onClicked: page.vm.hideCode()
            }
        }
    }

    Item {
        visible: Theme.landscape
        Layout.fillHeight: true
    }

    aside: [
        KButton {
            objectName: "mail"
            visible: page.vm.isSigned
            text: qsTr("Gửi qua thư điện tử")
            glyph: "mail"
            available: page.vm.paper.online
            reason: qsTr("Máy đang mất kết nối nên chưa gửi được thư. Xin in.")
            Layout.fillWidth: true
            onClicked: page.vm.paper.askForAddress()
        },
        KButton {
            objectName: "phone"
            visible: page.vm.isSigned
            text: page.vm.phone === "asking" ? qsTr("Đang chuẩn bị…") : qsTr("Lấy về điện thoại")
            glyph: "phone"
            available: page.vm.paper.online && page.vm.phone !== "asking"
            reason: page.vm.paper.online ? qsTr("Máy đang chuẩn bị, xin chờ một chút.") : qsTr("Máy đang mất kết nối nên chưa lấy về điện thoại được. Xin in.")
            Layout.fillWidth: true
            onClicked: page.vm.leaveForPhone()
        },
        Notice {
            id: noPhone

            objectName: "noPhone"
            visible: page.vm.phone === "line" || page.vm.phone === "failed"
            kind: "warn"
            text: page.vm.phone === "line" ? qsTr("Máy đang mất kết nối. Xin thử lại, hoặc in.") : qsTr("Lúc này chưa lấy về điện thoại được. Xin in, hoặc gửi qua thư điện tử.")
            Layout.fillWidth: true
        },
        Listed {
            heading: qsTr("Tổng hợp")
            lines: page.vm.figures
        },
        Listed {
            heading: qsTr("Quá trình đóng")
            lines: page.vm.stretches
        },
        KButton {
            objectName: "moreStretches"
            visible: page.vm.moreStretches > 0
            text: qsTr("Xem %1 khoảng trước đó").arg(page.vm.moreStretches)
            glyph: "down"
            Layout.fillWidth: true
            onClicked: page.vm.showAllStretches()
        },
        Listed {
            id: settled

            heading: qsTr("Chế độ đã giải quyết")
            lines: page.vm.settled
            covered: true
        },
        Listed {
            heading: qsTr("Người tham gia")
            lines: page.vm.person
        },
        SubHeading {
            visible: next.count > 0
            text: qsTr("Làm tiếp")
        },
        ColumnLayout {
            spacing: Theme.gap
            visible: next.count > 0
            Layout.fillWidth: true

            Repeater {
                id: next

                model: page.vm.tasks

                TaskRow {
                    id: task

                    required property string task
                    required property string name
                    required property bool isAvailable
                    required summary
                    required reason

                    objectName: "task." + task.task
                    text: task.name
                    available: task.isAvailable
                    Layout.fillWidth: true
                    onClicked: page.vm.begin(task.task)
                }
            }
        },
        Item {
            Layout.fillHeight: true
        }
    ]

    component Listed: ColumnLayout {
        id: part

        required property string heading
        property alias lines: each.model
        property bool covered: false

        spacing: Theme.gap
        visible: each.count > 0
        Layout.fillWidth: true

        SubHeading {
            text: part.heading
        }

        SummaryList {
            Layout.fillWidth: true

            Repeater {
                id: each

                SummaryRow {
                    required property string label
                    required property bool isLast
                    required value

                    text: label
                    digits: true
                    last: isLast
                    covered: part.covered
                }
            }
        }
    }
}
