import QtQuick
import QtQuick.Layouts
import Kiosk.Core
import Kiosk.Ui

// The act is recorded. Its number, where it is now, what happens next, and the paper.
Page {
    id: page

    readonly property ReceiptVm vm: page.kiosk.receipt
    readonly property bool sent: page.vm.caseNumber !== ""

    title: qsTr("Đã nhận hồ sơ")
    primaryText: qsTr("Kết thúc")
    primaryGlyph: "check"
    backShown: false
    asideShare: 0.5
    onPrimaryActivated: page.vm.finish()

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

                Words {
                    objectName: "receiptReference"
                    text: page.vm.reference
                    digits: true
                    font.pixelSize: Theme.numberBig
                    font.weight: Font.Bold
                    color: Theme.highContrast ? Theme.brand : Theme.brandDark
                    lineHeight: 1.1
                    wrapMode: Text.NoWrap
                    fontSizeMode: Text.HorizontalFit
                    minimumPixelSize: Math.round(36 * Theme.u)
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
        title: page.sent ? qsTr("Đã gửi đến cơ quan BHXH") : qsTr("Đã nhận tại quầy, chưa gửi")
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

                NextStep {
                    number: "1"
                    text: page.vm.staffReview ? qsTr("Xin đến quầy: cán bộ đối chiếu thẻ với ông/bà.") : qsTr("Cán bộ kiểm tra và duyệt tài khoản.")
                }

                NextStep {
                    number: "2"
                    text: qsTr("Tên đăng nhập và mật khẩu được gửi đến thư điện tử hoặc điện thoại của ông/bà.")
                }

                NextStep {
                    number: "3"
                    text: qsTr("Cần hỏi thêm, xin gọi tổng đài %1 và đọc số biên nhận.").arg(page.kiosk.hotline)
                }
            }
        },
        Item {
            Layout.fillHeight: true
        },
        Notice {
            visible: page.vm.printing === "done" || page.vm.printing === "failed"
            kind: page.vm.printing === "done" ? "ok" : "danger"
            glyph: page.vm.printing === "done" ? "printer" : "warning"
            title: page.vm.printing === "done" ? "" : qsTr("Máy in chưa in được")
            text: page.vm.printing === "done" ? qsTr("Đã in. Xin lấy biên nhận.") : qsTr("Hồ sơ vẫn được giữ. Xin chụp lại màn hình này hoặc gọi cán bộ.")
            Layout.fillWidth: true
        },
        KButton {
            objectName: "print"
            text: page.vm.printing === "running" ? qsTr("Đang in…") : (page.vm.printing === "done" ? qsTr("In thêm một bản") : qsTr("In biên nhận"))
            glyph: "printer"
            available: page.vm.printing !== "running"
            focus: true
            Layout.fillWidth: true
            Layout.preferredHeight: Math.max(Theme.primaryHeight, implicitHeight)
            onClicked: page.vm.printReceipt()
        }
    ]

    component NextStep: RowLayout {
        id: step

        property string number
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
