import QtQuick
import QtQuick.Layouts
import Kiosk.Core

// "Are you still there?" with the time left as a ring and one huge answer.
Sheet {
    id: dialog

    required property IdleVm idle
    readonly property bool soon: dialog.open && dialog.idle.secondsLeft <= 10

    onSoonChanged: {
        if (dialog.soon)
            Announcer.tell(qsTr("Còn %1 giây.").arg(10) + " " + stay.text);
    }
    spoken: question.text + " " + consequence.text

    open: dialog.idle.warned
    dismissible: false
    focusFirst: stay

    Words {
        id: question

        text: qsTr("Ông/bà còn ở đó không?")
        font.pixelSize: Theme.h1
        font.weight: Font.Bold
        horizontalAlignment: Text.AlignHCenter
        lineHeight: 1
        Layout.fillWidth: true
    }

    ProgressRing {
        fraction: dialog.idle.fractionLeft
        tint: Theme.accent
        Layout.preferredWidth: Math.round((Theme.compact ? 200 : 300) * Theme.u)
        Layout.preferredHeight: Layout.preferredWidth
        Layout.alignment: Qt.AlignHCenter

        Words {
            objectName: "idleSeconds"
            anchors.centerIn: parent
            text: Math.ceil(dialog.idle.secondsLeft)
            digits: true
            font.pixelSize: Math.round((Theme.compact ? 76 : 110) * Theme.u)
            font.weight: Font.Bold
        }
    }

    Words {
        id: consequence

        text: qsTr("Nếu không, máy sẽ kết thúc và xóa mọi thông tin đã nhập.")
        font.pixelSize: Theme.lead
        color: Theme.inkSoft
        horizontalAlignment: Text.AlignHCenter
        Layout.fillWidth: true
    }

    actions: KButton {
        id: stay

        objectName: "stay"
        text: qsTr("Tôi cần thêm thời gian")
        kind: "primary"
        pixelSize: Math.round(44 * Theme.u * Theme.headingScale)
        Layout.fillWidth: true
        Layout.preferredHeight: Math.max(Math.round(180 * Theme.u), implicitHeight)
        onClicked: dialog.idle.stay()
    }
}
