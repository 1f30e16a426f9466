pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts

// Twelve keys in the order of a telephone, "5" marked for fingers that cannot see. Digits of a physical keyboard
// work as well while the keypad has the focus, which it takes when it comes into view.
FocusScope {
    id: keypad

    property bool available: true
    property string reason // why no key can be pressed
    property real room: 0 // height that it may take, which must not depend on what can be scrolled; 0: as it likes
    readonly property real wished: Math.round((Theme.landscape ? 112 : (Theme.textScale > 1.1 ? (Theme.textScale > 1.4 ? 100 : 124) : 150)) * Theme.u)
    readonly property real keyHeight: keypad.room > 0 ? Math.max(Theme.leastTarget, Math.min(keypad.wished, (keypad.room - 3 * Theme.gap) / 4)) : keypad.wished
    signal digit(string value)
    signal erase
    signal pressed // before what a key does: what stands around it may change by that
    signal moved // it has another size, or is there anew

    implicitWidth: Math.round(720 * Theme.u)
    implicitHeight: 4 * keypad.keyHeight + 3 * Theme.gap
    activeFocusOnTab: false
    onKeyHeightChanged: keypad.moved()
    onWidthChanged: keypad.moved()
    onAvailableChanged: {
        if (keypad.available)
            keypad.moved(); // what was typed is judged
    }
    onVisibleChanged: {
        keypad.moved();
        if (!keypad.visible)
            return;
        keypad.forceActiveFocus();
        TapGuard.start(); // the button that brought the keys may have been where one of them is
    }
    Keys.onTabPressed: event => {
        event.accepted = keypad.Window.activeFocusItem === keypad;
        if (event.accepted)
            cells.itemAt(0).children[0].forceActiveFocus(Qt.TabFocusReason);
    }
    Keys.onPressed: event => {
        if (!keypad.available) {
            if (event.text !== "" && keypad.reason !== "")
                Reasons.tell(keypad.reason);
            return;
        }
        if (event.text.length === 1 && event.text >= "0" && event.text <= "9") {
            keypad.press(event.text);
            event.accepted = true;
        } else if (event.key === Qt.Key_Backspace) {
            keypad.press("erase");
            event.accepted = true;
        }
    }

    function press(key: string): void {
        keypad.pressed();
        if (key === "erase")
            keypad.erase();
        else
            keypad.digit(key);
    }

    GridLayout {
        anchors.fill: parent
        columns: 3
        rowSpacing: Theme.gap
        columnSpacing: Theme.gap
        uniformCellWidths: true

        Repeater {
            id: cells

            model: ["1", "2", "3", "4", "5", "6", "7", "8", "9", "", "0", "erase"]

            Item {
                id: cell

                required property string modelData

                Layout.fillWidth: true
                Layout.fillHeight: true

                KButton {
                    objectName: cell.modelData === "erase" ? "keyErase" : "key" + cell.modelData
                    anchors.fill: parent
                    visible: cell.modelData !== ""
                    available: keypad.available
                    reason: keypad.reason
                    text: cell.modelData === "erase" ? "" : cell.modelData
                    glyph: cell.modelData === "erase" ? "backspace" : ""
                    pixelSize: Math.round(Math.min(56 * Theme.u, 0.55 * keypad.keyHeight))
                    Accessible.name: cell.modelData === "erase" ? qsTr("Xóa") : cell.modelData
                    onClicked: keypad.press(cell.modelData)

                    Rectangle {
                        visible: cell.modelData === "5"
                        anchors.horizontalCenter: parent.horizontalCenter
                        anchors.bottom: parent.bottom
                        anchors.bottomMargin: Math.round(6 * Theme.u)
                        width: Math.round(28 * Theme.u)
                        height: Math.round(5 * Theme.u)
                        radius: height / 2
                        color: Theme.brand
                    }
                }
            }
        }
    }
}
