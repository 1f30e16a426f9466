import QtQuick
import QtQuick.Layouts

// Working without the line is a normal state: said plainly, in amber, on every screen.
Rectangle {
    id: strip

    property int pending: 0

    readonly property string told: strip.visible ? words.text : ""
    onToldChanged: Announcer.tell(strip.told)

    color: Theme.warnSoft
    implicitHeight: row.implicitHeight + 2 * Theme.gap

    Rectangle {
        anchors.bottom: parent.bottom
        width: parent.width
        height: Theme.line
        color: Theme.warn
    }

    RowLayout {
        id: row

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        anchors.leftMargin: Theme.pad
        anchors.rightMargin: Theme.pad
        spacing: Theme.gap

        Icon {
            glyph: "offline"
            tint: Theme.warn
        }

        Words {
            id: words

            objectName: "offlineText"
            text: qsTr("Đang làm việc ngoại tuyến – hồ sơ sẽ gửi khi có mạng")
            font.pixelSize: Theme.small
            font.weight: Font.DemiBold
            color: Theme.warn
            Layout.fillWidth: true
        }
    }
}
