import QtQuick

FieldFrame {
    id: question

    TextEntry {
        field: question.field
        placeholderText: question.field.settings.example ?? ""
        maximumLength: question.field.settings.most ?? 200
    }
}
