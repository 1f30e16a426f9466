import QtQuick
import Kiosk.Ui

// Groups of three, as on the receipt; letters need no capitals.
FieldFrame {
    id: question

    TextEntry {
        field: question.field
        layout: "email"
        placeholderText: "7KM-2PQ-9XD-…"
        inputMethodHints: Qt.ImhNoPredictiveText | Qt.ImhNoAutoUppercase | Qt.ImhPreferLatin
        font.family: Theme.fontDigits
        maximumLength: 23
        shape: text => (text.toUpperCase().replace(/[^0-9A-Z]/g, "").slice(0, 18).match(/.{1,3}/g) ?? []).join("-")
    }
}
