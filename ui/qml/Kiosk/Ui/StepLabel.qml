pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts

// "Step n of m" with the name of the part, and as many bars.
ColumnLayout {
    id: steps

    property int number: 1
    property int count: 4
    property string name

    spacing: Math.round(12 * Theme.u)

    Words {
        text: steps.name === "" ? qsTr("Bước %1 / %2").arg(steps.number).arg(steps.count) : qsTr("Bước %1 / %2 – %3").arg(steps.number).arg(steps.count).arg(steps.name)
        font.pixelSize: Theme.small
        font.weight: Font.DemiBold
        color: Theme.highContrast ? Theme.ink : Theme.brandDark
        Layout.fillWidth: true
    }

    RowLayout {
        spacing: Math.round(12 * Theme.u)
        Layout.fillWidth: true

        Repeater {
            model: steps.count

            Rectangle {
                required property int index

                radius: height / 2
                color: index < steps.number ? Theme.brand : Theme.hair
                Layout.fillWidth: true
                Layout.preferredHeight: Math.round(10 * Theme.u)
            }
        }
    }
}
