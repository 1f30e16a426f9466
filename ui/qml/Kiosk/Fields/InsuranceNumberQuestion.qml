import QtQuick
import Kiosk.Core

FieldFrame {
    id: question

    DigitsEntry {
        field: question.field
        focus: true
        placeholderText: qsTr("10 chữ số")
        maximumLength: 15
        onTyping: (layout, item) => question.typing(layout, item)
    }
}
