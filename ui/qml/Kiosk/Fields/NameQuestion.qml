import QtQuick

FieldFrame {
    id: question

    TextEntry {
        readonly property string capitals: "words" // the keyboard begins every word with a capital

        field: question.field
        placeholderText: qsTr("Ví dụ: Nguyễn Văn An")
        inputMethodHints: Qt.ImhNoPredictiveText
    }
}
