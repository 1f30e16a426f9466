pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts

// A few options side by side, one of them chosen: filled, ticked and told to assistive technology.
GridLayout {
    id: choice

    property string label
    property string glyph
    property list<string> options
    property list<string> names
    property int current: 0
    property bool beside: false // the label left of the options
    signal chosen(int index)

    columns: choice.beside ? 2 : 1
    columnSpacing: Theme.gap
    rowSpacing: Math.round(12 * Theme.u)
    Layout.fillWidth: true

    RowLayout {
        spacing: Theme.gap
        Layout.preferredWidth: choice.beside ? Math.round((Theme.textScale > 1.4 ? 190 : 230) * Theme.u * Theme.headingScale) : -1
        Layout.fillWidth: !choice.beside

        Icon {
            visible: !choice.beside || Theme.textScale < 1.4 // the words need the room
            glyph: choice.glyph
            tint: Theme.highContrast ? Theme.brand : Theme.brandDark
        }

        Words {
            text: choice.label
            font.pixelSize: choice.beside ? Math.round(32 * Theme.u * Theme.headingScale) : Theme.body
            font.weight: Font.DemiBold
            Layout.fillWidth: true
        }
    }

    RowLayout {
        spacing: Theme.gap
        Layout.fillWidth: true
        uniformCellSizes: true

        Repeater {
            model: choice.options

            KButton {
                required property int index
                required property string modelData

                objectName: choice.names[index] ?? ""
                text: modelData
                glyph: choice.current === index ? "check" : ""
                kind: choice.current === index ? "primary" : "secondary"
                pixelSize: Math.round(28 * Theme.u * Theme.headingScale)
                leftPadding: Math.round(6 * Theme.u)
                Accessible.role: Accessible.RadioButton
                Accessible.checkable: true
                Accessible.checked: choice.current === index
                Layout.fillWidth: true
                Layout.fillHeight: true
                Layout.preferredHeight: Math.max(Math.round(104 * Theme.u), implicitHeight)
                onClicked: choice.chosen(index)
            }
        }
    }
}
