import QtQuick
import Kiosk.Core

FieldFrame {
    id: question

    TextEntry {
        field: question.field
        focus: true
        layout: "email"
        placeholderText: qsTr("Ví dụ: ten@example.vn")
        inputMethodHints: Qt.ImhEmailCharactersOnly | Qt.ImhNoAutoUppercase | Qt.ImhNoPredictiveText
        maximumLength: 254
        onTyping: (layout, item) => question.typing(layout, item)
    }
}
