import QtQuick
import QtQuick.Layouts
import Kiosk.Core
import Kiosk.Ui

// The act is recorded. Its number, where it is now, what happens next, and the paper.
PaperPage {
    id: page

    required property ReceiptVm vm
    readonly property bool sent: page.vm.caseNumber !== ""

    title: qsTr("Đã nhận hồ sơ")
    lead: page.vm.taskName
    spoken: [page.title, page.lead, qsTr("Số biên nhận") + ": " + page.vm.reference].join(". ")
    primaryText: qsTr("Tiếp tục")
    printing: page.vm.paper.state
    printText: page.vm.forms === "" ? qsTr("In biên nhận") : qsTr("In biên nhận và %1").arg(page.vm.forms)
    printedText: qsTr("Đã in. Xin lấy biên nhận.")
    failedText: qsTr("Hồ sơ vẫn được giữ. Xin chụp lại màn hình này hoặc gọi cán bộ.")
    backShown: false
    asideShare: 0.5
    onPrimaryActivated: page.vm.finish()
    onOtherActivated: page.vm.paper.print()

    Card {
        visible: page.vm.trackingCode !== ""
        color: Theme.brandSoft
        implicitHeight: code.implicitHeight + 2 * Theme.cardPad
        Layout.fillWidth: true

        ColumnLayout {
            id: code

            anchors.left: parent.left
            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            anchors.margins: Theme.cardPad
            spacing: Math.round(6 * Theme.u)

            Words {
                text: qsTr("Mã theo dõi: xem trả lời, không cần thẻ")
                Layout.fillWidth: true
            }

            Words {
                objectName: "trackingCode"
                text: page.vm.trackingCode
                digits: true
                font.pixelSize: Theme.h1
                font.weight: Font.Bold
                color: Theme.highContrast ? Theme.brand : Theme.brandDark
                wrapMode: Text.NoWrap
                fontSizeMode: Text.HorizontalFit
                minimumPixelSize: Math.round(36 * Theme.u)
                Layout.fillWidth: true
            }

            Words {
                text: page.sent ? qsTr("Mã đã dùng được.") : qsTr("Mã dùng được khi máy đã gửi đi.")
                color: Theme.inkSoft
                Layout.fillWidth: true
            }
        }
    }

    Card {
        border.width: Theme.lineStrong
        border.color: Theme.highContrast ? Theme.border : Theme.brand
        implicitHeight: number.implicitHeight + 2 * Theme.cardPad
        Layout.fillWidth: true

        RowLayout {
            id: number

            anchors.left: parent.left
            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            anchors.margins: Theme.cardPad
            spacing: Theme.gapSection

            ColumnLayout {
                spacing: Math.round(6 * Theme.u)
                Layout.fillWidth: true

                Words {
                    text: qsTr("Số biên nhận")
                    color: Theme.inkSoft
                    Layout.fillWidth: true
                }

                BigFigure {
                    objectName: "receiptReference"
                    text: page.vm.reference
                    Layout.fillWidth: true
                }

                Words {
                    text: page.vm.recordedAt
                    digits: true
                    color: Theme.inkSoft
                    Layout.fillWidth: true
                }
            }

            QrCode {
                source: page.vm.qrSource
                Layout.preferredWidth: Math.round((Theme.landscape ? 240 : 320) * Theme.u)
                Layout.preferredHeight: Layout.preferredWidth
            }
        }
    }

    Notice {
        objectName: page.sent ? "stateSent" : "stateWaiting"
        kind: page.sent ? "ok" : "warn"
        glyph: page.sent ? "sent" : "offline"
        title: page.sent ? qsTr("Đã gửi đến cơ quan BHXH") : qsTr("Đã nhận tại máy, chưa gửi đi")
        text: page.sent ? qsTr("Mã hồ sơ: %1").arg(page.vm.caseNumber) : qsTr("Máy sẽ tự gửi khi có mạng. Ông/bà không cần chờ, hồ sơ không mất.")
        Layout.fillWidth: true
    }

    Item {
        visible: Theme.landscape
        Layout.fillHeight: true
    }

    aside: [
        Card {
            implicitHeight: next.implicitHeight + 2 * Theme.cardPad
            Layout.fillWidth: true

            ColumnLayout {
                id: next

                anchors.left: parent.left
                anchors.right: parent.right
                anchors.verticalCenter: parent.verticalCenter
                anchors.margins: Theme.cardPad
                spacing: Theme.gap

                Words {
                    text: qsTr("Việc tiếp theo")
                    font.pixelSize: Theme.h2
                    font.weight: Font.Bold
                    lineHeight: 1.04
                    Layout.fillWidth: true
                }

                Repeater {
                    model: page.vm.steps

                    NextStep {
                        required property string words

                        text: words
                    }
                }

                Words {
                    visible: page.vm.named !== ""
                    objectName: "named"
                    text: page.vm.named
                    font.weight: Font.DemiBold
                    Layout.fillWidth: true
                }

                Words {
                    visible: page.vm.dueOn !== ""
                    objectName: "dueOn"
                    text: page.vm.dueConfirmed ? qsTr("Ngày hẹn trả kết quả: %1").arg(page.vm.dueOn) : qsTr("Ngày hẹn trả kết quả (dự kiến): %1").arg(page.vm.dueOn)
                    font.weight: Font.DemiBold
                    Layout.fillWidth: true
                }

                Words {
                    text: qsTr("Cần hỏi thêm, xin gọi tổng đài %1 và đọc số biên nhận.").arg(page.kiosk.hotline)
                    font.pixelSize: Theme.small
                    color: Theme.inkSoft
                    Layout.fillWidth: true
                }
            }
        },
        PaymentPanel {
            payment: page.vm.payment
        },
        Item {
            Layout.fillHeight: true
        }
    ]

    component NextStep: RowLayout {
        id: step

        required property string number
        property string text

        spacing: Theme.gapWide
        Layout.fillWidth: true

        Rectangle {
            color: Theme.brandSoft
            radius: width / 2
            border.width: Theme.highContrast ? Theme.line : 0
            border.color: Theme.border
            Layout.preferredWidth: Math.round(60 * Theme.u)
            Layout.preferredHeight: Math.round(60 * Theme.u)
            Layout.alignment: Qt.AlignTop

            Text {
                anchors.centerIn: parent
                text: step.number
                color: Theme.highContrast ? Theme.ink : Theme.brandDark
                font.family: Theme.fontDigits
                font.pixelSize: Math.round(34 * Theme.u)
                font.weight: Font.Bold
            }
        }

        Words {
            text: step.text
            Layout.fillWidth: true
            Layout.alignment: Qt.AlignVCenter
        }
    }
}
