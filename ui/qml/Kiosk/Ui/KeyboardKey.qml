pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T

// One key of the on-screen keyboard. It acts on release; sliding off takes the press back. It never takes the focus
// from the field.
T.AbstractButton {
    id: key

    required property string keyAction
    required property string value
    property string caption
    property string glyph // a sign drawn in place of the words
    property bool latched: false // shift is on
    property bool concealed: false // a secret field: the pressed key does not light up
    property bool marked: false
    property bool large: false // of a keypad
    property int gap: 0 // seen between two keys
    readonly property bool isDigit: /^[0-9]$/.test(key.text)
    readonly property bool isDone: key.keyAction === "done"
    readonly property bool lit: key.down && !key.concealed

    objectName: "key_" + key.keyAction + "_" + key.value
    focusPolicy: Qt.NoFocus
    activeFocusOnTab: false
    autoRepeat: key.keyAction === "backspace"
    autoRepeatDelay: 600
    autoRepeatInterval: 150
    padding: 0
    topInset: key.gap / 2
    bottomInset: key.gap / 2
    leftInset: key.gap / 2
    rightInset: key.gap / 2

    Accessible.role: Accessible.Button
    Accessible.name: {
        if (key.keyAction === "undo")
            return qsTr("Không dấu: để chữ như đã gõ");
        return key.keyAction === "tone" ? qsTr("dấu %1").arg(key.caption) : key.text;
    }

    background: Rectangle {
        radius: Theme.radiusSmall
        color: {
            if (key.isDone)
                return key.lit ? Theme.brandDark : Theme.brand;
            if (key.lit || key.latched)
                return Theme.brandSoft;
            return Theme.surface;
        }
        border.width: key.lit || key.latched ? Theme.lineStrong : Theme.line
        border.color: key.lit || key.latched ? Theme.brand : Theme.border
    }

    contentItem: Item {
        Column {
            anchors.centerIn: parent
            spacing: Math.round(-2 * Theme.u)

            Text {
                anchors.horizontalCenter: parent.horizontalCenter
                text: key.glyph !== "" ? key.glyph : key.text
                color: key.isDone ? Theme.surface : Theme.ink
                font.family: key.isDigit ? Theme.fontDigits : Theme.fontText
                font.pixelSize: key.caption !== "" ? Math.round(Math.min(36 * Theme.u, 0.34 * key.height)) : Math.round((key.glyph !== "" ? 56 : text.length > 1 ? (key.large ? 36 : 30) : key.large ? 56 : 42) * Theme.u)
                font.weight: key.isDigit ? Font.Bold : Font.DemiBold
                lineHeight: key.caption !== "" ? 1.05 : 1
            }

            Text {
                anchors.horizontalCenter: parent.horizontalCenter
                visible: key.caption !== ""
                text: key.caption
                color: Theme.inkSoft
                font.family: Theme.fontText
                font.pixelSize: Math.round(Math.min(24 * Theme.u, 0.24 * key.height))
                lineHeight: 0.9
            }
        }

        // For fingers that look for the middle of the keypad.
        Rectangle {
            visible: key.marked
            anchors.horizontalCenter: parent.horizontalCenter
            anchors.bottom: parent.bottom
            anchors.bottomMargin: key.gap / 2 + Math.round(4 * Theme.u)
            width: Math.round(28 * Theme.u)
            height: Math.round(5 * Theme.u)
            radius: height / 2
            color: Theme.brand
        }
    }
}
