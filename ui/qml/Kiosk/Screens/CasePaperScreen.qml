pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk.Core
import Kiosk.Ui

// What a case came to: the paper itself as large as the screen allows, to be read, printed, mailed.
PaperPage {
    id: page

    required property CasePaperVm vm

    stepName: qsTr("Kết quả hồ sơ")
    title: page.vm.name
    lead: page.vm.line
    spoken: page.title + ". " + page.vm.verdict + ". " + page.vm.line + ". " + qsTr("Xin in ra giấy, hoặc nhờ cán bộ đọc giúp.")
    primaryText: qsTr("Xong")
    primaryGlyph: "check"
    printing: page.vm.paper.state
    failedText: qsTr("Kết quả vẫn ở trên màn hình. Xin gọi cán bộ.")
    asideShare: 0.34
    onPrimaryActivated: page.vm.finish()
    onOtherActivated: page.vm.paper.print()

    Notice {
        objectName: "verdict"
        kind: page.vm.urgency
        title: page.vm.verdict
        Layout.fillWidth: true
    }

    Repeater {
        model: page.vm.pages

        PaperSheet {
            required property int index
            required property string modelData

            objectName: "page." + index
            source: modelData
            name: qsTr("Trang %1 của văn bản").arg(index + 1)
            Layout.fillWidth: true
        }
    }

    aside: [
        Words {
            text: qsTr("Quét mã để lưu số và ngày của văn bản vào điện thoại. Mã không có tên ông/bà.")
            Layout.fillWidth: true
        },
        QrCode {
            source: page.vm.qrSource
            Accessible.name: qsTr("Mã QR của văn bản")
            Layout.preferredWidth: Math.round(320 * Theme.u)
            Layout.preferredHeight: Layout.preferredWidth
        },
        KButton {
            objectName: "mail"
            text: qsTr("Gửi qua thư điện tử")
            glyph: "mail"
            available: page.vm.paper.online
            reason: qsTr("Máy đang mất kết nối nên chưa gửi được thư. Xin in, hoặc quét mã QR.")
            Layout.fillWidth: true
            onClicked: page.vm.paper.askForAddress()
        },
        Item {
            Layout.fillHeight: true
        }
    ]
}
