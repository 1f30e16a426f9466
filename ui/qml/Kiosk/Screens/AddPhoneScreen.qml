pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk.Core
import Kiosk.Ui

// Another phone: what it needs, a PIN twice, the key for its app as QR and to be typed, and the first code.
Page {
    id: page

    required property AddPhoneVm vm
    readonly property string at: page.vm.state
    readonly property bool entering: ["pin", "again", "code", "checking"].includes(page.at)
    readonly property bool telling: page.at === "key"
    readonly property bool stopped: page.at === "stopped"

    stepName: qsTr("Smart OTP")
    title: page.stopped ? PhoneTexts.title(page.vm.fault) : page.stateTitle()
    lead: page.stopped ? PhoneTexts.advice(page.vm.fault) : page.stateText()
    primaryText: page.onText()
    primaryGlyph: page.at === "added" ? "check" : (page.stopped ? "refresh" : "forward")
    otherText: page.at === "about" ? qsTr("Để lúc khác") : ""
    otherName: "notNow"
    asideShare: 0.48
    asideShown: page.entering || (page.telling && Theme.landscape)
    together: page.entering ? [boxes, keypad] : (page.telling && Theme.landscape ? [beside] : []) // also where there is little room
    alarm: wrong
    backShown: page.at !== "checking"
    onPrimaryActivated: page.vm.proceed()
    onOtherActivated: page.vm.done()

    function stateTitle(): string {
        switch (page.at) {
        case "pin":
            return qsTr("Đặt mã PIN, 6 chữ số");
        case "again":
            return qsTr("Nhập lại mã PIN");
        case "key":
            return qsTr("Quét mã này bằng ứng dụng");
        case "code":
        case "checking":
            return qsTr("Nhập mã 6 số trong ứng dụng");
        case "added":
            return qsTr("Đã thêm %1").arg(page.vm.name);
        default:
            return qsTr("Thêm điện thoại");
        }
    }

    function stateText(): string {
        switch (page.at) {
        case "about":
            return qsTr("Điện thoại cần có một ứng dụng xác thực: ứng dụng miễn phí, hiện một mã 6 số, nửa phút đổi một lần, không cần mạng.");
        case "pin":
            return qsTr("Bước 1/3. Chỉ ông/bà biết mã PIN này. Ai nhặt được điện thoại mà không biết PIN thì không dùng được mã.");
        case "again":
            return qsTr("Bước 1/3. Nhập một lần nữa để chắc là đúng.");
        case "asking":
            return qsTr("Máy đang hỏi trung tâm…");
        case "key":
            return qsTr("Bước 2/3. Trong ứng dụng, chạm dấu + rồi chọn quét mã QR.");
        case "code":
            return qsTr("Bước 3/3. Mã đang hiện ở mục “BHXH Smart OTP (%1)”.").arg(page.vm.name);
        case "checking":
            return qsTr("Trung tâm đang kiểm tra mã…");
        case "added":
            return qsTr("Từ nay, khi cơ quan BHXH hỏi mã Smart OTP, ông/bà nhập mã trên điện thoại này cùng với mã PIN.");
        default:
            return "";
        }
    }

    function onText(): string {
        switch (page.at) {
        case "about":
            return qsTr("Tôi đã có ứng dụng");
        case "key":
            return qsTr("Đã quét xong, nhập mã");
        case "added":
            return qsTr("Xong");
        case "stopped":
            return page.vm.fault === "over" ? qsTr("Đặt thẻ lại") : (page.vm.fault === "line" ? qsTr("Thử lại") : (page.vm.fault === "anew" ? qsTr("Lấy mã mới") : qsTr("Về danh sách")));
        default:
            return "";
        }
    }

    Words {
        visible: page.at === "about"
        text: qsTr("Ví dụ: Google Authenticator, Microsoft Authenticator. Cài từ CH Play (Android) hoặc App Store (iPhone). Ông/bà nhờ người thân cài giúp rồi quay lại cũng được.")
        Layout.fillWidth: true
    }

    Notice {
        objectName: "ownPhone"
        visible: page.at === "about"
        kind: "warn"
        glyph: "phone"
        text: qsTr("Chỉ thêm điện thoại của chính ông/bà. Ai có điện thoại và mã PIN thì xác nhận thay ông/bà được.")
        Layout.fillWidth: true
    }

    Notice {
        id: wrong

        objectName: "phoneFault"
        visible: page.entering && page.vm.fault !== ""
        kind: "danger"
        text: PhoneTexts.typedWrong(page.vm.fault)
        Layout.fillWidth: true
    }

    Words {
        visible: page.at === "pin" && page.vm.fault === ""
        text: qsTr("Đừng dùng ngày sinh, 123456 hoặc một số lặp lại.")
        color: Theme.inkSoft
        Layout.fillWidth: true
    }

    KButton {
        objectName: "showKey"
        visible: page.at === "code"
        text: qsTr("Xem lại mã QR")
        glyph: "qr"
        Layout.fillWidth: true
        onClicked: page.vm.showKey()
    }

    PhoneQr {
        visible: page.telling && !Theme.landscape
    }

    SubHeading {
        visible: page.telling
        text: qsTr("Không quét được?")
    }

    Words {
        visible: page.telling
        text: qsTr("Trong ứng dụng, chọn nhập khóa thiết lập. Tên: %1. Khóa, không phân biệt chữ hoa, chữ thường:").arg(page.vm.name)
        Layout.fillWidth: true
    }

    Card {
        visible: page.telling
        implicitHeight: typed.implicitHeight + 2 * Theme.gap
        Layout.fillWidth: true

        Words {
            id: typed

            objectName: "typedKey"
            anchors.left: parent.left
            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            anchors.margins: Theme.cardPad
            text: page.vm.key
            digits: true
            font.pixelSize: Theme.lead
            font.weight: Font.DemiBold
            Accessible.name: qsTr("Khóa để nhập tay, tám nhóm bốn chữ")
        }
    }

    Notice {
        objectName: "keepFromEyes"
        visible: page.telling
        kind: "warn"
        glyph: "eye"
        text: qsTr("Xin đứng che màn hình: ai chụp được mã này sẽ có mã của ông/bà. Máy không lưu mã này.")
        Layout.fillWidth: true
    }

    Notice {
        objectName: "phoneAdded"
        visible: page.at === "added"
        kind: "ok"
        text: qsTr("Không đọc mã hoặc PIN cho ai. Mất điện thoại thì đến máy này hoặc quầy để gỡ.")
        Layout.fillWidth: true
    }

    Item {
        visible: Theme.landscape
        Layout.fillHeight: true
    }

    aside: [
        PhoneQr {
            id: beside

            visible: page.telling && Theme.landscape
        },
        DigitBoxes {
            id: boxes

            objectName: "phoneBoxes"
            visible: page.entering
            digits: page.vm.digits
            secret: page.at === "pin" || page.at === "again"
            boxHeight: Math.round((Theme.compact ? 96 : 128) * Theme.u)
            faulty: page.vm.fault !== ""
            Layout.fillWidth: true
        },
        NumberKeypad {
            id: keypad

            objectName: "keypad"
            visible: page.entering
            available: page.at !== "checking"
            reason: qsTr("Máy đang kiểm tra mã, xin chờ một chút.")
            room: page.calmHeight * (Theme.landscape ? 0.58 : 0.45)
            Layout.fillWidth: true
            onDigit: value => page.vm.typeDigit(value)
            onErase: page.vm.eraseDigit()
        },
        Item {
            Layout.fillHeight: true
        }
    ]

    component PhoneQr: QrCode {
        objectName: "phoneQr"
        source: page.vm.qrSource
        Accessible.name: qsTr("Mã QR cho ứng dụng xác thực")
        Layout.fillWidth: true
        Layout.maximumWidth: Math.round(620 * Theme.u)
        Layout.preferredHeight: width
        Layout.alignment: Qt.AlignHCenter
    }
}
