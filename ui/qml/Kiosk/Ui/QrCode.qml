import QtQuick

// A QR code. Always black on white with its quiet zone, whatever the theme: phones must read it.
Rectangle {
    id: code

    property string source

    color: "#FFFFFF"
    radius: Theme.radiusSmall
    border.width: Theme.line
    border.color: Theme.hair
    implicitWidth: Math.round(330 * Theme.u)
    implicitHeight: implicitWidth
    Accessible.role: Accessible.Graphic
    Accessible.name: qsTr("Mã QR của biên nhận")

    Image {
        anchors.centerIn: parent
        source: code.source
        sourceSize: Qt.size(code.width - 8, code.width - 8)
        cache: false
    }
}
