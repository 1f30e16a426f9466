import QtQuick
import QtQuick.Layouts
import Kiosk.Core
import Kiosk.Ui

// One line that is typed. It follows the model, but what the person types is never overwritten.
TextField {
    id: entry

    required property FieldVm field
    property string part: "text"
    property string layout: "vi" // of the on-screen keyboard
    property var shape: null // a function (text) => text: how digits are grouped for reading
    readonly property string keyboard: entry.layout // for the keyboard itself
    readonly property string held: entry.field.parts[entry.part] ?? ""

    objectName: entry.field.questionId + "." + entry.part
    faulty: entry.field.fault !== ""
    locked: entry.field.locked
    masked: entry.field.masked
    maximumLength: 200
    Layout.fillWidth: true
    name: entry.field.label
    Accessible.description: entry.field.fault !== "" ? entry.field.fault : entry.field.help
    Component.onCompleted: entry.text = entry.shaped(entry.held)
    onHeldChanged: {
        const shown = entry.shaped(entry.held);
        if (entry.text !== shown)
            entry.text = shown;
    }
    onTextChanged: {
        const shaped = entry.shaped(entry.text);
        if (shaped !== entry.text)
            entry.regroup(shaped);
        else if (shaped !== entry.shaped(entry.held))
            entry.field.type(entry.part, shaped);
    }

    // Who comes to an entry goes on behind what stands there; a second touch may go into the middle.
    onActiveFocusChanged: {
        if (entry.activeFocus)
            Qt.callLater(entry.goToEnd);
    }

    function goToEnd(): void {
        entry.cursorPosition = entry.length;
    }

    function shaped(text: string): string {
        return entry.shape === null ? text : entry.shape(text);
    }

    // The cursor stays behind the same digit, whatever comes or goes between the digits.
    function regroup(shaped: string): void {
        const behind = entry.text.slice(0, entry.cursorPosition).replace(/[^0-9]/g, "").length;
        const atEnd = entry.cursorPosition === entry.text.length;
        entry.text = shaped;
        let place = 0;
        for (let passed = 0; passed < behind && place < shaped.length; ++place) {
            if (/[0-9]/.test(shaped.charAt(place)))
                ++passed;
        }
        entry.cursorPosition = atEnd ? shaped.length : place;
    }
}
