pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk.Core
import Kiosk.Ui

// What the person declares, as it will stand on paper. The same answers in large letters come on the next page.
Page {
    id: page

    required property OwnPapersVm vm

    stepName: qsTr("Tờ khai")
    title: qsTr("Tờ khai của ông/bà")
    spoken: page.title + ". " + qsTr("Tờ khai hiện trên màn hình. Trang sau đọc lại từng mục để ông/bà kiểm tra.")
    primaryText: qsTr("Tiếp tục")
    primaryAvailable: !page.vm.making
    primaryReason: qsTr("Máy đang lập tờ khai, xin chờ một chút.")
    onPrimaryActivated: page.vm.goOn()

    Notice {
        visible: page.vm.making
        objectName: "making"
        glyph: "clock"
        text: qsTr("Máy đang lập tờ khai, xin chờ một chút.")
        Layout.fillWidth: true
    }

    Notice {
        visible: page.vm.failed
        objectName: "failed"
        kind: "warn"
        title: qsTr("Máy chưa hiện được tờ khai")
        text: qsTr("Ông/bà vẫn làm tiếp được: trang sau có đủ các mục đã khai.")
        Layout.fillWidth: true
    }

    Repeater {
        model: page.vm.pages

        PaperSheet {
            required property int index
            required property string modelData

            objectName: "page." + index
            source: modelData
            name: qsTr("Trang %1 của tờ khai").arg(index + 1)
            Layout.fillWidth: true
        }
    }

    Words {
        visible: page.vm.pages.length > 0
        text: qsTr("Phần còn để trống thì không cần điền.")
        font.pixelSize: Theme.small
        color: Theme.inkSoft
        Layout.fillWidth: true
    }
}
