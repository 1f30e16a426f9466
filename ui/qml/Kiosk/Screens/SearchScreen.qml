pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk.Core
import Kiosk.Ui

// Finding a task by a few words, with or without accents, while they are typed.
Page {
    id: page

    required property SearchVm vm
    property bool typing: true

    title: qsTr("Tìm việc cần làm")
    keyboard: page.typing ? "vi" : ""

    // Enter, or the key that ends typing: what was found has the page for itself, until the entry is touched again.
    function doneTyping(): void {
        const found = [];
        for (let place = 0; place < rows.count; ++place)
            found.push(rows.itemAt(place) as TaskRow);
        if (found.length === 0 || TapGuard.settling)
            return;
        Reasons.clear();
        page.typing = false;
        (found.find(each => each.available) ?? found[0]).forceActiveFocus(Qt.OtherFocusReason);
        page.showStart();
    }

    TextField {
        id: field

        objectName: "searchField"
        focus: true
        placeholderText: qsTr("Ví dụ: nghi de, luong huu, doi so dien thoai")
        inputMethodHints: Qt.ImhNoAutoUppercase | Qt.ImhNoPredictiveText
        results: found
        maximumLength: 80
        Layout.fillWidth: true
        name: page.title
        // Once, not bound: what the person types must never be overwritten.
        Component.onCompleted: field.text = page.vm.query
        onTextChanged: {
            Reasons.clear();
            page.vm.type(field.text);
        }
        onActiveFocusChanged: {
            if (field.activeFocus)
                page.typing = true;
        }
        Keys.onReturnPressed: page.doneTyping()
        Keys.onEnterPressed: page.doneTyping()
    }

    Notice {
        objectName: "nothingFound"
        visible: page.vm.nothingFound
        kind: "info"
        title: qsTr("Chưa tìm thấy")
        text: qsTr("Xin thử chữ khác, ít chữ hơn, hoặc gọi cán bộ giúp.")
        Layout.fillWidth: true
    }

    GridLayout {
        id: found

        columns: Theme.landscape && !Theme.flat ? 2 : 1
        columnSpacing: Theme.gapWide
        rowSpacing: Theme.gap
        uniformCellWidths: true
        Layout.fillWidth: true
        Layout.maximumHeight: implicitHeight

        Repeater {
            id: rows

            model: page.vm.tasks

            TaskRow {
                id: row

                required property string task
                required property string name
                required property bool isAvailable
                required summary
                required reason

                objectName: "task." + row.task
                text: row.name
                available: row.isAvailable
                brief: page.low && (Theme.compact || Theme.textScale > 1.2)
                Layout.fillWidth: true
                Layout.fillHeight: true
                Layout.preferredWidth: 1
                onClicked: page.vm.begin(row.task)
            }
        }
    }

    Item {
        Layout.fillHeight: true
    }
}
