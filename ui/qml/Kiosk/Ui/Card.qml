import QtQuick

// A white surface that groups things.
Rectangle {
    readonly property bool frame: true

    color: Theme.surface
    radius: Theme.radius
    border.width: Theme.line
    border.color: Theme.highContrast ? Theme.border : Theme.hair
}
