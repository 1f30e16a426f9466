import QtQuick

// A page of a paper as a picture, as wide as there is room.
Rectangle {
    id: sheet

    required property string source
    required property string name // what a screen reader says in its place

    color: "white"
    border.color: Theme.border
    border.width: Theme.line
    implicitHeight: Math.round(sheet.width * picture.implicitHeight / Math.max(1, picture.implicitWidth))

    Image {
        id: picture

        anchors.fill: parent
        anchors.margins: Theme.line
        source: sheet.source
        fillMode: Image.PreserveAspectFit
        smooth: true
        cache: false
        Accessible.role: Accessible.Graphic
        Accessible.name: sheet.name
    }
}
