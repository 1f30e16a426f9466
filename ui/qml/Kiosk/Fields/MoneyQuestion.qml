import QtQuick

FieldFrame {
    id: question

    MoneyEntry {
        field: question.field
    }
}
