import QtQuick

FieldFrame {
    id: question

    MonthsEntry {
        field: question.field
    }
}
