pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk.Core
import Kiosk.Ui

// What is filed is confirmed with the person's phone: which phone, the words, the PIN, the code.
Page {
    id: page

    required property SignVm vm
    readonly property string at: page.vm.state
    readonly property bool entering: ["pin", "code", "signing"].includes(page.at)
    readonly property bool reading: page.at === "text"
    readonly property bool stopped: page.at === "stopped"

    stepName: qsTr("Smart OTP")
    title: page.stopped ? PhoneTexts.title(page.vm.fault) : page.stateTitle()
    lead: page.stopped ? PhoneTexts.advice(page.vm.fault) : page.stateText()
    primaryText: page.onText()
    primaryAvailable: !page.reading || page.seen
    primaryReason: qsTr("Xin chạm “Xem tiếp” và đọc hết nội dung, rồi mới nhập mã được.")
    primaryGlyph: page.at === "signed" ? "check" : (page.stopped ? "refresh" : "forward")
    otherText: ["choose", "text", "stopped"].includes(page.at) ? qsTr("Không dùng Smart OTP") : ""
    otherName: "without"
    asideShare: page.reading ? 0.34 : 0.48
    asideShown: page.entering || (page.reading && Theme.landscape)
    together: page.entering ? [boxes, keypad] : []
    alarm: wrong
    mustSee: signed
    backShown: page.at !== "asking" && page.at !== "signing"
    onPrimaryActivated: page.at === "none" ? page.vm.goWithout() : page.vm.proceed()
    onOtherActivated: page.vm.goWithout()

    function stateTitle(): string {
        switch (page.at) {
        case "choose":
            return qsTr("Ông/bà dùng điện thoại nào?");
        case "none":
            return qsTr("Ông/bà chưa có điện thoại nào");
        case "text":
            return qsTr("Đây có đúng là việc ông/bà nộp không?");
        case "pin":
            return qsTr("Nhập mã PIN, 6 chữ số");
        case "code":
        case "signing":
            return qsTr("Nhập mã 6 số trong ứng dụng");
        case "signed":
            return qsTr("Đã xác nhận bằng Smart OTP");
        default:
            return qsTr("Xác nhận bằng Smart OTP");
        }
    }

    function stateText(): string {
        switch (page.at) {
        case "asking":
            return qsTr("Máy đang hỏi trung tâm…");
        case "choose":
            return qsTr("Chạm vào điện thoại đang có trong tay.");
        case "none":
            return qsTr("Hồ sơ vẫn gửi được mà không cần Smart OTP. Muốn dùng lần sau, xin chọn việc “Smart OTP” ở trang đầu để thêm điện thoại.");
        case "text":
            return qsTr("Mã mà ông/bà nhập tiếp theo là lời xác nhận cho đúng nội dung này.");
        case "pin":
            return qsTr("Bước 1/2. Mã PIN của Smart OTP, do ông/bà đặt khi thêm điện thoại.");
        case "code":
            return qsTr("Bước 2/2. Mã đang hiện ở mục “BHXH Smart OTP (%1)”.").arg(page.vm.phone);
        case "signing":
            return qsTr("Trung tâm đang kiểm tra mã…");
        case "signed":
            return qsTr("Lời xác nhận đi cùng hồ sơ. Nếu ông/bà sửa câu trả lời, xin xác nhận lại.");
        default:
            return "";
        }
    }

    function onText(): string {
        switch (page.at) {
        case "text":
            return qsTr("Đúng, nhập mã");
        case "signed":
            return qsTr("Tiếp tục");
        case "none":
            return qsTr("Tiếp tục");
        case "stopped":
            return page.vm.fault === "over" ? qsTr("Đặt thẻ lại") : qsTr("Thử lại");
        default:
            return "";
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

    Repeater {
        model: page.at === "choose" ? page.vm.phones : null

        KButton {
            required property int index
            required property string name

            objectName: "phone." + index
            text: name
            glyph: "phone"
            Layout.fillWidth: true
            onClicked: page.vm.choose(index)
        }
    }

    Card {
        id: signed

        visible: page.reading
        implicitHeight: words.implicitHeight + 2 * Theme.pad
        Layout.fillWidth: true

        Words {
            id: words

            objectName: "signedText"
            anchors.left: parent.left
            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            anchors.margins: Theme.pad
            text: page.vm.text
        }
    }

    Notice {
        visible: page.reading
        kind: "warn"
        glyph: "shield"
        text: qsTr("Không đọc mã hoặc PIN cho ai, kể cả người tự xưng là cán bộ. Cơ quan BHXH không gọi điện hỏi mã.")
        Layout.fillWidth: true
    }

    TextQr {
        visible: page.reading && !Theme.landscape
    }

    Item {
        Layout.fillHeight: true
    }

    aside: [
        TextQr {
            visible: page.reading && Theme.landscape
        },
        DigitBoxes {
            id: boxes

            objectName: "phoneBoxes"
            visible: page.entering
            digits: page.vm.digits
            secret: page.at === "pin"
            boxHeight: Math.round((Theme.compact ? 96 : 128) * Theme.u)
            faulty: page.vm.fault !== ""
            Layout.fillWidth: true
        },
        NumberKeypad {
            id: keypad

            objectName: "keypad"
            visible: page.entering
            available: page.at !== "signing"
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

    // Most apps show a code of the time, which is enough; some take in the words and make a code of them.
    component TextQr: ColumnLayout {
        spacing: Theme.gap
        Layout.fillWidth: true

        QrCode {
            source: page.vm.qrSource
            Accessible.name: qsTr("Mã QR của nội dung")
            Layout.alignment: Qt.AlignHCenter
        }

        Words {
            text: qsTr("Chỉ khi ứng dụng của ông/bà đọc được nội dung: quét mã này. Ứng dụng thường thì bỏ qua.")
            font.pixelSize: Theme.small
            color: Theme.inkSoft
            horizontalAlignment: Text.AlignHCenter
            Layout.fillWidth: true
        }
    }
}
