import QtQuick.Layouts
import Kiosk.Ui

// The task cannot go on: why, by which law, and what can be done instead. Nothing was sent.
GuidePage {
    id: page

    primaryText: qsTr("Làm việc khác")
    onPrimaryActivated: page.vm.leaveTask()

    Notice {
        kind: "warn"
        text: qsTr("Chưa có gì được gửi đi.")
        Layout.fillWidth: true
    }
}
