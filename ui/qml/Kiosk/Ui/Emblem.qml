import QtQuick

// A neutral mark in place of the official emblem, which is shown only once its owner supplies it.
Rectangle {
    id: emblem

    property color field: Theme.brand
    property color ink: Theme.brandInk

    implicitWidth: Theme.target
    implicitHeight: Theme.target
    radius: width / 2
    color: emblem.field

    Icon {
        anchors.centerIn: parent
        glyph: "shield"
        tint: emblem.ink
        size: emblem.width * 0.62
        weight: 1.8
    }
}
