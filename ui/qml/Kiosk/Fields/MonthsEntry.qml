import QtQuick
import QtQuick.Layouts
import Kiosk.Core
import Kiosk.Ui

// The first and the last of several months.
GridLayout {
    id: months

    required property FieldVm field

    columns: Theme.textScale > 1.2 && !Theme.landscape ? 1 : 2
    columnSpacing: Theme.gapWide
    rowSpacing: Theme.gap
    uniformCellWidths: true
    Layout.fillWidth: true

    LabelledEntry {
        text: qsTr("Từ tháng")

        DayEntry {
            field: months.field
            part: "from"
            withDay: false
            placeholderText: qsTr("Ví dụ: 01/2024")
            name: qsTr("Từ tháng")
        }
    }

    LabelledEntry {
        text: qsTr("Đến hết tháng")

        DayEntry {
            field: months.field
            part: "to"
            withDay: false
            placeholderText: qsTr("Ví dụ: 12/2025")
            name: qsTr("Đến hết tháng")
        }
    }
}
