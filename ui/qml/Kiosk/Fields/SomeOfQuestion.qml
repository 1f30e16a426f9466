import QtQuick
import Kiosk.Core

FieldFrame {
    id: question

    ChoiceList {
        field: question.field
        part: "chosen"
        several: true
        focus: true
    }
}
