import QtQuick
import QtQuick.Layouts
import Kiosk.Core
import Kiosk.Ui

// Leaving in the middle: nothing was sent yet, and what was entered can wait for the person who files something.
Page {
    id: page

    required property LeavingVm vm

    title: qsTr("Ông/bà muốn thoát?")
    lead: page.vm.files ? qsTr("Việc đang làm chưa được gửi đi.") : qsTr("Những gì ông/bà đã nhập sẽ bị xóa.")
    spoken: [page.title, page.lead, page.vm.draftOffered ? draftWords.text : ""].filter(part => part !== "").join(" ")
    primaryText: qsTr("Làm tiếp")
    backShown: false
    onPrimaryActivated: page.vm.stay()

    Notice {
        visible: page.vm.sent > 0
        kind: "ok"
        text: qsTr("Việc đã làm xong trước đó vẫn được nhận.")
        Layout.fillWidth: true
    }

    Words {
        id: draftWords

        visible: page.vm.draftOffered
        text: qsTr("Máy có thể giữ những gì ông/bà đã nhập. Lần sau, đặt đúng thẻ này lên máy này để làm tiếp.")
        Layout.fillWidth: true
    }

    KButton {
        objectName: "keepDraft"
        visible: page.vm.draftOffered
        weighty: true
        text: qsTr("Giữ lại rồi thoát")
        glyph: "clock"
        Layout.fillWidth: true
        Layout.preferredHeight: Math.max(Theme.primaryHeight, implicitHeight)
        onClicked: page.vm.keepDraft()
    }

    KButton {
        objectName: "leave"
        weighty: true
        text: qsTr("Thoát, xóa những gì đã nhập")
        glyph: "door"
        Layout.fillWidth: true
        Layout.preferredHeight: Math.max(Theme.primaryHeight, implicitHeight)
        onClicked: page.vm.discard()
    }

    Item {
        Layout.fillHeight: true
    }
}
