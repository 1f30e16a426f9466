import QtQuick
import QtQuick.Layouts

// Label and value, and on the right what can be done about it. A `hidden` value shows while its button is held.
Item {
    id: row

    property string text // the label
    property string value
    property string hidden
    property bool digits: false
    property bool last: false
    property string actionText
    signal activated
    readonly property string seen: row.hidden !== "" && reveal.down ? row.hidden : row.value

    Accessible.role: Accessible.ListItem
    Accessible.name: row.text + ": " + row.seen

    Layout.fillWidth: true
    implicitHeight: Math.max(Math.round(104 * Theme.u), line.implicitHeight + Theme.gapWide)

    RowLayout {
        id: line

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.gap

        ColumnLayout {
            spacing: Math.round(2 * Theme.u)
            Layout.fillWidth: true

            Words {
                text: row.text
                font.pixelSize: Theme.small
                color: Theme.inkSoft
                lineHeight: 1.04
                Layout.fillWidth: true
            }

            Words {
                text: row.seen
                digits: row.digits
                font.pixelSize: Math.round(34 * Theme.u * Theme.textScale)
                font.weight: Font.DemiBold
                lineHeight: 1.04
                Layout.fillWidth: true
            }
        }

        KButton {
            id: reveal

            visible: row.hidden !== ""
            text: qsTr("Giữ để xem")
            kind: "quiet"
            pixelSize: Theme.small
            leftPadding: Theme.gap
        }

        KButton {
            objectName: row.objectName === "" ? "" : row.objectName + ".change"
            visible: row.actionText !== ""
            text: row.actionText
            glyph: "pencil"
            pixelSize: Theme.small
            leftPadding: Math.round(20 * Theme.u)
            Accessible.name: row.actionText + ": " + row.text
            onClicked: row.activated()
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
