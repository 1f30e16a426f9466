import QtQuick
import QtQuick.Layouts
import Kiosk.Ui

// What the person declares to be true, or to have seen, with a box of its own.
FieldFrame {
    id: question

    labelShown: false
    helpShown: false

    CheckCard {
        id: card

        objectName: question.field.questionId + ".tick"
        text: question.field.settings.seen ? qsTr("Tôi đã xem") : qsTr("Tôi cam đoan")
        description: question.field.help
        given: question.field.parts.choice === "yes"
        demanded: question.field.fault !== ""
        Layout.fillWidth: true
        onAnswered: given => {
            card.forceActiveFocus(card.visualFocus ? Qt.TabFocusReason : Qt.MouseFocusReason);
            question.field.choose("choice", given ? "yes" : "");
        }
    }
}
