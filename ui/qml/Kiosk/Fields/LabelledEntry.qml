import QtQuick
import QtQuick.Layouts
import Kiosk.Ui

// The words of one part of a question above its entry.
ColumnLayout {
    id: labelled

    property string text
    readonly property alias heading: words

    spacing: Math.round(8 * Theme.u)
    Layout.fillWidth: true

    Words {
        id: words

        text: labelled.text
        font.pixelSize: Theme.small
        Layout.fillWidth: true
    }
}
