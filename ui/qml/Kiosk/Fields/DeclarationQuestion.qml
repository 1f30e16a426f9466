import QtQuick
import QtQuick.Layouts
import Kiosk.Core
import Kiosk.Ui

// What the person declares to be true, with a box of its own.
FieldFrame {
    id: question

    labelShown: false
    helpShown: false

    CheckCard {
        objectName: question.field.questionId + ".tick"
        text: qsTr("Tôi cam đoan")
        description: question.field.help
        given: question.field.parts.choice === "yes"
        demanded: question.field.fault !== ""
        focus: true
        Layout.fillWidth: true
        onAnswered: given => question.field.choose("choice", given ? "yes" : "")
    }
}
