import QtQuick
import QtQuick.Layouts

// A part of a page under a heading that opens and closes it.
ColumnLayout {
    id: section

    property string text // the heading
    property bool open: false
    default property alias content: column.data

    spacing: Theme.gap
    Layout.fillWidth: true

    KButton {
        objectName: section.objectName === "" ? "" : section.objectName + ".toggle"
        text: section.text
        glyph: section.open ? "up" : "down"
        glyphAfter: true
        Accessible.name: section.text + ". " + (section.open ? qsTr("Đang mở") : qsTr("Đang đóng"))
        Layout.fillWidth: true
        onClicked: section.open = !section.open
    }

    ColumnLayout {
        id: column

        visible: section.open
        spacing: Theme.gap
        Layout.fillWidth: true
    }
}
