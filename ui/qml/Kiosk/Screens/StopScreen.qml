pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk.Core
import Kiosk.Ui

// The task cannot go on: why, by which law, and what can be done instead. Nothing was sent.
Page {
    id: page

    required property PageVm vm

    stepName: page.vm.stepName
    title: page.vm.title
    lead: page.vm.lead
    spoken: [page.title, page.lead].concat(page.vm.paragraphs).filter(part => part !== "").join(". ")
    primaryText: qsTr("Làm việc khác")
    onPrimaryActivated: page.vm.leaveTask()

    Repeater {
        model: page.vm.paragraphs

        Words {
            required property string modelData

            text: modelData
            font.pixelSize: Theme.lead
            Layout.fillWidth: true
        }
    }

    Notice {
        visible: page.vm.article !== ""
        objectName: "article"
        kind: "info"
        glyph: "book"
        title: qsTr("Căn cứ pháp lý")
        text: page.vm.article
        Layout.fillWidth: true
    }

    Notice {
        kind: "warn"
        text: qsTr("Chưa có gì được gửi đi.")
        Layout.fillWidth: true
    }

    Item {
        Layout.fillHeight: true
    }
}
