import QtQuick
import QtQuick.Layouts
import Kiosk.Core
import Kiosk.Ui

// For the officer who looked at card and person: number and code, six digits each, on one keypad.
Page {
    id: page

    required property VouchVm vm

    title: qsTr("Dành cho cán bộ: xác nhận người xem hồ sơ")
    lead: page.vm.part === "account" ? qsTr("Bước 1/2: nhập số cán bộ, 6 chữ số.") : qsTr("Bước 2/2: nhập mã 6 số của mục “BHXH records” trong ứng dụng xác thực.")
    asideShare: 0.48
    together: [boxes, keypad]
    Component.onCompleted: keypad.forceActiveFocus()

    Notice {
        objectName: "vouchDuty"
        kind: "warn"
        text: qsTr("Xem thẻ và nhìn người trước khi nhập. Cán bộ chịu trách nhiệm về lần xác nhận này; trung tâm ghi lại số cán bộ. Đây không phải mã đăng nhập máy.")
        Layout.fillWidth: true
    }

    Item {
        visible: Theme.landscape
        Layout.fillHeight: true
    }

    aside: [
        DigitBoxes {
            id: boxes

            objectName: "vouchBoxes"
            digits: page.vm.digits
            boxHeight: Math.round((Theme.compact ? 96 : 128) * Theme.u)
            Layout.fillWidth: true
        },
        NumberKeypad {
            id: keypad

            objectName: "keypad"
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
