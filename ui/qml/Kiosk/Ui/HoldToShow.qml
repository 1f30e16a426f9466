import QtQuick
import QtQuick.Layouts
import Kiosk.Core

// Uncovers what the page has covered, for as long as it is held: by a finger, or by a key. Stands where the page does not
// scroll. Who cannot hold a button has it uncovered by the accessibility panel, and covers it again here; where there is
// little room they read that once they have tried.
GridLayout {
    id: hold

    required property AccessibilityVm access
    readonly property bool cramped: Theme.compact && Theme.textScale > 1.2
    property bool tried: false // the button was held, or only touched

    columns: Theme.landscape ? 2 : 1
    columnSpacing: Theme.gapWide
    rowSpacing: Math.round(4 * Theme.u)
    uniformCellWidths: Theme.landscape && help.visible
    Layout.fillWidth: true

    KButton {
        id: button

        property bool byKey: false
        readonly property bool holding: button.visible && !Cover.always && (button.pressed || button.byKey)

        function holdKey(event: KeyEvent): void {
            if (!event.isAutoRepeat)
                button.byKey = true;
        }

        objectName: "hold"
        text: Cover.always ? qsTr("Che lại") : (Cover.held ? qsTr("Thả ra là che lại") : qsTr("Giữ nút này để xem phần bị che"))
        glyph: "eye"
        Layout.fillWidth: true
        Accessible.description: Cover.always ? "" : help.text
        Keys.onSpacePressed: event => button.holdKey(event)
        Keys.onReturnPressed: event => button.holdKey(event)
        Keys.onEnterPressed: event => button.holdKey(event)
        Keys.onReleased: event => {
            if (!event.isAutoRepeat)
                button.byKey = false;
        }
        onActiveFocusChanged: button.byKey = false
        onHoldingChanged: {
            Cover.held = button.holding;
            if (!button.holding)
                hold.tried = true;
        }
        onClicked: {
            if (Cover.always)
                hold.access.setUncovered(false);
        }
        Component.onDestruction: Cover.held = false
    }

    Words {
        id: help

        visible: !Cover.always && (hold.tried || !hold.cramped)
        text: qsTr("Không giữ được nút? Mở “Trợ năng”, chọn “Luôn hiện”.")
        font.pixelSize: Theme.small
        color: Theme.inkSoft
        Layout.fillWidth: true
    }
}
