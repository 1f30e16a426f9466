pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk.Core
import Kiosk.Fields
import Kiosk.Ui

// A page of questions, whatever they ask: the form's data say what, the file of each kind shows it.
Page {
    id: page

    required property QuestionVm vm
    property string layout // the keyboard that the field typed into wants
    readonly property bool several: !page.vm.titleIsLabel

    stepName: page.vm.stepName
    title: page.vm.title
    lead: page.vm.lead
    primaryText: qsTr("Tiếp tục")
    primaryAvailable: !page.vm.isBlank
    keyboard: page.layout
    onPrimaryActivated: page.vm.proceed()

    // The kind's own file: "one_of" is shown by OneOfQuestion.qml.
    function fileOf(kind: string): url {
        const name = kind.split("_").map(part => part.charAt(0).toUpperCase() + part.slice(1)).join("");
        return Qt.resolvedUrl("../Fields/" + name + "Question.qml");
    }

    Repeater {
        id: fields

        model: page.vm.fields

        Loader {
            id: slot

            required property int index
            required property FieldVm field
            required property string kind
            required property bool isAsked
            readonly property FieldFrame frame: slot.item as FieldFrame

            visible: slot.isAsked
            focus: slot.index === 0
            Layout.fillWidth: true
            Layout.preferredHeight: slot.frame?.implicitHeight ?? 0
            Component.onCompleted: slot.setSource(page.fileOf(slot.kind), {
                "field": slot.field,
                "labelled": page.several
            })

            Connections {
                target: slot.frame

                function onTyping(layout: string, item: Item): void {
                    page.layout = layout;
                    page.textItem = item;
                }
            }
        }
    }

    Item {
        Layout.fillHeight: true
    }

    Connections {
        target: page.vm

        function onRefused(questionId: string): void {
            for (let place = 0; place < fields.count; ++place) {
                const slot = fields.itemAt(place) as Loader;
                const frame = slot?.item as FieldFrame;
                if (frame !== null && frame.field.questionId === questionId)
                    slot.forceActiveFocus();
            }
        }
    }
}
