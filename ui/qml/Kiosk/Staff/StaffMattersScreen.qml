import QtQuick
import QtQuick.Layouts
import Kiosk.Core
import Kiosk.Ui

// What needs somebody, the gravest first, each with what to do.
Page {
    id: page

    required property StaffMattersVm vm

    title: qsTr("Việc cần cán bộ xem")
    lead: page.vm.looked ? "" : qsTr("Đang xem…")

    Notice {
        objectName: "mattersQuiet"
        visible: page.vm.isQuiet
        kind: "ok"
        text: qsTr("Không có việc nào cần xem.")
        Layout.fillWidth: true
    }

    Repeater {
        model: page.vm.notices

        Notice {
            required property int index
            required property string modelData

            objectName: "centralSays." + index
            kind: "info"
            title: qsTr("Trung tâm thông báo")
            text: modelData
            Layout.fillWidth: true
        }
    }

    ColumnLayout {
        spacing: Theme.gap
        Layout.fillWidth: true

        Repeater {
            model: page.vm.notes

            MatterCard {}
        }
    }

    Item {
        Layout.fillHeight: true
    }
}
