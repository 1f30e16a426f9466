import QtQuick
import QtQuick.Layouts
import Kiosk.Core
import Kiosk.Ui

// The one-time code. The sixth digit sends it off; whoever gets no code still has three ways on.
Page {
    id: page

    required property CodeVm vm
    readonly property string codeState: page.vm.state
    readonly property bool entering: page.codeState === "entry" || page.codeState === "checking"
    readonly property bool settled: page.codeState === "verified" || page.codeState === "pending"

    stepName: page.vm.stepName
    title: page.settled ? page.outcomeTitle() : (page.codeState === "no_code" ? qsTr("Cần mã mới") : qsTr("Nhập mã 6 số"))
    lead: page.leadText()
    primaryText: page.vm.canProceed ? qsTr("Tiếp tục") : ""
    asideShare: 0.48
    asideShown: !page.settled
    together: [boxes, keypad]
    alarm: wrong
    onPrimaryActivated: page.vm.proceed()
    onSettledChanged: {
        if (page.settled)
            Announcer.tell(page.outcomeTitle()); // the page may go on before its title was said
    }
    Component.onCompleted: keypad.forceActiveFocus()

    function outcomeTitle(): string {
        if (page.vm.byPhone)
            return page.codeState === "verified" ? qsTr("Đã xác nhận số điện thoại") : qsTr("Sẽ xác nhận số điện thoại sau");
        return page.codeState === "verified" ? qsTr("Đã xác nhận thư điện tử") : qsTr("Sẽ xác nhận thư điện tử sau");
    }

    function leadText(): string {
        switch (page.codeState) {
        case "sending":
            return qsTr("Đang gửi mã đến %1…").arg(page.vm.maskedAddress);
        case "verified":
            return (page.vm.byPhone ? qsTr("Số %1 là của ông/bà.") : qsTr("Địa chỉ %1 là của ông/bà.")).arg(page.vm.maskedAddress);
        case "pending":
            return page.laterText().arg(page.vm.maskedAddress);
        case "fault":
            return "";
        case "no_code":
            return page.noCodeText().arg(page.vm.maskedAddress);
        default:
            return page.sentText().arg(page.vm.maskedAddress).arg(page.vm.sentAt);
        }
    }

    function laterText(): string {
        if (page.vm.byPhone)
            return qsTr("Lúc này máy chưa xác nhận được số %1. Ông/bà cứ làm tiếp, cơ quan BHXH sẽ xác nhận sau.");
        return qsTr("Lúc này máy chưa xác nhận được địa chỉ %1. Ông/bà cứ làm tiếp, cơ quan BHXH sẽ xác nhận sau.");
    }

    function sentText(): string {
        if (page.vm.byPhone)
            return page.vm.isNew ? qsTr("Mã đã gửi đến số %1 lúc %2. Xin mở tin nhắn và nhập mã.") : qsTr("Mã đã gửi đến số %1 lúc %2 vẫn dùng được. Xin mở tin nhắn và nhập mã.");
        return page.vm.isNew ? qsTr("Mã đã gửi đến %1 lúc %2. Xin mở thư và nhập mã.") : qsTr("Mã đã gửi đến %1 lúc %2 vẫn dùng được. Xin mở thư và nhập mã.");
    }

    // Why nothing can be entered now; the button below says when another code can be had.
    function noCodeText(): string {
        switch (page.vm.outcome) {
        case "expired":
            return qsTr("Mã gửi đến %1 đã hết hạn. Xin lấy mã mới.");
        case "too_many_tries":
            return qsTr("Đã nhập quá số lần, mã gửi đến %1 không dùng được nữa. Xin lấy mã mới.");
        default:
            return qsTr("Mã vừa gửi đến %1 không dùng được ở bước này. Xin đợi rồi lấy mã mới.");
        }
    }

    function outcomeText(): string {
        switch (page.vm.outcome) {
        case "wrong":
            return page.vm.triesLeft > 0 ? qsTr("Mã chưa đúng. Còn %1 lần nhập.").arg(page.vm.triesLeft) : qsTr("Mã chưa đúng. Xin nhập lại.");
        default:
            return "";
        }
    }

    function clock(seconds: int): string {
        return Math.floor(seconds / 60) + ":" + String(seconds % 60).padStart(2, "0");
    }

    Notice {
        id: wrong

        visible: page.entering && page.vm.outcome !== ""
        kind: "danger"
        text: page.outcomeText()
        Layout.fillWidth: true
    }

    Words {
        visible: page.entering && page.vm.outcome === "" && page.vm.secondsLeft > 0
        text: page.codeState === "checking" ? qsTr("Đang kiểm tra mã…") : qsTr("Mã còn dùng được trong %1").arg(page.clock(page.vm.secondsLeft))
        color: Theme.inkSoft
        digits: true
        Layout.fillWidth: true
    }

    Notice {
        visible: page.codeState === "pending"
        kind: "warn"
        text: page.vm.byPhone ? qsTr("Hồ sơ sẽ ghi: số điện thoại chưa xác nhận.") : qsTr("Hồ sơ sẽ ghi: thư điện tử chưa xác nhận.")
        Layout.fillWidth: true
    }

    ErrorPanel {
        visible: page.codeState === "fault"
        situation: "line"
        glyph: page.vm.byPhone ? "phone" : "mail"
        Layout.fillWidth: true
    }

    Item {
        visible: Theme.landscape
        Layout.fillHeight: true
    }

    aside: [
        DigitBoxes {
            id: boxes

            objectName: "codeBoxes"
            visible: page.entering
            digits: page.vm.digits
            boxHeight: Math.round((Theme.compact ? 96 : 128) * Theme.u)
            faulty: page.vm.outcome !== ""
            Layout.fillWidth: true
        },
        NumberKeypad {
            id: keypad

            objectName: "keypad"
            visible: page.entering || page.codeState === "sending"
            available: page.codeState === "entry"
            reason: page.codeState === "sending" ? qsTr("Máy đang gửi mã, xin chờ một chút.") : qsTr("Máy đang kiểm tra mã, xin chờ một chút.")
            focus: true
            room: page.calmHeight * (Theme.landscape ? 0.58 : 0.45)
            Layout.fillWidth: true
            onDigit: value => page.vm.typeDigit(value)
            onErase: page.vm.eraseDigit()
        },
        GridLayout {
            visible: page.codeState !== "sending"
            columns: 2
            columnSpacing: Theme.gap
            rowSpacing: Theme.gap
            uniformCellWidths: true
            Layout.fillWidth: true

            KButton {
                objectName: "resend"
                text: page.vm.resendSeconds > 0 ? qsTr("Gửi lại mã sau %1").arg(page.clock(page.vm.resendSeconds)) : qsTr("Gửi lại mã")
                glyph: "refresh"
                available: page.vm.resendSeconds === 0
                reason: page.vm.byPhone ? qsTr("Mã vừa được gửi. Chưa thấy tin nhắn, xin chờ hết giờ đếm rồi gửi lại.") : qsTr("Mã vừa được gửi. Chưa thấy thư, xin chờ hết giờ đếm rồi gửi lại.")
                pixelSize: Theme.small
                leftPadding: Theme.gap
                Layout.columnSpan: 2
                Layout.fillWidth: true
                onClicked: {
                    page.vm.resend();
                    keypad.forceActiveFocus();
                }
            }

            KButton {
                objectName: "changeAddress"
                text: page.vm.byPhone ? qsTr("Sửa số điện thoại") : qsTr("Sửa địa chỉ thư")
                pixelSize: Theme.small
                leftPadding: Theme.gap
                Layout.columnSpan: without.visible ? 1 : 2
                Layout.fillWidth: true
                Layout.preferredHeight: Math.max(implicitHeight, without.implicitHeight)
                onClicked: page.vm.changeAddress()
            }

            KButton {
                id: without

                objectName: "withoutCode"
                weighty: true
                visible: page.vm.canGoWithout
                text: page.vm.byPhone ? qsTr("Xác nhận số này sau") : qsTr("Đi tiếp không có thư điện tử")
                pixelSize: Theme.small
                leftPadding: Theme.gap
                Layout.fillWidth: true
                onClicked: page.vm.goOnWithout()
            }
        },
        Item {
            Layout.fillHeight: true
        }
    ]
}
