import QtQuick

FieldFrame {
    id: question

    ChoiceList {
        field: question.field
    }
}
