pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts

// A list of label and value out of a model with label, value, covered and isLast; not there while the model is empty.
SummaryList {
    id: lines

    property alias model: each.model
    readonly property int count: each.count

    visible: each.count > 0
    Layout.fillWidth: true

    Repeater {
        id: each

        SummaryRow {
            required property int index
            required property string label
            required property bool isLast
            required value
            required covered

            objectName: lines.objectName === "" ? "" : lines.objectName + "." + index
            text: label
            digits: true
            last: isLast
        }
    }
}
