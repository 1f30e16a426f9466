pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk.Core
import Kiosk.Ui

// What can be chosen for one part of a field, one row each; arrow keys move between the rows.
GridLayout {
    id: list

    required property FieldVm field
    property string part: "choice"
    property bool several: false
    property var offered: list.field.choices[list.part] ?? []
    readonly property var held: list.field.parts[list.part]
    signal picked

    columns: Theme.landscape && list.offered.length > 3 ? 2 : 1
    columnSpacing: Theme.gapWide
    rowSpacing: Theme.gap
    uniformCellWidths: true
    Layout.fillWidth: true

    Repeater {
        id: rows

        model: list.offered.length

        ChoiceRow {
            id: row

            required property int index
            readonly property var choice: list.offered[row.index] ?? ({})
            readonly property string value: row.choice.value ?? ""

            objectName: list.field.questionId + "." + row.value
            text: row.choice.label ?? ""
            note: row.choice.note ?? ""
            several: list.several
            locked: list.field.locked
            chosen: list.several ? (list.held ?? []).includes(row.value) : list.held === row.value
            Keys.onDownPressed: list.move(row.index + list.columns)
            Keys.onUpPressed: list.move(row.index - list.columns)
            Keys.onRightPressed: list.move(row.index + 1)
            Keys.onLeftPressed: list.move(row.index - 1)
            onClicked: {
                if (list.several)
                    list.field.toggle(list.part, row.value);
                else
                    list.field.choose(list.part, row.value);
                list.picked();
            }
        }
    }

    function move(index: int): void {
        const row = rows.itemAt(index);
        if (row !== null)
            row.forceActiveFocus(Qt.TabFocusReason);
    }
}
