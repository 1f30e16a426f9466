import QtQuick
import Kiosk.Core

// Digits in large letters, typed on the number keys.
TextEntry {
    id: entry

    layout: "number"
    digitsOnly: true
    inputMethodHints: Qt.ImhDigitsOnly
    maximumLength: 20
}
