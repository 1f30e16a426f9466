import QtQuick
import QtQuick.Layouts
import Kiosk.Core
import Kiosk.Ui

// Staff sign in: number, PIN, code, six digits each, one after the other on the same keys. Who helps people here already types
// the PIN alone.
Page {
    id: page

    required property StaffSignInVm vm

    readonly property bool again: page.vm.part === "again"

    title: page.again ? qsTr("Nhập PIN để hỗ trợ tiếp") : qsTr("Dành cho cán bộ")
    otherText: page.again && !page.vm.checking ? qsTr("Đăng nhập đầy đủ") : ""
    otherGlyph: "shield"
    otherName: "signInFully"
    lead: page.leadText()
    asideShare: 0.48
    together: [boxes, keypad]
    alarm: wrong
    onOtherActivated: {
        page.vm.signInFully();
        keypad.forceActiveFocus();
    }
    Component.onCompleted: keypad.forceActiveFocus()

    function leadText(): string {
        switch (page.vm.part) {
        case "again":
            return qsTr("Số cán bộ %1: nhập mã PIN, 6 chữ số.").arg(page.vm.onShift);
        case "account":
            return qsTr("Bước 1/3: nhập số cán bộ, 6 chữ số.");
        case "pin":
            return qsTr("Bước 2/3: nhập mã PIN, 6 chữ số.");
        default:
            return qsTr("Bước 3/3: nhập mã 6 số trong ứng dụng xác thực.");
        }
    }

    function outcomeText(): string {
        switch (page.vm.outcome) {
        case "":
            return "";
        case "wrong_pin":
            return qsTr("PIN chưa đúng. Xin nhập lại, hoặc đăng nhập đầy đủ.");
        case "not_by_pin":
            return qsTr("Lần này cần đăng nhập đầy đủ. Xin nhập số cán bộ.");
        case "wrong":
            return qsTr("Số cán bộ, PIN hoặc mã chưa đúng. Còn %1 lần thử. Mỗi mã chỉ dùng một lần.").arg(page.vm.triesLeft);
        case "locked":
            return qsTr("Số này đang bị khóa. Xin thử lại sau %1 phút.").arg(page.vm.waitMinutes);
        case "nobody":
            return qsTr("Máy chưa có danh sách cán bộ. Máy cần kết nối với trung tâm một lần.");
        case "expired":
            return qsTr("Danh sách cán bộ ở máy đã quá hạn. Máy cần kết nối với trung tâm một lần.");
        default:
            return qsTr("Máy chưa kiểm tra được. Xin thử lại.");
        }
    }

    Notice {
        id: wrong

        objectName: "signInOutcome"
        visible: page.vm.outcome !== ""
        kind: "danger"
        text: page.outcomeText()
        Layout.fillWidth: true
    }

    Words {
        visible: page.vm.checking
        text: qsTr("Đang kiểm tra…")
        color: Theme.inkSoft
        Layout.fillWidth: true
    }

    Words {
        visible: page.vm.outcome === "" && !page.vm.checking
        text: page.again ? qsTr("Chỉ để hỗ trợ người dân tại máy này. Mọi lần đều được ghi lại.") : qsTr("Ra khỏi phần này là đăng xuất. Mọi lần đăng nhập đều được ghi lại.")
        color: Theme.inkSoft
        font.pixelSize: Theme.small
        Layout.fillWidth: true
    }

    Item {
        visible: Theme.landscape
        Layout.fillHeight: true
    }

    aside: [
        DigitBoxes {
            id: boxes

            objectName: "staffBoxes"
            digits: page.vm.digits
            secret: page.vm.part === "pin" || page.again
            boxHeight: Math.round((Theme.compact ? 96 : 128) * Theme.u)
            faulty: page.vm.outcome !== ""
            Layout.fillWidth: true
        },
        NumberKeypad {
            id: keypad

            objectName: "keypad"
            available: !page.vm.checking
            reason: qsTr("Máy đang kiểm tra, xin chờ một chút.")
            focus: true
            room: page.calmHeight * (Theme.landscape ? 0.58 : 0.45)
            Layout.fillWidth: true
            onDigit: value => page.vm.typeDigit(value)
            onErase: page.vm.eraseDigit()
        },
        Item {
            Layout.fillHeight: true
        }
    ]
}
