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

    TaskRows {
        model: page.vm.tasks
        onChosen: task => page.vm.begin(task)
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

    Words {
        text: page.vm.rated ? qsTr("Cảm ơn ông/bà đã cho biết. Không ghi lại ai đã chạm.") : qsTr("Hôm nay ông/bà thấy thế nào?")
        objectName: "howWasIt"
        color: Theme.inkSoft
        Layout.fillWidth: true
    }

    RowLayout {
        visible: !page.vm.rated
        spacing: Theme.gap
        Layout.fillWidth: true

        Face {
            objectName: "face.3"
            text: qsTr("Rất hài lòng")
            glyph: "face_good"
            onClicked: page.vm.rate(3)
        }

        Face {
            objectName: "face.2"
            text: qsTr("Tạm được")
            glyph: "face_fair"
            onClicked: page.vm.rate(2)
        }

        Face {
            objectName: "face.1"
            text: qsTr("Chưa hài lòng")
            glyph: "face_bad"
            onClicked: page.vm.rate(1)
        }
    }

    // One tap, no question behind it, and no need to: the way on stands below as always.
    component Face: KButton {
        id: face

        stacked: true
        glyphScale: 2.4
        pixelSize: Theme.small
        Layout.fillWidth: true
        Layout.preferredWidth: 1
        Layout.preferredHeight: Math.max(Theme.leastTarget, Math.round(180 * Theme.u), face.implicitHeight)
    }
}
