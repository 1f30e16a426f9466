import QtQuick
import QtQuick.Shapes

// A QR code from its modules as a path. Always black on white with its quiet zone: phones must read it.
Rectangle {
    id: code

    property string path
    property int modules: 0
    readonly property real unit: code.modules > 0 ? Math.floor(Math.min(width, height) / (code.modules + 8)) : 0

    color: "#FFFFFF"
    radius: Theme.radiusSmall
    border.width: Theme.line
    border.color: Theme.hair
    implicitWidth: Math.round(330 * Theme.u)
    implicitHeight: implicitWidth
    Accessible.role: Accessible.Graphic
    Accessible.name: qsTr("Mã QR của biên nhận")

    Shape {
        anchors.centerIn: parent
        width: code.unit * code.modules
        height: width
        antialiasing: false

        ShapePath {
            scale: Qt.size(code.unit, code.unit)
            fillColor: "#000000"
            strokeWidth: -1

            PathSvg {
                path: code.path
            }
        }
    }
}
