import QtQuick
import QtQuick.Layouts
import Kiosk.Core
import Kiosk.Ui

// A journey of this very card was cut off by a power cut, or the person left it for later. Nothing is taken up unasked.
Page {
    id: page

    required property ResumeVm vm

    title: qsTr("Ông/bà đang làm dở một việc")
    lead: qsTr("Việc này chưa được gửi đi. Những gì ông/bà đã nhập vẫn còn.")
    primaryText: qsTr("Làm tiếp")
    backShown: false
    onPrimaryActivated: page.vm.resume()

    SummaryList {
        Layout.fillWidth: true

        SummaryRow {
            text: qsTr("Việc đang làm")
            value: page.vm.taskName
        }

        SummaryRow {
            text: qsTr("Dừng lúc")
            value: page.vm.savedAt
            digits: true
            last: true
        }
    }

    KButton {
        objectName: "startAnew"
        weighty: true
        text: qsTr("Bỏ, làm lại từ đầu")
        glyph: "refresh"
        Layout.fillWidth: true
        Layout.preferredHeight: Math.max(Theme.primaryHeight, implicitHeight)
        onClicked: page.vm.startAnew()
    }

    Item {
        Layout.fillHeight: true
    }
}
