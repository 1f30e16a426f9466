import QtQuick
import QtQuick.Templates as T

// Shows where the keyboard is: an accent ring outside an ink ring, seen on every background.
Item {
    id: ring

    required property T.Control control
    property real radius: Theme.radius

    objectName: "focusRing"
    anchors.fill: parent
    visible: ring.control.visualFocus

    Rectangle {
        anchors.fill: parent
        anchors.margins: Math.round(-10 * Theme.u)
        color: "transparent"
        border.color: Theme.focus
        border.width: Math.round(6 * Theme.u)
        radius: ring.radius + Math.round(10 * Theme.u)
    }

    Rectangle {
        anchors.fill: parent
        anchors.margins: Math.round(-4 * Theme.u)
        color: "transparent"
        border.color: Theme.focusInner
        border.width: Math.round(4 * Theme.u)
        radius: ring.radius + Math.round(4 * Theme.u)
    }
}
