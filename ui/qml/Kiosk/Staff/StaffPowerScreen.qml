import QtQuick
import QtQuick.Layouts
import Kiosk.Core
import Kiosk.Ui

// The program begun anew, the machine restarted or switched off. Asked twice.
Page {
    id: page

    required property StaffPowerVm vm
    readonly property bool choosing: page.vm.asked !== ""
    readonly property bool gone: page.vm.state === "gone"

    title: page.choosing ? ServiceTexts.power(page.vm.asked) : qsTr("Khởi động lại, tắt máy")
    primaryText: page.choosing && !page.gone ? qsTr("Đúng, làm ngay") : ""
    primaryGlyph: "check"
    primaryAvailable: page.vm.state === "entry" && !page.vm.personWaits
    primaryReason: page.vm.personWaits ? qsTr("Có người đang làm dở ở máy này. Xin quay lại và kết thúc lượt đó trước.") : qsTr("Máy đang làm, xin chờ một chút.")
    otherText: page.choosing && !page.gone ? qsTr("Không") : ""
    otherGlyph: "cross"
    otherName: "powerNo"
    backShown: !page.gone
    onPrimaryActivated: page.vm.carryOut()
    onOtherActivated: page.vm.ask("")

    Notice {
        objectName: "staffFault"
        visible: page.vm.fault !== ""
        kind: "danger"
        text: ServiceTexts.fault(page.vm.fault)
        Layout.fillWidth: true
    }

    Notice {
        visible: page.vm.personWaits && !page.gone
        kind: "warn"
        text: qsTr("Có người đang làm dở ở máy này. Xin quay lại và kết thúc lượt đó trước.")
        Layout.fillWidth: true
    }

    Words {
        objectName: "powerWords"
        visible: page.choosing
        text: page.told()
        font.pixelSize: Theme.lead
        Layout.fillWidth: true
    }

    function told(): string {
        if (page.gone)
            return qsTr("Máy đang làm. Xin chờ, đừng rút điện.");
        const kept = page.vm.waiting > 0 ? qsTr("%1 hồ sơ chờ gửi vẫn còn trên đĩa và được gửi sau.").arg(page.vm.waiting) : qsTr("Không có hồ sơ nào chờ gửi.");
        switch (page.vm.asked) {
        case "program":
            return qsTr("Màn hình trở lại sau khoảng 10 giây.") + " " + kept;
        case "machine":
            return qsTr("Máy trở lại sau một hai phút.") + " " + kept;
        default:
            return qsTr("Chờ màn hình tối hẳn rồi mới ngắt điện. Bật lại bằng nút nguồn.") + " " + kept;
        }
    }

    TaskRow {
        objectName: "power.program"
        visible: !page.choosing
        text: ServiceTexts.power("program")
        summary: qsTr("Khi màn hình hoặc thiết bị không làm việc như thường")
        focus: true
        Layout.fillWidth: true
        onClicked: page.vm.ask("program")
    }

    TaskRow {
        objectName: "power.machine"
        visible: !page.choosing
        text: ServiceTexts.power("machine")
        summary: qsTr("Sau khi cập nhật, hoặc khi cách trên không giúp")
        Layout.fillWidth: true
        onClicked: page.vm.ask("machine")
    }

    TaskRow {
        objectName: "power.off"
        visible: !page.choosing
        text: ServiceTexts.power("off")
        summary: qsTr("Trước khi ngắt điện hoặc mở máy")
        Layout.fillWidth: true
        onClicked: page.vm.ask("off")
    }

    Item {
        Layout.fillHeight: true
    }
}
