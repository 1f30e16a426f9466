import QtQuick
import QtQuick.Layouts

// Why the button that was tapped cannot be pressed, in a place of its own above the buttons.
Rectangle {
    id: strip

    color: Theme.warnSoft
    implicitHeight: row.implicitHeight + 2 * Theme.gap
    Accessible.role: Accessible.AlertMessage
    Accessible.name: Reasons.text

    Rectangle {
        width: parent.width
        height: Theme.line
        color: Theme.warn
    }

    RowLayout {
        id: row

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        anchors.leftMargin: Theme.pad
        anchors.rightMargin: Theme.pad
        spacing: Theme.gap

        Icon {
            glyph: "info"
            tint: Theme.warn
        }

        Words {
            objectName: "reasonText"
            text: Reasons.text
            font.weight: Font.DemiBold
            color: Theme.warn
            Layout.fillWidth: true
        }
    }
}
