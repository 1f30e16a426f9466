import QtQuick
import QtQuick.Layouts
import Kiosk.Ui

FieldFrame {
    id: question

    // What does not fit one line goes on below: nothing that was typed is out of sight.
    TextEntry {
        id: entry

        readonly property int lines: question.field.settings.lines ?? 1

        field: question.field
        placeholderText: question.field.settings.example ?? ""
        maximumLength: question.field.settings.most ?? 200
        wrapMode: TextInput.Wrap
        verticalAlignment: entry.lines > 1 ? TextInput.AlignTop : TextInput.AlignVCenter
        topPadding: entry.lines > 1 ? Theme.gap : 0
        bottomPadding: entry.topPadding
        Layout.preferredHeight: Math.max(entry.implicitHeight, Math.ceil(entry.lines * metrics.lineSpacing) + 2 * Theme.gap)
    }

    FontMetrics {
        id: metrics

        font: entry.font
    }
}
