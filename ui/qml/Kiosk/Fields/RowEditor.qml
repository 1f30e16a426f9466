pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk.Core
import Kiosk.Ui

// The fields of the open row of a repeating group.
ColumnLayout {
    id: editor

    required property RowsFieldVm field

    spacing: Theme.gapWide

    Repeater {
        id: cells

        model: editor.field.cells

        FieldSlot {
        }
    }

    // To the first cell that is wrong, or to the first.
    function enter(): void {
        let target = cells.itemAt(0) as FieldSlot;
        for (let place = cells.count - 1; place >= 0; --place) {
            const slot = cells.itemAt(place) as FieldSlot;
            if (slot.field.fault !== "")
                target = slot;
        }
        target?.enter();
    }
}
