import QtQuick

FieldFrame {
    id: question

    DigitsEntry {
        field: question.field
        groups: [3, 3, 4]
        most: 12
        placeholderText: qsTr("10 chữ số")
    }
}
