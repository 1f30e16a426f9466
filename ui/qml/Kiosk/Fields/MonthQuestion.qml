import QtQuick

FieldFrame {
    id: question

    DayEntry {
        field: question.field
        withDay: false
    }
}
