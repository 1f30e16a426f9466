import QtQuick
import QtQuick.Layouts
import Kiosk.Core
import Kiosk.Ui

// Where letters go. The card's residence stands there already, so most people only read and go on.
Page {
    id: page

    readonly property ContactVm vm: page.kiosk.contact

    stepName: qsTr("Liên hệ")
    title: qsTr("Địa chỉ liên hệ")
    lead: page.vm.addressFromCard ? qsTr("Lấy từ thẻ của ông/bà. Xin sửa nếu nay ở nơi khác.") : qsTr("Số nhà, đường hoặc thôn, xã/phường, tỉnh/thành phố.")
    primaryText: qsTr("Tiếp tục")
    primaryAvailable: area.text.trim() !== ""
    keyboard: "vi"
    textItem: area
    onPrimaryActivated: page.vm.submitAddress(area.text)

    TextArea {
        id: area

        property string capitals: "sentences"

        objectName: "addressField"
        focus: true
        faulty: page.vm.fault !== ""
        Layout.fillWidth: true
        Accessible.name: page.title
        onTextChanged: {
            if (area.activeFocus && page.vm.fault !== "")
                page.vm.clearFault();
        }
        onSubmitted: page.vm.submitAddress(area.text)
        // Once, not bound: what the person types must never be overwritten.
        Component.onCompleted: {
            area.text = page.vm.address;
            area.cursorPosition = area.length;
        }
    }

    Notice {
        visible: page.vm.fault !== ""
        kind: "danger"
        text: page.vm.fault === "address_too_long" ? qsTr("Địa chỉ hơi dài. Xin viết gọn trong 200 chữ.") : qsTr("Địa chỉ hơi ngắn. Xin ghi đủ thôn, xã/phường và tỉnh.")
        Layout.fillWidth: true
    }

    KButton {
        objectName: "clearAddress"
        text: qsTr("Xóa hết để nhập lại")
        glyph: "backspace"
        available: area.text !== ""
        Layout.preferredHeight: Math.max(Theme.target, implicitHeight)
        onClicked: {
            area.clear();
            area.forceActiveFocus();
        }
    }

    Item {
        Layout.fillHeight: true
    }
}
