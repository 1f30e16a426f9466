pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk.Core
import Kiosk.Ui

// What can be done in one group of the home screen. What cannot be done now stays in the list, with the reason.
Page {
    id: page

    required property GroupVm vm

    title: page.vm.title
    lead: qsTr("Chạm vào việc cần làm.")

    GridLayout {
        columns: Theme.landscape ? 2 : 1
        columnSpacing: Theme.gapWide
        rowSpacing: Theme.gap
        uniformCellWidths: true
        Layout.fillWidth: true
        Layout.maximumHeight: implicitHeight

        Repeater {
            model: page.vm.tasks

            TaskRow {
                id: row

                required property int index
                required property string task
                required property string name
                required property bool isAvailable
                required summary
                required reason

                objectName: "task." + row.task
                text: row.name
                available: row.isAvailable
                focus: row.index === 0
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
