pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk.Core

// How a contribution is paid: the code for a banking app with what the app will show, or in words.
Card {
    id: panel

    required property PaymentCard payment

    objectName: "payment"
    visible: panel.payment.title !== ""
    implicitHeight: pay.implicitHeight + 2 * Theme.cardPad
    Layout.fillWidth: true

    ColumnLayout {
        id: pay

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        anchors.margins: Theme.cardPad
        spacing: Theme.gap

        Words {
            text: panel.payment.title
            font.pixelSize: Theme.h2
            font.weight: Font.Bold
            lineHeight: 1.04
            Layout.fillWidth: true
        }

        Notice {
            objectName: "paymentWarning"
            visible: panel.payment.warning !== ""
            kind: "warn"
            text: panel.payment.warning
            Layout.fillWidth: true
        }

        Words {
            objectName: "paymentText"
            text: panel.payment.text
            Layout.fillWidth: true
        }

        QrCode {
            objectName: "paymentCode"
            visible: panel.payment.source !== ""
            source: panel.payment.source
            Accessible.name: panel.payment.title
            Layout.preferredWidth: Math.round(360 * Theme.u)
            Layout.preferredHeight: Layout.preferredWidth
            Layout.alignment: Qt.AlignHCenter
        }

        SummaryList {
            visible: panel.payment.source !== ""
            Layout.fillWidth: true

            Repeater {
                model: panel.payment.lines

                SummaryRow {
                    required property string label
                    required property bool isLast
                    required value

                    text: label
                    digits: true
                    last: isLast
                }
            }
        }
    }
}
