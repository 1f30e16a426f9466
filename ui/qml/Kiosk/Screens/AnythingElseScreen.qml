pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk.Core
import Kiosk.Ui

// After a receipt: another task for the same person, or the end.
Page {
    id: page

    required property AnythingElseVm vm

    title: qsTr("Ông/bà cần làm gì nữa không?")
    lead: page.vm.isKnown ? qsTr("Máy còn nhớ thẻ và khuôn mặt của ông/bà đến khi kết thúc.") : ""
    primaryText: qsTr("Không, kết thúc")
    primaryGlyph: "check"
    backShown: false
    onPrimaryActivated: page.vm.finish()

    TaskRow {
        objectName: "waiting"
        visible: page.vm.waiting !== ""
        text: page.vm.waiting
        summary: qsTr("Làm tiếp việc đang dở. Những gì đã nhập vẫn còn.")
        focus: visible
        Layout.fillWidth: true
        onClicked: page.vm.takeUp()
    }

    KButton {
        objectName: "another"
        text: qsTr("Có, làm việc khác")
        glyph: "forward"
        focus: page.vm.waiting === ""
        Layout.fillWidth: true
        Layout.preferredHeight: Math.max(Theme.primaryHeight, implicitHeight)
        onClicked: page.vm.another()
    }

    SummaryList {
        visible: done.count > 0
        Layout.fillWidth: true

        Repeater {
            id: done

            model: page.vm.done

            SummaryRow {
                id: row

                required property string task
                required property string reference
                required property bool isLast

                text: row.task
                value: qsTr("Số biên nhận %1").arg(row.reference)
                digits: true
                last: row.isLast
            }
        }
    }

    Item {
        Layout.fillHeight: true
    }
}
