import QtQuick
import QtQuick.Layouts

// A question about the card and its answer, told by pictogram, colour and words. mark: ok, warn or off.
Item {
    id: row

    property string question
    property string answer
    property string mark: "ok"
    property bool last: false
    readonly property color strong: row.mark === "ok" ? Theme.ok : (row.mark === "warn" ? Theme.warn : Theme.inkSoft)

    Accessible.role: Accessible.ListItem
    Accessible.name: row.question + ": " + row.answer
    Layout.fillWidth: true
    implicitHeight: Math.max(Math.round(96 * Theme.u), line.implicitHeight + Theme.gap)

    RowLayout {
        id: line

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.gapWide

        Icon {
            glyph: row.mark === "ok" ? "check" : (row.mark === "warn" ? "warning" : "info")
            tint: row.strong
            size: Math.round(48 * Theme.u)
            weight: 2.4
        }

        ColumnLayout {
            spacing: Math.round(2 * Theme.u)
            Layout.fillWidth: true

            Words {
                text: row.question
                font.pixelSize: Theme.small
                color: Theme.inkSoft
                lineHeight: 1.04
                Layout.fillWidth: true
            }

            Words {
                objectName: row.objectName + ".answer"
                text: row.answer
                color: row.strong
                font.pixelSize: Theme.body
                font.weight: Font.DemiBold
                lineHeight: 1.04
                Layout.fillWidth: true
            }
        }
    }

    Rectangle {
        visible: !row.last
        anchors.bottom: parent.bottom
        width: parent.width
        height: Theme.line
        color: Theme.hair
    }
}
