pragma ComponentBehavior: Bound

import QtQuick

// The docked keyboard. `target` is the TextTarget made in Python: it knows the layout and reaches the focused field.
// The page decides when it is shown (`target.wanted`) and keeps the field above it.
Rectangle {
    id: keyboard

    required property var target
    // The page's layout, shown before its field has the focus: taps are kept off a new page for a moment.
    property string pageLayout
    // Read here only: when the program ends, the target may go before the keyboard.
    readonly property var rows: keyboard.target?.rows ?? []
    readonly property int columns: keyboard.target?.columns ?? 10
    readonly property bool shifted: keyboard.target?.shifted ?? false
    readonly property bool capsLocked: keyboard.target?.capsLocked ?? false
    readonly property bool secret: keyboard.target?.secret ?? false
    readonly property int gap: Math.round((Theme.compact ? 8 : 10) * Theme.u) // seen between two keys
    readonly property bool keypad: keyboard.columns < 10
    // A key's touches reach half way to the next key. Its height is bounded, so that the page above keeps about half of
    // the panel, but no key is lower than 20 mm.
    readonly property int keyHeight: {
        const share = (keyboard.Window.height - Theme.outOfReach) * (Theme.landscape ? 0.5 : 0.42) / Math.max(1, keyboard.rows.length);
        const wished = (keyboard.keypad ? keyboard.digitHeight : 100) * Theme.u + keyboard.gap;
        return Math.round(Math.max(Theme.leastTarget, Math.min(wished, share)));
    }
    // Large digits, as long as large letters leave room for them
    readonly property int digitHeight: Theme.landscape ? (Theme.textScale > 1.1 ? 100 : 112) : (Theme.textScale > 1.1 ? (Theme.textScale > 1.4 ? 104 : 124) : 148)
    readonly property real unit: Math.min(keyboard.unitOf(keyboard.columns), Math.round(410 * Theme.u))
    readonly property bool wide: Theme.landscape

    signal done

    onWideChanged: keyboard.target.setWide(keyboard.wide)
    onPageLayoutChanged: keyboard.showPageLayout()
    Component.onCompleted: {
        keyboard.target.setWide(keyboard.wide);
        keyboard.showPageLayout();
    }

    function showPageLayout(): void {
        if (keyboard.pageLayout !== "")
            keyboard.target.showLayout(keyboard.pageLayout);
    }

    function unitOf(columns: real): real {
        return keyboard.width / columns;
    }

    function rowColumns(row: var): real {
        return row.reduce((sum, each) => sum + each.keyWidth, 0);
    }

    // A row with more keys than the layout has columns gets narrower keys.
    function rowUnit(row: var): real {
        return Math.min(keyboard.unit, keyboard.unitOf(keyboard.rowColumns(row)));
    }

    function keyText(entry: var): string {
        if (entry.action === "done")
            return qsTr("Xong");
        if (entry.action === "backspace")
            return qsTr("Xóa");
        if (entry.action === "shift")
            return qsTr("Chữ hoa");
        if (entry.value === " ")
            return qsTr("Dấu cách");
        const single = entry.action === "text" && entry.value.length === 1;
        return keyboard.shifted && (single || entry.caption !== "") ? entry.label.toUpperCase() : entry.label;
    }

    function keyGlyph(action: string): string {
        if (action === "backspace")
            return "⌫";
        return action === "shift" ? (keyboard.capsLocked ? "⇪" : "⇧") : "";
    }

    objectName: "keyboard"
    implicitHeight: column.implicitHeight + keyboard.gap
    color: Theme.highContrast ? Theme.bg : Theme.hair

    Accessible.role: Accessible.Pane
    Accessible.name: qsTr("Bàn phím")

    Connections {
        target: keyboard.target

        function onDone(): void {
            keyboard.done();
        }
    }

    // Touches between the keys are not for the page below.
    MouseArea {
        anchors.fill: parent
    }

    Column {
        id: column

        anchors.centerIn: parent

        Repeater {
            model: keyboard.rows

            Row {
                id: row

                required property var modelData
                readonly property real unit: keyboard.rowUnit(row.modelData)

                anchors.horizontalCenter: parent?.horizontalCenter

                Repeater {
                    model: row.modelData

                    KeyboardKey {
                        id: key

                        required property var modelData

                        keyAction: key.modelData.action
                        value: key.modelData.value
                        text: keyboard.keyText(key.modelData)
                        caption: key.modelData.caption
                        glyph: keyboard.keyGlyph(key.modelData.action)
                        latched: key.modelData.action === "shift" && keyboard.shifted
                        concealed: keyboard.secret
                        large: keyboard.keypad
                        marked: keyboard.keypad && key.modelData.value === "5"
                        gap: keyboard.gap
                        width: key.modelData.keyWidth * row.unit
                        height: keyboard.keyHeight
                        onClicked: keyboard.target.press(key.modelData.action, key.modelData.value)
                    }
                }
            }
        }
    }
}
