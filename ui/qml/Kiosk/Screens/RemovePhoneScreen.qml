import QtQuick
import QtQuick.Layouts
import Kiosk.Core
import Kiosk.Ui

// One of the phones goes: asked once more before, and said afterwards.
Page {
    id: page

    required property OnePhoneVm vm
    readonly property bool sure: page.vm.state === "sure"
    readonly property bool removed: page.vm.state === "removed"
    readonly property bool stopped: page.vm.state === "stopped"

    stepName: qsTr("Smart OTP")
    title: page.stopped ? PhoneTexts.title(page.vm.fault) : (page.removed ? qsTr("Đã gỡ %1").arg(page.vm.name) : qsTr("Gỡ %1?").arg(page.vm.name))
    lead: page.stopped ? PhoneTexts.advice(page.vm.fault) : (page.removed ? qsTr("Mã của điện thoại này không dùng được nữa.") : qsTr("Từ lúc gỡ, mã của điện thoại này không dùng được nữa. Muốn dùng lại, ông/bà thêm lại tại đây."))
    primaryText: page.sure ? qsTr("Gỡ điện thoại này") : (page.stopped ? (page.vm.fault === "over" ? qsTr("Đặt thẻ lại") : qsTr("Về danh sách")) : (page.removed ? qsTr("Xong") : ""))
    primaryGlyph: page.sure ? "cross" : "check"
    otherText: page.sure ? qsTr("Giữ lại") : ""
    otherName: "keepPhone"
    backShown: page.vm.state !== "removing"
    onPrimaryActivated: page.sure ? page.vm.remove() : (page.stopped ? page.vm.mend() : page.vm.done())
    onOtherActivated: page.vm.done()

    Words {
        visible: page.vm.state === "removing"
        text: qsTr("Máy đang báo trung tâm…")
        color: Theme.inkSoft
        Layout.fillWidth: true
    }

    Notice {
        objectName: "inTheApp"
        visible: page.removed
        kind: "info"
        text: qsTr("Trong ứng dụng, ông/bà xóa mục “BHXH Smart OTP (%1)” để khỏi nhầm.").arg(page.vm.name)
        Layout.fillWidth: true
    }

    Item {
        Layout.fillHeight: true
    }
}
