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
    readonly property string held: entry.field.parts[entry.part] ?? ""
    signal typing(string layout, Item item)

    objectName: entry.field.questionId + "." + entry.part
    faulty: entry.field.fault !== ""
    maximumLength: 200
    Layout.fillWidth: true
    Accessible.name: entry.field.label
    Accessible.description: entry.field.fault !== "" ? entry.field.fault : entry.field.help
    Component.onCompleted: entry.text = entry.held
    onHeldChanged: {
        if (entry.text !== entry.held)
            entry.text = entry.held;
    }
    onTextChanged: entry.field.type(entry.part, entry.text)
    onActiveFocusChanged: {
        if (entry.activeFocus)
            entry.typing(entry.layout, entry);
    }
}
