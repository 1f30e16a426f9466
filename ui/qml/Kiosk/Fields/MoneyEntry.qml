import QtQuick
import QtQuick.Layouts
import Kiosk.Core
import Kiosk.Ui

// An amount in đồng, in groups of three as the language parts them.
RowLayout {
    id: money

    required property FieldVm field
    property string part: "text"
    property string name: money.field.label

    spacing: Theme.gapWide
    Layout.fillWidth: true

    DigitsEntry {
        field: money.field
        part: money.part
        fromRight: true
        separator: qsTr(".", "between groups of three digits")
        most: 13
        placeholderText: qsTr("Ví dụ: 4.250.000")
        name: money.name
    }

    Words {
        text: qsTr("đồng")
        font.pixelSize: Theme.h2
    }
}
