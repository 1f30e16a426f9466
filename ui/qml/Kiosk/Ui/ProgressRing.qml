import QtQuick
import QtQuick.Shapes

// How much is done, or how much time is left, as an arc around its children.
Item {
    id: ring

    property real fraction: 0
    property real thickness: Math.round(20 * Theme.u)
    property color track: Theme.hair
    property color tint: Theme.brand
    readonly property real radius: Math.min(width, height) / 2 - ring.thickness / 2

    Shape {
        anchors.fill: parent

        ShapePath {
            fillColor: "transparent"
            strokeColor: ring.track
            strokeWidth: ring.thickness

            PathAngleArc {
                centerX: ring.width / 2
                centerY: ring.height / 2
                radiusX: ring.radius
                radiusY: ring.radius
                startAngle: 0
                sweepAngle: 360
            }
        }

        ShapePath {
            fillColor: "transparent"
            strokeColor: ring.tint
            strokeWidth: ring.thickness
            capStyle: ShapePath.RoundCap

            PathAngleArc {
                centerX: ring.width / 2
                centerY: ring.height / 2
                radiusX: ring.radius
                radiusY: ring.radius
                startAngle: -90
                sweepAngle: Math.max(0.01, 360 * Math.min(1, ring.fraction))
            }
        }
    }
}
