pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk.Core
import Kiosk.Ui

// The person's health card: whether it can be used today, what it says, its code, and what can be done about it.
PaperPage {
    id: page

    required property InsuranceCardVm vm

    stepName: qsTr("Thẻ BHYT")
    title: qsTr("Thẻ BHYT của ông/bà")
    lead: page.vm.asOf
    spoken: page.title + ". " + page.vm.standing // what it says of its holder is read when they ask for it
    primaryText: qsTr("Xong")
    primaryGlyph: "check"
    printing: page.vm.paper.state
    failedText: qsTr("Thông tin thẻ vẫn ở trên màn hình. Xin gọi cán bộ.")
    asideShare: 0.44
    onPrimaryActivated: page.vm.finish()
    onOtherActivated: page.vm.paper.print()
    foot: HoldToShow {
        visible: page.vm.qrSource !== ""
        access: page.kiosk.accessibility
    }

    Repeater {
        model: page.vm.said

        Notice {
            required property string name
            required property string words
            required kind
            required title

            objectName: "said." + name
            text: words
            Layout.fillWidth: true
        }
    }

    TaskRows {
        model: page.vm.renewal
        onChosen: task => page.vm.begin(task)
    }

    SummaryLines {
        id: lines

        objectName: "card"
        model: page.vm.lines
    }

    Item {
        visible: Theme.landscape
        Layout.fillHeight: true
    }

    aside: [
        ColumnLayout {
            visible: page.vm.qrSource !== ""
            spacing: Theme.gap
            Layout.fillWidth: true

            Item {
                implicitHeight: Math.round(460 * Theme.u)
                Layout.fillWidth: true

                QrCode {
                    id: code

                    objectName: "cardCode"
                    visible: Cover.lifted
                    source: Cover.lifted ? page.vm.qrSource : ""
                    anchors.centerIn: parent
                    width: parent.height
                    height: parent.height
                    Accessible.name: qsTr("Mã QR của thẻ BHYT")
                }

                Rectangle {
                    visible: !code.visible
                    anchors.centerIn: parent
                    width: parent.height
                    height: parent.height
                    radius: Theme.radiusSmall
                    color: Theme.surface
                    border.width: Theme.line
                    border.color: Theme.border

                    Words {
                        anchors.fill: parent
                        anchors.margins: Theme.cardPad
                        text: qsTr("Mã QR của thẻ được che")
                        color: Theme.inkSoft
                        horizontalAlignment: Text.AlignHCenter
                        verticalAlignment: Text.AlignVCenter
                    }
                }
            }

            KButton {
                objectName: "mail"
                text: qsTr("Gửi qua thư điện tử")
                glyph: "mail"
                available: page.vm.paper.online
                reason: qsTr("Máy đang mất kết nối nên chưa gửi được thư. Xin in ra giấy.")
                Layout.fillWidth: true
                onClicked: page.vm.paper.askForAddress()
            }
        },
        SubHeading {
            visible: earlier.count > 0
            text: qsTr("Các thẻ khác")
        },
        SummaryLines {
            id: earlier

            objectName: "earlier"
            model: page.vm.earlier
        },
        TaskRows {
            heading: qsTr("Làm tiếp")
            model: page.vm.tasks
            onChosen: task => page.vm.begin(task)
        },
        Item {
            Layout.fillHeight: true
        }
    ]
}
