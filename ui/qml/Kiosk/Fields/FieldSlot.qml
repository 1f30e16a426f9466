import QtQuick
import QtQuick.Layouts
import Kiosk.Core

// The place of one question: shows it with the file of its kind. "one_of" is shown by OneOfQuestion.qml.
Loader {
    id: slot

    required property FieldVm field
    required property string kind
    property bool labelled: true
    readonly property FieldFrame question: slot.item as FieldFrame

    Layout.fillWidth: true
    Layout.preferredHeight: slot.question?.implicitHeight ?? 0
    Component.onCompleted: slot.setSource(slot.fileOf(slot.kind), {
        "field": slot.field,
        "labelled": slot.labelled
    })

    function fileOf(kind: string): url {
        const name = kind.split("_").map(part => part.charAt(0).toUpperCase() + part.slice(1)).join("");
        return Qt.resolvedUrl(name + "Question.qml");
    }

    function enter(): void {
        slot.question?.enter();
    }
}
