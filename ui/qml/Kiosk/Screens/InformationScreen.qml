pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk.Core
import Kiosk.Ui

// Something to read before going on.
Page {
    id: page

    required property PageVm vm

    stepName: page.vm.stepName
    title: page.vm.title
    lead: page.vm.lead
    spoken: [page.title, page.lead].concat(page.vm.paragraphs).filter(part => part !== "").join(". ")
    primaryText: qsTr("Tiếp tục")
    onPrimaryActivated: page.vm.proceed()

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
        kind: "info"
        glyph: "book"
        title: qsTr("Căn cứ pháp lý")
        text: page.vm.article
        Layout.fillWidth: true
    }

    Item {
        Layout.fillHeight: true
    }
}
