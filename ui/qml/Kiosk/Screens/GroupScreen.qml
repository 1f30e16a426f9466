pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk.Core
import Kiosk.Ui

// What can be done in one group of the home screen, a long list under headings. What cannot be done now stays in the list,
// with the reason.
Page {
    id: page

    required property GroupVm vm

    title: page.vm.title
    lead: qsTr("Chạm vào việc cần làm.")

    GridLayout {
        id: list

        columns: Theme.landscape ? 2 : 1
        columnSpacing: Theme.gapWide
        rowSpacing: Theme.gap
        uniformCellWidths: true
        Layout.fillWidth: true
        Layout.maximumHeight: implicitHeight

        Repeater {
            model: page.vm.tasks

            ColumnLayout {
                id: entry

                required property int index
                required property string task
                required property string name
                required property string summary
                required property string reason
                required property bool isAvailable
                readonly property bool isHeading: entry.task === ""

                Layout.columnSpan: entry.isHeading ? list.columns : 1
                Layout.fillWidth: true
                Layout.fillHeight: !entry.isHeading
                Layout.preferredWidth: 1

                SubHeading {
                    visible: entry.isHeading
                    text: entry.name
                }

                TaskRow {
                    visible: !entry.isHeading
                    objectName: entry.isHeading ? "" : "task." + entry.task
                    text: entry.name
                    summary: entry.summary
                    reason: entry.reason
                    available: entry.isAvailable
                    focus: entry.index === 0
                    Layout.fillWidth: true
                    Layout.fillHeight: true
                    onClicked: page.vm.begin(entry.task)
                }
            }
        }
    }

    Item {
        Layout.fillHeight: true
    }
}
