import QtQuick
import QtQuick.Layouts
import Kiosk.Core
import Kiosk.Ui

// The phone number, typed on large keys.
Page {
    id: page

    readonly property ContactVm vm: page.kiosk.contact
    property string digits

    stepName: qsTr("Liên hệ")
    title: qsTr("Số điện thoại của ông/bà")
    lead: qsTr("Số di động đang dùng, gồm 10 số.")
    primaryText: qsTr("Tiếp tục")
    primaryAvailable: page.digits.length === 10
    asideShare: 0.48
    onPrimaryActivated: page.vm.submitPhone(page.digits)
    Component.onCompleted: {
        page.digits = page.vm.phone;
        keypad.forceActiveFocus();
    }

    function faultText(): string {
        switch (page.vm.fault) {
        case "phone_length":
            return qsTr("Số điện thoại cần đủ 10 số. Xin xem lại.");
        case "phone_range":
            return qsTr("Số di động bắt đầu bằng 03, 05, 07, 08 hoặc 09. Xin xem lại.");
        default:
            return "";
        }
    }

    Card {
        border.width: Theme.lineStrong
        border.color: page.vm.fault !== "" ? Theme.danger : Theme.brand
        Layout.fillWidth: true
        Layout.preferredHeight: Math.round(150 * Theme.u)

        Text {
            objectName: "phoneText"
            anchors.left: parent.left
            anchors.leftMargin: Theme.cardPad
            anchors.verticalCenter: parent.verticalCenter
            width: parent.width - 2 * Theme.cardPad
            text: page.digits === "" ? qsTr("Ví dụ: 0912 345 678") : [page.digits.slice(0, 4), page.digits.slice(4, 7), page.digits.slice(7)].filter(part => part !== "").join(" ")
            color: page.digits === "" ? Theme.inkSoft : Theme.ink
            font.family: Theme.fontDigits
            font.pixelSize: page.digits === "" ? Theme.lead : Math.round(72 * Theme.u)
            font.weight: page.digits === "" ? Font.Normal : Font.DemiBold
            Accessible.role: Accessible.StaticText
            Accessible.name: text
        }
    }

    Notice {
        visible: page.vm.fault !== ""
        kind: "danger"
        text: page.faultText()
        Layout.fillWidth: true
    }

    Words {
        visible: page.vm.fault === ""
        text: qsTr("Cơ quan BHXH chỉ dùng số này để liên hệ về tài khoản của ông/bà.")
        font.pixelSize: Theme.small
        color: Theme.inkSoft
        Layout.fillWidth: true
    }

    Item {
        Layout.fillHeight: true
    }

    aside: [
        NumberKeypad {
            id: keypad

            objectName: "keypad"
            focus: true
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.maximumHeight: Math.round(760 * Theme.u)
            Layout.alignment: Theme.landscape ? Qt.AlignTop : Qt.AlignBottom
            onDigit: value => {
                if (page.digits.length < 10)
                    page.digits += value;
                page.vm.clearFault();
            }
            onErase: {
                page.digits = page.digits.slice(0, -1);
                page.vm.clearFault();
            }
        }
    ]
}
