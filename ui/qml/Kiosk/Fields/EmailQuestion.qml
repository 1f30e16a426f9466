import QtQuick

FieldFrame {
    id: question

    TextEntry {
        field: question.field
        layout: "email"
        placeholderText: qsTr("Ví dụ: ten@example.vn")
        inputMethodHints: Qt.ImhEmailCharactersOnly | Qt.ImhNoAutoUppercase | Qt.ImhNoPredictiveText
        maximumLength: 254
    }
}
