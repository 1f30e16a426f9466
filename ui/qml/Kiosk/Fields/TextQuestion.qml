import QtQuick
import Kiosk.Core

FieldFrame {
    id: question

    TextEntry {
        field: question.field
        focus: true
        placeholderText: question.field.settings.example ?? ""
        maximumLength: question.field.settings.most ?? 200
        onTyping: (layout, item) => question.typing(layout, item)
    }
}
