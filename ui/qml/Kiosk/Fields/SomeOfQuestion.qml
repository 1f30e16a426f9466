import QtQuick

FieldFrame {
    id: question

    ChoiceList {
        field: question.field
        part: "chosen"
        several: true
    }
}
