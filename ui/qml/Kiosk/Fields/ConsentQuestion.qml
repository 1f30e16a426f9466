import QtQuick
import QtQuick.Layouts
import Kiosk.Ui

// One purpose with its legal basis. Nothing is ticked beforehand; going on with an empty box is the answer no.
FieldFrame {
    id: question

    readonly property bool needed: question.field.settings.needed ?? false

    labelShown: false
    helpShown: false

    CheckCard {
        id: card

        objectName: question.field.questionId + ".tick"
        text: question.field.label
        description: question.field.help
        basis: question.field.settings.basis ?? ""
        tagText: question.needed ? qsTr("Bắt buộc") : qsTr("Không bắt buộc")
        tagKind: question.needed ? "warn" : "info"
        given: question.field.parts.choice === "yes"
        demanded: question.field.fault !== ""
        Layout.fillWidth: true
        onAnswered: given => {
            card.forceActiveFocus(card.visualFocus ? Qt.TabFocusReason : Qt.MouseFocusReason);
            question.field.choose("choice", given ? "yes" : "no");
        }
    }
}
