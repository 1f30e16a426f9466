import QtQuick
import QtQuick.Layouts
import Kiosk.Core
import Kiosk.Ui

// Log, checks, versions and audit trail onto a stick.
Page {
    id: page

    required property StaffLogsVm vm
    readonly property bool done: page.vm.state === "done"

    title: page.done ? qsTr("Đã chép") : qsTr("Chép nhật ký ra USB")
    lead: page.done ? "" : qsTr("Cắm USB đã được cho phép ở máy này, chờ vài giây, rồi chạm “Chép”.")
    primaryText: page.done ? qsTr("Xong") : page.vm.state === "working" ? qsTr("Đang chép…") : qsTr("Chép")
    primaryGlyph: page.done ? "check" : "down"
    primaryAvailable: page.vm.state !== "working"
    primaryReason: qsTr("Máy đang chép, xin đừng rút USB.")
    backShown: page.vm.state !== "working"
    onPrimaryActivated: {
        if (page.done)
            page.kiosk.back();
        else
            page.vm.write();
    }

    Notice {
        objectName: "staffFault"
        visible: page.vm.fault !== ""
        kind: "danger"
        text: ServiceTexts.fault(page.vm.fault)
        Layout.fillWidth: true
    }

    Notice {
        objectName: "logsWritten"
        visible: page.done
        kind: "ok"
        title: page.vm.file
        text: qsTr("%1 kB, đã ghi xong. Rút USB được rồi.").arg(page.vm.kilobytes)
        Layout.fillWidth: true
    }

    Words {
        visible: !page.done
        text: qsTr("Trong tệp có nhật ký của chương trình 14 ngày qua, kết quả kiểm tra, phiên bản và nhật ký kiểm soát. Không có tên, số thẻ, điện thoại hay nội dung hồ sơ của ai; dãy số dài được che.")
        Layout.fillWidth: true
    }

    Item {
        Layout.fillHeight: true
    }
}
