import QtQuick
import QtQuick.Layouts
import Kiosk.Core
import Kiosk.Ui

// What there is to do for who is in.
Page {
    id: page

    required property StaffMenuVm vm

    title: page.vm.name
    lead: StaffTexts.role(page.vm.role)
    primaryText: qsTr("Đăng xuất")
    primaryGlyph: "door"
    backShown: false
    onPrimaryActivated: page.vm.signOut()

    function queueText(): string {
        const parts = [qsTr("%1 chờ gửi").arg(page.vm.waiting)];
        if (page.vm.quarantined > 0)
            parts.push(qsTr("%1 cần xem lại").arg(page.vm.quarantined));
        return parts.join(", ");
    }

    function mattersText(): string {
        if (page.vm.matters < 0)
            return qsTr("Đang xem…");
        return page.vm.matters === 0 ? qsTr("Không có việc nào") : qsTr("%1 việc").arg(page.vm.matters);
    }

    TaskRow {
        objectName: "staff.assist"
        visible: page.vm.mayAssist
        text: qsTr("Hỗ trợ người dân")
        summary: page.vm.visitWaits ? qsTr("Làm tiếp cùng người dân đang ở máy này") : qsTr("Bắt đầu cùng một người dân")
        available: page.vm.canAssist
        reason: page.vm.canAssist ? "" : qsTr("Máy đang tạm ngừng phục vụ")
        focus: page.vm.mayAssist
        Layout.fillWidth: true
        onClicked: page.vm.assist()
    }

    TaskRow {
        objectName: "staff.queue"
        text: qsTr("Hàng đợi")
        summary: page.queueText()
        focus: !page.vm.mayAssist
        Layout.fillWidth: true
        onClicked: page.vm.openQueue()
    }

    TaskRow {
        objectName: "staff.matters"
        text: qsTr("Việc cần cán bộ xem")
        summary: page.mattersText()
        Layout.fillWidth: true
        onClicked: page.vm.openMatters()
    }

    TaskRow {
        objectName: "staff.machine"
        visible: page.vm.mayMachine
        text: qsTr("Máy")
        summary: qsTr("Đường truyền, thiết bị, lau màn hình, khởi động lại, tắt máy")
        Layout.fillWidth: true
        onClicked: page.vm.openService()
    }

    Item {
        Layout.fillHeight: true
    }

    Words {
        text: qsTr("Máy %1 · Tổng đài %2").arg(page.kiosk.kioskId).arg(page.kiosk.hotline)
        digits: true
        font.pixelSize: Theme.small
        color: Theme.inkSoft
        Layout.fillWidth: true
    }
}
