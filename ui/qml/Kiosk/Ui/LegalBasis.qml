pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts

// The law that something rests on, for who asks for it. What belongs beside the button goes inside.
ColumnLayout {
    id: root

    property string basis
    property bool open: false
    default property alias beside: slot.data

    spacing: 0
    Layout.fillWidth: true
    onBasisChanged: root.open = false
    onVisibleChanged: root.open = false

    Flow {
        spacing: Theme.gap
        Layout.fillWidth: true

        RowLayout {
            id: slot

            visible: slot.children.length > 0
            height: Math.max(slot.implicitHeight, button.visible ? button.implicitHeight : 0)
            spacing: Theme.gap
        }

        KButton {
            id: button

            objectName: "basis"
            visible: root.basis !== ""
            text: qsTr("Căn cứ pháp lý")
            glyph: root.open ? "up" : "down"
            glyphAfter: true
            kind: "quiet"
            pixelSize: Theme.small
            leftPadding: Theme.gap
            Accessible.checkable: true
            Accessible.checked: root.open
            onClicked: root.open = !root.open
        }
    }

    Words {
        visible: root.open
        text: root.basis
        font.pixelSize: Theme.small
        color: Theme.inkSoft
        Layout.fillWidth: true
    }
}
