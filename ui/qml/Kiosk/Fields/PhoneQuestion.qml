import QtQuick
import Kiosk.Core

FieldFrame {
    id: question

    DigitsEntry {
        field: question.field
        focus: true
        placeholderText: qsTr("Ví dụ: 0912 345 678")
        maximumLength: 12
        onTyping: (layout, item) => question.typing(layout, item)
    }
}
