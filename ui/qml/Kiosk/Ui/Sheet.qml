pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T

// A panel over the darkened page. It takes all touches and the keyboard while it is open.
FocusScope {
    id: sheet

    property bool open: false
    property Item focusFirst: null
    property real maximumWidth: Math.round(920 * Theme.u)
    property bool dismissible: true
    property real spacing: Theme.gapSection
    default property alias content: column.data
    property alias actions: actionColumn.data // what stays in sight below what can be scrolled
    signal dismissed
    readonly property string words: sheet.open ? ScreenText.wordsOf(column) : ""
    property string spoken: sheet.words // read aloud when it opens

    anchors.fill: parent
    anchors.topMargin: Theme.outOfReach
    visible: sheet.open
    enabled: sheet.open
    focus: sheet.open
    onOpenChanged: {
        if (sheet.open && sheet.focusFirst !== null) // by keys: the focus is seen here too
            sheet.focusFirst.forceActiveFocus((sheet.Window.activeFocusItem as T.Control)?.visualFocus ? Qt.TabFocusReason : Qt.OtherFocusReason);
    }
    Keys.onEscapePressed: {
        if (sheet.dismissible)
            sheet.dismissed();
    }

    Rectangle {
        anchors.fill: parent
        color: Theme.scrim

        MouseArea {
            anchors.fill: parent
            onClicked: {
                if (sheet.dismissible)
                    sheet.dismissed();
            }
        }
    }

    Card {
        id: card

        anchors.centerIn: parent
        width: Math.min(sheet.maximumWidth, parent.width - 2 * Theme.gapSection)
        height: Math.min(parent.height - 2 * Theme.gap, column.implicitHeight + actionColumn.taken + 2 * card.inset)
        border.width: Theme.highContrast ? Theme.lineStrong : 0

        readonly property int inset: Theme.compact ? Theme.gapWide : Theme.pad

        MouseArea {
            anchors.fill: parent
        }

        ScrollArea {
            id: area

            x: card.inset
            y: card.inset
            width: parent.width - 2 * card.inset
            height: parent.height - 2 * card.inset - actionColumn.taken
            needed: column.implicitHeight
            margin: 0
            ground: Theme.surface

            // What the keyboard goes to is brought into view.
            Connections {
                target: sheet.open && area.scrolls ? sheet.Window.window : null

                function onActiveFocusItemChanged(): void {
                    const item = sheet.Window.window.activeFocusItem;
                    let ancestor = item;
                    while (ancestor !== null && ancestor !== column)
                        ancestor = ancestor.parent;
                    if (ancestor !== null)
                        area.reveal([item]);
                }
            }

            ColumnLayout {
                id: column

                width: parent.width
                spacing: Theme.compact ? Theme.gapWide : sheet.spacing
            }
        }

        ColumnLayout {
            id: actionColumn

            readonly property real taken: visible ? implicitHeight + Theme.gapSection : 0

            objectName: "sheetActions"
            visible: children.length > 0
            x: card.inset
            y: parent.height - card.inset - height
            width: parent.width - 2 * card.inset
            spacing: Theme.gap
        }
    }
}
