import QtQuick
import QtQuick.Layouts
import Kiosk.Ui

// Staff have done what they could do for the person; what comes now nobody does in their place.
Page {
    id: page

    title: page.titleOf(page.kiosk.own)
    primaryText: qsTr("Tôi tự làm")
    primaryGlyph: "hand"
    onPrimaryActivated: page.kiosk.assist.handBack()

    function titleOf(own: string): string {
        switch (own) {
        case "face":
            return qsTr("Mời ông/bà tự quyết định có chụp khuôn mặt không");
        case "agree":
            return qsTr("Mời ông/bà tự trả lời đồng ý hay không");
        case "declare":
            return qsTr("Mời ông/bà tự cam đoan");
        case "read":
            return qsTr("Mời ông/bà tự xem tờ khai");
        case "send":
            return qsTr("Mời ông/bà tự kiểm tra và gửi");
        case "pin":
            return qsTr("Mời ông/bà tự nhập mã PIN, xin che tay");
        default:
            return "";
        }
    }

    Item {
        Layout.fillHeight: true
    }

    Item {
        implicitHeight: hand.height
        Layout.fillWidth: true

        Icon {
            id: hand

            anchors.centerIn: parent
            glyph: "hand"
            tint: Theme.highContrast ? Theme.brand : Theme.brandDark
            size: Math.round((Theme.landscape ? 160 : 320) * Theme.u)
        }
    }

    Item {
        Layout.fillHeight: true
    }
}
