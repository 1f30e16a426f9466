pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts

// Tasks that fit what a page shows, under a heading; not there while the model is empty.
ColumnLayout {
    id: rows

    property string heading
    property alias model: each.model
    signal chosen(string task)

    spacing: Theme.gap
    visible: each.count > 0
    Layout.fillWidth: true

    SubHeading {
        visible: rows.heading !== ""
        text: rows.heading
    }

    Repeater {
        id: each

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
            Layout.fillWidth: true
            onClicked: rows.chosen(row.task)
        }
    }
}
