pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts

// A panel over the darkened page. It takes all touches and the keyboard while it is open.
FocusScope {
    id: sheet

    property bool open: false
    property Item focusFirst: null
    property real maximumWidth: Math.round(920 * Theme.u)
    property bool dismissible: true
    property real spacing: Theme.gapSection
    default property alias content: column.data
    signal dismissed
    readonly property string words: sheet.open ? ScreenText.wordsOf(column) : ""
    property string spoken: sheet.words // read aloud when it opens

    anchors.fill: parent
    anchors.topMargin: Theme.outOfReach
    visible: sheet.open
    enabled: sheet.open
    focus: sheet.open
    onOpenChanged: {
        if (sheet.open && sheet.focusFirst !== null)
            sheet.focusFirst.forceActiveFocus();
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
        height: Math.min(parent.height - 2 * Theme.gapSection, column.implicitHeight + 2 * Theme.pad)
        border.width: Theme.highContrast ? Theme.lineStrong : 0

        MouseArea {
            anchors.fill: parent
        }

        Flickable {
            id: flick

            anchors.fill: parent
            anchors.margins: Theme.pad
            contentHeight: column.implicitHeight
            boundsBehavior: Flickable.StopAtBounds
            interactive: contentHeight > height + 1
            clip: interactive

            // What the keyboard goes to is brought into view.
            Connections {
                target: sheet.open ? sheet.Window.window : null

                function onActiveFocusItemChanged(): void {
                    const item = sheet.Window.window.activeFocusItem;
                    if (!flick.interactive || item === null)
                        return;
                    const top = item.mapToItem(column, 0, 0).y;
                    flick.contentY = Math.max(0, Math.min(top - Theme.gap, Math.max(flick.contentY, top + item.height + Theme.gap - flick.height)));
                }
            }

            ColumnLayout {
                id: column

                width: parent.width
                spacing: sheet.spacing
            }
        }
    }
}
