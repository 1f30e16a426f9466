import QtQuick
import QtQuick.Layouts

// One part of something that takes several: waiting, under way with how much of it, done, or skipped.
RowLayout {
    id: light

    property string label
    property string glyph
    property bool done: false
    property bool active: false
    property bool skipped: false
    property real fraction: 0

    spacing: Theme.gapWide
    Layout.fillWidth: true

    Rectangle {
        color: light.done ? Theme.ok : (light.active ? Theme.brand : Theme.surface)
        border.width: Theme.lineStrong - 1
        border.color: light.done ? Theme.ok : (light.active ? Theme.brand : Theme.border)
        radius: width / 2
        Layout.preferredWidth: Math.round(64 * Theme.u)
        Layout.preferredHeight: Math.round(64 * Theme.u)

        Icon {
            anchors.centerIn: parent
            glyph: light.done ? "check" : light.glyph
            tint: light.done ? Theme.okInk : (light.active ? Theme.brandInk : Theme.inkSoft)
            size: Math.round(38 * Theme.u)
            weight: light.done ? 3 : 2
        }
    }

    ColumnLayout {
        spacing: Math.round(8 * Theme.u)
        Layout.fillWidth: true

        RowLayout {
            Layout.fillWidth: true

            Words {
                text: light.label
                font.weight: Font.DemiBold
                Layout.fillWidth: true
            }

            Words {
                text: light.done ? qsTr("Xong") : (light.skipped ? qsTr("Bỏ qua") : (light.active ? qsTr("Đang làm…") : qsTr("Chờ")))
                color: light.done ? Theme.ok : Theme.inkSoft
                font.weight: light.done ? Font.Bold : Font.Normal
                font.pixelSize: Theme.small
                wrapMode: Text.NoWrap
            }
        }

        Rectangle {
            visible: light.active && light.fraction > 0
            color: Theme.hair
            radius: height / 2
            Layout.fillWidth: true
            Layout.preferredHeight: Math.round(10 * Theme.u)

            Rectangle {
                width: parent.width * Math.min(1, light.fraction)
                height: parent.height
                radius: height / 2
                color: Theme.brand
            }
        }
    }
}
