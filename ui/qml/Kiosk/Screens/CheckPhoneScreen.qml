import QtQuick
import QtQuick.Layouts
import Kiosk.Core
import Kiosk.Ui

// Does the code of a phone count? PIN and code, on one keypad.
Page {
    id: page

    required property OnePhoneVm vm
    readonly property bool entering: ["pin", "code", "checking"].includes(page.vm.state)
    readonly property bool counts: page.vm.state === "right"
    readonly property bool stopped: page.vm.state === "stopped"

    stepName: qsTr("Smart OTP")
    title: page.stopped ? PhoneTexts.title(page.vm.fault) : (page.counts ? qsTr("Mã đúng") : qsTr("Thử mã của %1").arg(page.vm.name))
    lead: page.stopped ? PhoneTexts.advice(page.vm.fault) : page.stateText()
    primaryText: page.counts ? qsTr("Xong") : (page.stopped ? (page.vm.fault === "over" ? qsTr("Đặt thẻ lại") : qsTr("Về danh sách")) : "")
    primaryGlyph: "check"
    asideShare: 0.48
    asideShown: page.entering
    together: [boxes, keypad]
    alarm: wrong
    backShown: page.vm.state !== "checking"
    onPrimaryActivated: page.stopped ? page.vm.mend() : page.vm.done()
    Component.onCompleted: keypad.forceActiveFocus()

    function stateText(): string {
        switch (page.vm.state) {
        case "pin":
            return qsTr("Bước 1/2: nhập mã PIN của ông/bà, 6 chữ số.");
        case "code":
            return qsTr("Bước 2/2: mở ứng dụng, nhập mã 6 số đang hiện ở mục “BHXH Smart OTP (%1)”.").arg(page.vm.name);
        case "checking":
            return qsTr("Trung tâm đang kiểm tra mã…");
        default:
            return qsTr("Điện thoại này dùng được.");
        }
    }

    Notice {
        id: wrong

        objectName: "phoneFault"
        visible: page.entering && page.vm.fault !== ""
        kind: "danger"
        text: PhoneTexts.typedWrong(page.vm.fault)
        Layout.fillWidth: true
    }

    Notice {
        objectName: "phoneRight"
        visible: page.counts
        kind: "ok"
        text: qsTr("Mã và PIN khớp. Mã vừa nhập đã dùng, lần sau ông/bà nhập mã mới.")
        Layout.fillWidth: true
    }

    Item {
        visible: Theme.landscape
        Layout.fillHeight: true
    }

    aside: [
        DigitBoxes {
            id: boxes

            objectName: "phoneBoxes"
            digits: page.vm.digits
            secret: page.vm.state === "pin"
            boxHeight: Math.round((Theme.compact ? 96 : 128) * Theme.u)
            faulty: page.vm.fault !== ""
            Layout.fillWidth: true
        },
        NumberKeypad {
            id: keypad

            objectName: "keypad"
            available: page.vm.state !== "checking"
            reason: qsTr("Máy đang kiểm tra mã, xin chờ một chút.")
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
