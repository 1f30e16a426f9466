import QtQuick
import QtQuick.Layouts

// Label and value, and on the right what can be done about it. A `hidden` value shows for a few seconds when it is asked
// for, and never after its page was left.
Item {
    id: row

    property string text // the label
    property string value
    property string hidden
    property bool covered: false // the value is covered as `Cover` says
    property bool digits: false
    property bool last: false
    property string actionText
    property int showFor: 8000 // ms
    property bool revealed: false
    readonly property bool concealed: row.hidden !== "" && !row.revealed
    signal activated
    readonly property string seen: row.hidden !== "" && row.revealed ? row.hidden : row.value
    readonly property string heard: row.concealed ? qsTr("Đã che") : Cover.heard(row.covered, row.seen) // dots with digits around them tell nothing

    Accessible.role: Accessible.ListItem
    Accessible.name: row.text + ": " + row.heard

    function enter(): void {
        change.forceActiveFocus(Qt.TabFocusReason);
    }

    onHiddenChanged: row.revealed = false
    onVisibleChanged: row.revealed = false

    Layout.fillWidth: true
    implicitHeight: Math.max(Math.round(104 * Theme.u), line.implicitHeight + Theme.gapWide)

    GridLayout {
        id: line

        // Where buttons would press the words together they stand below them.
        readonly property real least: (reveal.visible && change.visible ? 760 : 560) * Theme.u * Theme.headingScale
        readonly property bool narrow: (reveal.visible || change.visible) && row.width < line.least

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        columns: line.narrow ? 2 : 3
        columnSpacing: Theme.gap
        rowSpacing: Theme.gap

        ColumnLayout {
            Layout.columnSpan: line.narrow ? 2 : 1
            spacing: Math.round(2 * Theme.u)
            Layout.fillWidth: true

            Words {
                text: row.text
                font.pixelSize: Theme.small
                color: Theme.inkSoft
                lineHeight: 1.04
                Layout.fillWidth: true
            }

            CoveredWords {
                objectName: row.objectName === "" ? "" : row.objectName + ".value"
                covered: row.covered
                value: row.seen
                Accessible.name: row.heard
                digits: row.digits
                font.pixelSize: Math.round(34 * Theme.u * Theme.textScale)
                font.weight: Font.DemiBold
                lineHeight: 1.04
                Layout.fillWidth: true
            }
        }

        KButton {
            id: reveal

            objectName: row.objectName === "" ? "" : row.objectName + ".reveal"
            visible: row.hidden !== ""
            text: row.revealed ? qsTr("Che lại") : qsTr("Xem")
            Accessible.name: reveal.text + ": " + row.text
            onClicked: row.revealed = !row.revealed
            kind: "quiet"
            pixelSize: Theme.small
            leftPadding: Theme.gap
            Layout.fillWidth: line.narrow
        }

        KButton {
            id: change

            objectName: row.objectName === "" ? "" : row.objectName + ".change"
            visible: row.actionText !== ""
            text: row.actionText
            glyph: "pencil"
            pixelSize: Theme.small
            leftPadding: Math.round(20 * Theme.u)
            Layout.fillWidth: line.narrow
            Accessible.name: row.actionText + ": " + row.text
            onClicked: row.activated()
        }
    }

    Delay {
        interval: row.showFor
        running: row.revealed
        onTriggered: row.revealed = false
    }

    Rectangle {
        visible: !row.last
        anchors.bottom: parent.bottom
        width: parent.width
        height: Theme.line
        color: Theme.hair
    }
}
