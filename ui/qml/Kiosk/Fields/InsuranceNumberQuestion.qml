import QtQuick

FieldFrame {
    id: question

    DigitsEntry {
        field: question.field
        groups: [4, 3, 3]
        most: 12
        placeholderText: qsTr("gồm 10 chữ số")
    }
}
