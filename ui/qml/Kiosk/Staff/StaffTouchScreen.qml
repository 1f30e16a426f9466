pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Core
import Kiosk.Ui

// Every place of the screen, to be touched or stroked once. The way out lies in the middle.
Page {
    id: page

    required property StaffDevicesVm vm
    readonly property int columns: Theme.landscape ? 9 : 5
    readonly property int rows: Theme.landscape ? 5 : 9
    readonly property int row: Math.floor(page.rows / 2) // of the way out, three cells wide
    readonly property int column: Math.floor(page.columns / 2) - 1
    property list<int> touched: []
    readonly property int open: page.columns * page.rows - 3 - page.touched.length

    bare: true
    spoken: qsTr("Chạm hết các ô. Nút thoát ở giữa.")

    function isWay(index: int): bool {
        const column = index % page.columns;
        return Math.floor(index / page.columns) === page.row && column >= page.column && column < page.column + 3;
    }

    function touch(x: real, y: real): void {
        const column = Math.floor(x / (page.width / page.columns));
        const row = Math.floor(y / (page.height / page.rows));
        const index = row * page.columns + column;
        const inside = column >= 0 && column < page.columns && row >= 0 && row < page.rows;
        if (inside && !page.isWay(index) && !page.touched.includes(index))
            page.touched = [...page.touched, index];
    }

    Item {
        parent: page
        anchors.fill: parent

        Repeater {
            model: page.columns * page.rows

            Rectangle {
                id: cell

                required property int index

                objectName: "cell." + cell.index
                x: Math.round(cell.index % page.columns * page.width / page.columns)
                y: Math.round(Math.floor(cell.index / page.columns) * page.height / page.rows)
                width: Math.ceil(page.width / page.columns)
                height: Math.ceil(page.height / page.rows)
                color: page.touched.includes(cell.index) ? (Theme.highContrast ? Theme.brand : "#2FA36B") : Theme.bg
                border.width: Theme.line
                border.color: Theme.border
            }
        }

        MouseArea {
            anchors.fill: parent
            onPressed: mouse => page.touch(mouse.x, mouse.y)
            onPositionChanged: mouse => page.touch(mouse.x, mouse.y)
        }

        KButton {
            id: way

            objectName: "touchDone"
            x: Math.round(page.column * page.width / page.columns) + Theme.gap
            y: Math.round(page.row * page.height / page.rows) + Theme.gap
            width: Math.round(3 * page.width / page.columns) - 2 * Theme.gap
            height: Math.round(page.height / page.rows) - 2 * Theme.gap
            kind: "primary"
            glyph: page.open === 0 ? "check" : "back"
            pixelSize: Theme.small
            text: page.open === 0 ? qsTr("Tốt. Quay lại") : qsTr("Còn %1 ô. Thoát").arg(page.open)
            focus: true
            onClicked: page.kiosk.back()
        }
    }
}
