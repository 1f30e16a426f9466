import QtQuick

FieldFrame {
    id: question

    DigitsEntry {
        field: question.field
        groups: [3, 3, 3, 3]
        most: 12
        placeholderText: qsTr("12 chữ số trên thẻ căn cước")
    }
}
