pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts

// A pictogram in any colour and size, by its name in icons.toml.
Image {
    id: icon

    property string glyph
    property color tint: Theme.ink
    property real size: Math.round(40 * Theme.u)
    property real weight: 2
    readonly property string colourCode: String(icon.tint).slice(-6)

    source: icon.glyph === "" ? "" : "image://icon/" + icon.glyph + "/" + icon.colourCode + "/" + icon.weight
    sourceSize: Qt.size(icon.size, icon.size)
    width: icon.size
    height: icon.size
    fillMode: Image.PreserveAspectFit
    Layout.preferredWidth: icon.size
    Layout.preferredHeight: icon.size
    Layout.minimumWidth: icon.size
    Layout.minimumHeight: icon.size
    Accessible.ignored: true
}
