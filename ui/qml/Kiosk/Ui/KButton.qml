import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T

// The button. kind: primary, secondary, quiet, danger or accent. `available` decides whether it can be pressed. One
// that is `weighty` takes no tap until its page has stood for a second; a finger that was there before is lifted first.
T.AbstractButton {
    id: button

    property string kind: "secondary"
    property string glyph
    property bool glyphAfter: false
    property bool stacked: false // the pictogram above the words
    property bool available: true
    property string reason // why it cannot be pressed: told when it is tapped or reached all the same
    readonly property bool explains: !button.available && button.reason !== ""
    property bool weighty: false
    readonly property bool ready: !(button.weighty && TapGuard.settling)
    property int pixelSize: Theme.button
    property real glyphScale: button.stacked ? 1.2 : 1.15 // of the pictogram before the words, to these
    readonly property color fill: button.fillOf(button.kind)
    readonly property color inkColour: button.inkOf(button.kind)

    function fillOf(kind: string): color {
        if (!button.available)
            return Theme.disabledFill;
        switch (kind) {
        case "primary":
            return button.down ? Theme.brandDark : Theme.brand;
        case "accent":
            return button.down ? Qt.darker(Theme.accent, 1.05) : Theme.accent;
        case "danger":
            return button.down ? Qt.darker(Theme.danger, 1.15) : Theme.danger;
        default:
            return button.down ? Theme.brandSoft : Theme.surface;
        }
    }

    function inkOf(kind: string): color {
        if (!button.available)
            return Theme.disabledText;
        switch (kind) {
        case "primary":
            return Theme.brandInk;
        case "accent":
            return Theme.accentInk;
        case "danger":
            return Theme.dangerInk;
        default:
            return Theme.highContrast ? Theme.brand : Theme.brandDark;
        }
    }

    enabled: button.available || button.explains
    activeFocusOnTab: true
    focusPolicy: Qt.TabFocus
    implicitHeight: Math.max(button.kind === "primary" || button.kind === "accent" ? Theme.primaryHeight : Theme.target, face.implicitHeight + 2 * Theme.gap)
    implicitWidth: Math.max(Theme.target, face.implicitWidth + 2 * button.leftPadding)
    leftPadding: Math.round((button.stacked ? 12 : 28) * Theme.u)
    rightPadding: button.leftPadding
    padding: 0

    Accessible.role: Accessible.Button
    Accessible.name: button.text
    Accessible.description: button.explains ? button.reason : ""
    Keys.onReturnPressed: event => button.press(event)
    Keys.onEnterPressed: event => button.press(event)
    Keys.onSpacePressed: event => button.press(event)
    onVisualFocusChanged: {
        if (button.visualFocus && button.explains)
            Reasons.tell(button.reason);
        else if (Reasons.text !== "" && Reasons.text === button.reason)
            Reasons.clear();
    }
    onAvailableChanged: {
        if (button.available && Reasons.text === button.reason)
            Reasons.clear();
    }

    // A key that is held down presses once.
    function press(event: KeyEvent): void {
        if (button.explains)
            Reasons.tell(button.reason);
        else if (button.ready && !event.isAutoRepeat)
            button.click();
    }

    // Takes the taps while the button waits, and while it only explains itself.
    MouseArea {
        anchors.fill: parent
        z: 1
        visible: !button.ready || button.explains
        onClicked: {
            if (button.explains)
                Reasons.tell(button.reason);
        }
    }

    background: Rectangle {
        radius: Theme.radius
        color: button.fill
        border.width: button.kind === "secondary" || !button.available ? Theme.lineStrong - 1 : 0
        border.color: button.available ? (Theme.highContrast ? Theme.border : Theme.brand) : Theme.border

        FocusRing {
            control: button
        }
    }

    contentItem: Item {
        GridLayout {
            id: face

            anchors.centerIn: parent
            width: Math.min(implicitWidth, parent.width)
            columns: button.stacked ? 1 : 3
            columnSpacing: Math.round(14 * Theme.u)
            rowSpacing: Math.round(4 * Theme.u)

            Icon {
                visible: button.glyph !== "" && !button.glyphAfter
                glyph: button.glyph
                tint: button.inkColour
                size: Math.round(button.pixelSize * button.glyphScale)
                weight: 2.2
                Layout.alignment: Qt.AlignCenter
            }

            Text {
                id: words

                visible: button.text !== ""
                text: button.text
                color: button.inkColour
                font.family: Theme.fontText
                font.pixelSize: button.pixelSize
                font.weight: Font.DemiBold
                wrapMode: Text.WordWrap
                horizontalAlignment: Text.AlignHCenter
                verticalAlignment: Text.AlignVCenter
                lineHeight: 1
                Layout.fillWidth: true
                Layout.alignment: Qt.AlignCenter
            }

            Icon {
                visible: button.glyph !== "" && button.glyphAfter
                glyph: button.glyph
                tint: button.inkColour
                size: Math.round(button.pixelSize * 1.05)
                weight: 2.4
                Layout.alignment: Qt.AlignCenter
            }
        }
    }
}
