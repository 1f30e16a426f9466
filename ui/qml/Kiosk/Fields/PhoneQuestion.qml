import QtQuick

FieldFrame {
    id: question

    DigitsEntry {
        field: question.field
        groups: [4, 3, 3]
        most: 11
        placeholderText: qsTr("Ví dụ: 0912 345 678")
    }
}
