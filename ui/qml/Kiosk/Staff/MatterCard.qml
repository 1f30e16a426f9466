import QtQuick
import QtQuick.Layouts
import Kiosk.Ui

// One thing that needs somebody, and what to do about it.
Card {
    id: card

    required property string code
    required property int number

    implicitHeight: row.implicitHeight + 2 * Theme.gapWide
    Layout.fillWidth: true
    Accessible.role: Accessible.ListItem
    Accessible.name: StaffTexts.matter(card.code, card.number) + ". " + StaffTexts.matterAdvice(card.code)

    RowLayout {
        id: row

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        anchors.leftMargin: Theme.cardPad
        anchors.rightMargin: Theme.cardPad
        spacing: Theme.gapWide

        Icon {
            glyph: "warning"
            tint: Theme.warn
            size: Math.round(48 * Theme.u)
            Layout.alignment: Qt.AlignTop
        }

        ColumnLayout {
            spacing: Math.round(6 * Theme.u)
            Layout.fillWidth: true

            Words {
                objectName: "matter." + card.code
                text: StaffTexts.matter(card.code, card.number)
                font.weight: Font.Bold
                color: Theme.warn
                Layout.fillWidth: true
            }

            Words {
                text: StaffTexts.matterAdvice(card.code)
                Layout.fillWidth: true
            }
        }
    }
}
