import QtQuick
import QtQuick.Layouts
import Kiosk.Core

// Who helps, and who has the screen: on every page of a visit that staff help with, so that nobody forgets it.
Rectangle {
    id: bar

    required property AssistVm assist
    property bool tight: false // somebody types: the page needs the room
    property bool brief: false // no room but for the one button, beside the page
    readonly property bool stacked: bar.width < (Theme.textScale > 1.2 ? 1500 : 1000) * Theme.u
    readonly property string told: !bar.assist.present ? "" : bar.assist.hasScreen ? qsTr("Cán bộ %1 đang làm giúp ông/bà").arg(bar.assist.who) : qsTr("Ông/bà đang tự làm. Cán bộ %1 ở bên cạnh.").arg(bar.assist.who)
    readonly property color ink: bar.assist.hasScreen ? Theme.brandDark : Theme.ok

    onToldChanged: {
        TapGuard.settle(); // what is tapped is another's now
        Announcer.tell(bar.told);
    }

    color: bar.assist.hasScreen ? Theme.brandSoft : Theme.okSoft
    implicitHeight: grid.implicitHeight + 2 * Math.round((bar.tight || Theme.compact ? 6 : 12) * Theme.u)

    Rectangle {
        anchors.bottom: parent.bottom
        width: parent.width
        height: Theme.lineStrong
        color: bar.ink
    }

    GridLayout {
        id: grid

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        anchors.leftMargin: bar.brief ? Math.round(28 * Theme.u) : Theme.pad
        anchors.rightMargin: anchors.leftMargin
        columns: bar.stacked ? 2 : 3
        columnSpacing: Theme.gap
        rowSpacing: Math.round(6 * Theme.u)

        Words {
            objectName: "assistText"
            visible: !bar.brief
            text: bar.told
            font.pixelSize: Theme.small
            font.weight: Font.DemiBold
            color: bar.ink
            Layout.columnSpan: bar.stacked ? 2 : 1
            Layout.fillWidth: true
        }

        KButton {
            objectName: bar.assist.hasScreen ? "handBack" : "takeAgain"
            weighty: true
            text: bar.assist.hasScreen ? qsTr("Trả lại cho người dân") : qsTr("Cán bộ làm tiếp")
            pixelSize: Theme.compact ? Math.round(26 * Theme.u * Theme.headingScale) : Theme.small
            leftPadding: Theme.gap
            Layout.fillWidth: bar.stacked
            Layout.preferredHeight: Theme.target
            Layout.minimumHeight: implicitHeight
            onClicked: bar.assist.hasScreen ? bar.assist.handBack() : bar.assist.takeAgain()
        }

        KButton {
            objectName: "endAssist"
            weighty: true
            visible: !bar.brief
            text: qsTr("Kết thúc hỗ trợ")
            kind: "quiet"
            pixelSize: Theme.compact ? Math.round(26 * Theme.u * Theme.headingScale) : Theme.small
            leftPadding: Theme.gap
            Layout.fillWidth: bar.stacked
            Layout.preferredHeight: Theme.target
            Layout.minimumHeight: implicitHeight
            onClicked: bar.assist.end()
        }
    }
}
