import QtQuick
import QtQuick.Shapes

// A line drawing from the set in Icons, on a grid of 24.
Item {
    id: icon

    property string glyph
    property color tint: Theme.ink
    property real size: Math.round(40 * Theme.u)
    property real weight: 2

    implicitWidth: icon.size
    implicitHeight: icon.size

    Shape {
        anchors.centerIn: parent
        width: icon.size
        height: icon.size

        ShapePath {
            scale: Qt.size(icon.size / 24, icon.size / 24)
            fillColor: "transparent"
            strokeColor: icon.tint
            strokeWidth: icon.weight * icon.size / 24
            capStyle: ShapePath.RoundCap
            joinStyle: ShapePath.RoundJoin

            PathSvg {
                path: Icons.path(icon.glyph)
            }
        }
    }
}
