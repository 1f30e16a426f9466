pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk.Core
import Kiosk.Ui

// The card on the reader: how to put it there, what has been read, and the typed number as the other way.
Page {
    id: page

    required property CardVm vm
    readonly property bool lying: page.vm.phase === "lift_card"
    readonly property bool lifted: page.vm.phase === "put_card_back"
    readonly property bool waiting: page.vm.phase === "waiting_for_card" || page.vm.phase === "looking_for_qr" || page.lifted || page.lying
    readonly property bool stopped: page.vm.fault !== ""
    readonly property bool typing: page.vm.typing && !page.stopped

    stepName: page.vm.passport ? qsTr("Đọc hộ chiếu") : qsTr("Đọc thẻ")
    title: page.stopped ? page.stoppedTitle() : (page.typing ? qsTr("Nhập 12 số trên thẻ") : page.placingTitle())
    lead: page.stopped ? "" : (page.typing ? qsTr("Số này ở mặt trước của thẻ, sau dòng “Số định danh cá nhân” hoặc chữ “Số”.") : page.phaseText())
    spoken: page.stopped ? SituationTexts.title(page.vm.fault) + ". " + SituationTexts.advice(page.vm.fault) : page.title + ". " + page.lead
    spokenAtOnce: page.stopped || page.vm.phase !== "reading"
    primaryText: page.typing ? qsTr("Dùng số này") : ""
    primaryAvailable: page.vm.digitsComplete
    primaryReason: qsTr("Xin nhập đủ 12 số trên thẻ rồi chạm lại.")
    together: page.typing ? [boxes, keypad] : []
    alarm: wrong
    asideShare: 0.42
    asideShown: !page.stopped
    onPrimaryActivated: page.vm.submitNumber()

    function stoppedTitle(): string {
        return page.vm.passport ? qsTr("Chưa đọc xong hộ chiếu") : qsTr("Chưa đọc xong thẻ");
    }

    function placingTitle(): string {
        if (page.vm.passport)
            return page.passportTitle();
        if (page.lying)
            return page.vm.again ? qsTr("Xin nhấc thẻ lên, rồi đặt thẻ của ông/bà") : qsTr("Có một thẻ đang nằm trên đầu đọc");
        if (page.vm.withoutChip)
            return qsTr("Đưa mã QR của thẻ vào chỗ đọc");
        if (page.lifted)
            return qsTr("Đặt lại thẻ lên đầu đọc");
        return page.waiting ? qsTr("Đặt thẻ Căn cước lên đầu đọc") : qsTr("Đang đọc thẻ, xin giữ yên");
    }

    function passportTitle(): string {
        if (page.lying)
            return qsTr("Xin nhấc hộ chiếu hoặc thẻ đang nằm trên đầu đọc");
        if (page.vm.withoutChip)
            return qsTr("Đặt trang có ảnh vào chỗ đọc");
        if (page.lifted)
            return qsTr("Đặt lại hộ chiếu lên đầu đọc");
        return page.waiting ? qsTr("Đặt hộ chiếu lên đầu đọc") : qsTr("Đang đọc hộ chiếu, xin giữ yên");
    }

    function passportText(): string {
        if (page.lying)
            return qsTr("Nếu là của ông/bà: xin nhấc lên rồi đặt lại. Nếu không phải: xin đưa cho cán bộ.");
        if (page.vm.withoutChip)
            return qsTr("Máy chỉ đọc trang có ảnh. Cán bộ sẽ xem hộ chiếu của ông/bà.");
        switch (page.vm.phase) {
        case "looking_for_qr":
            return qsTr("Đang đọc hai dòng chữ ở cuối trang có ảnh. Xin giữ yên…");
        case "put_card_back":
            return qsTr("Đặt lại đúng hộ chiếu đó, máy sẽ đọc tiếp.");
        default:
            return qsTr("Mở trang có ảnh, đặt nằm phẳng, mặt có ảnh lên trên.");
        }
    }

    function phaseText(): string {
        if (page.vm.passport && page.waiting)
            return page.passportText();
        if (page.lying)
            return page.vm.again ? qsTr("Thẻ vừa đọc là của người khác? Xin đưa thẻ đó cho cán bộ. Thông tin trên thẻ sai? Xin gọi cán bộ.") : qsTr("Nếu là thẻ của ông/bà: xin nhấc lên rồi đặt lại. Nếu không phải: xin đưa cho cán bộ.");
        if (page.vm.withoutChip)
            return qsTr("Máy chỉ đọc mã QR. Cán bộ sẽ xem thẻ của ông/bà.");
        switch (page.vm.phase) {
        case "looking_for_qr":
            return qsTr("Đang tìm mã QR trên thẻ. Xin giữ yên thẻ…");
        case "opening_chip":
            return qsTr("Đang mở chip…");
        case "reading":
            return page.partText();
        case "put_card_back":
            return qsTr("Đặt lại đúng thẻ đó, máy sẽ đọc tiếp.");
        case "verifying":
            return qsTr("Đang kiểm tra chữ ký số…");
        default:
            return qsTr("Đặt nằm phẳng, mặt có mã QR lên trên: CCCD là mặt trước, Căn cước mới là mặt sau.");
        }
    }

    function slowTitle(): string {
        if (page.vm.passport)
            return qsTr("Máy chưa đọc được trang có ảnh");
        return page.vm.phase === "waiting_for_card" ? qsTr("Máy chưa thấy thẻ") : qsTr("Máy chưa đọc được mã QR");
    }

    function slowText(): string {
        if (page.vm.passport)
            return qsTr("Xin đặt trang có ảnh nằm phẳng, thấy rõ hai dòng chữ ở cuối trang, tránh bóng. Hộ chiếu không có chip: chạm “Đi tiếp không cần chip”.");
        if (page.vm.withoutChip)
            return qsTr("Xin đưa mã QR ra giữa, giữ thẻ phẳng, tránh bóng và vết xước. Không thấy mã QR? Xin lật thẻ.");
        if (page.vm.phase === "looking_for_qr")
            return qsTr("Xin lật thẻ: mã QR của thẻ Căn cước mới ở mặt sau. Hoặc nhập 12 số trên thẻ.");
        return qsTr("Xin đặt thẻ vào giữa đầu đọc, hoặc nhập 12 số trên thẻ.");
    }

    function partText(): string {
        switch (page.vm.part) {
        case "signature":
            return qsTr("Đang đọc chữ ký số…");
        case "contents":
            return qsTr("Đang xem trong chip có gì…");
        case "details":
            return qsTr("Đang đọc thông tin của ông/bà…");
        case "chip_keys":
            return qsTr("Đang kiểm tra chip có thật không…");
        case "portrait":
            return qsTr("Đang đọc ảnh chân dung…");
        default:
            return qsTr("Đang đọc chip…");
        }
    }

    ErrorPanel {
        visible: page.stopped
        situation: page.vm.fault
        Layout.fillWidth: true

        KButton {
            objectName: "retry"
            text: qsTr("Thử lại")
            glyph: "refresh"
            kind: page.vm.faultCount < 3 ? "primary" : "secondary"
            Layout.fillWidth: true
            onClicked: page.vm.retry()
        }

        WithoutChipButton {
            objectName: "withoutChipInstead"
            Layout.fillWidth: true
        }

        KButton {
            objectName: "typeNumberInstead"
            visible: page.vm.fault !== "reader" && !page.vm.passport
            text: qsTr("Nhập 12 số trên thẻ")
            glyph: "keypad"
            Layout.fillWidth: true
            onClicked: page.vm.openTyping()
        }

        KButton {
            objectName: "staffInstead"
            text: qsTr("Nhờ cán bộ giúp")
            glyph: "hand"
            kind: page.vm.faultCount < 3 ? "secondary" : "primary"
            Layout.fillWidth: true
            onClicked: page.kiosk.callStaff()
        }
    }

    CardGuide {
        visible: !page.typing
        reading: !page.waiting && !page.stopped
        passport: page.vm.passport
        fraction: page.vm.fraction
        Layout.fillWidth: true
        Layout.fillHeight: true
        Layout.preferredHeight: Math.round((page.stopped ? 160 : 260) * Theme.u)
    }

    Notice {
        id: wrong

        visible: page.typing && page.vm.digitsFault !== ""
        kind: "warn"
        text: page.digitsFaultText()
        Layout.fillWidth: true
    }

    function digitsFaultText(): string {
        switch (page.vm.digitsFault) {
        case "birth_year_in_future":
            return qsTr("Số thứ tư đến thứ sáu chưa hợp với năm sinh. Xin so lại với thẻ.");
        default:
            return qsTr("Số này chưa đúng. Xin so lại với thẻ.");
        }
    }

    Words {
        objectName: "numberSays"
        visible: page.typing && page.vm.digitsFault === "" && text !== ""
        text: page.numberText()
        color: Theme.inkSoft
        Layout.fillWidth: true
    }

    // What the digits mean, so that a wrong one is noticed before the last is typed.
    function numberText(): string {
        const parts = [];
        if (page.vm.numberProvince !== "")
            parts.push(qsTr("Khai sinh: %1").arg(page.vm.numberProvince));
        if (page.vm.numberSex !== "")
            parts.push(page.vm.numberSex === "male" ? qsTr("Nam") : qsTr("Nữ"));
        if (page.vm.numberBirthYear > 0)
            parts.push(qsTr("sinh năm %1").arg(page.vm.numberBirthYear));
        return parts.join("  ·  ");
    }

    Item {
        visible: page.typing && Theme.landscape
        Layout.fillHeight: true
    }

    aside: [
        ColumnLayout {
            visible: !page.typing && !page.stopped
            spacing: Theme.gapWide
            Layout.fillWidth: true
            Layout.fillHeight: Theme.landscape

            Card {
                Layout.fillWidth: true
                implicitHeight: lights.implicitHeight + 2 * Theme.cardPad

                ColumnLayout {
                    id: lights

                    anchors.left: parent.left
                    anchors.right: parent.right
                    anchors.verticalCenter: parent.verticalCenter
                    anchors.margins: Theme.cardPad
                    spacing: Theme.gapWide

                    ProgressLight {
                        label: page.vm.passport ? qsTr("Trang có ảnh") : qsTr("Mã QR")
                        glyph: page.vm.passport ? "card" : "qr"
                        done: page.vm.qrDone
                        active: page.vm.phase === "looking_for_qr"
                    }

                    ProgressLight {
                        label: qsTr("Chip")
                        glyph: "chip"
                        done: page.vm.chipDone
                        active: page.vm.phase === "opening_chip" || page.vm.phase === "reading" || page.lifted
                        skipped: page.vm.withoutChip
                        fraction: page.vm.fraction
                    }

                    ProgressLight {
                        label: qsTr("Chữ ký số")
                        glyph: "shield"
                        done: page.vm.signatureDone
                        active: page.vm.phase === "verifying"
                        skipped: page.vm.withoutChip
                    }
                }
            }

            Notice {
                objectName: "putBackNotice"
                visible: page.lifted
                kind: "warn"
                title: qsTr("Còn %1 giây").arg(page.vm.secondsToPutBack)
                text: qsTr("Những gì đã đọc vẫn còn.")
                Layout.fillWidth: true
            }

            Notice {
                objectName: "slow"
                visible: page.vm.slow && page.waiting && !page.lifted && !page.lying
                kind: "info"
                title: page.slowTitle()
                text: page.slowText()
                Layout.fillWidth: true
            }

            Item {
                visible: Theme.landscape
                Layout.fillHeight: true
            }

            WithoutChipButton {
                objectName: "withoutChip"
                visible: (page.vm.slow || page.lifted) && page.vm.canGoWithoutChip && !page.lying
                Layout.fillWidth: true
                Layout.preferredHeight: Math.max(Theme.primaryHeight, implicitHeight)
            }

            KButton {
                objectName: "withChip"
                visible: page.vm.withoutChip
                text: qsTr("Thử đọc chip lần nữa")
                glyph: "chip"
                Layout.fillWidth: true
                Layout.preferredHeight: Math.max(Theme.primaryHeight, implicitHeight)
                onClicked: page.vm.retry()
            }

            KButton {
                objectName: "typeNumber"
                visible: !page.vm.withoutChip && !page.lying && !page.vm.passport
                text: qsTr("Nhập 12 số trên thẻ")
                glyph: "keypad"
                Layout.fillWidth: true
                Layout.preferredHeight: Math.max(Theme.primaryHeight, implicitHeight)
                onClicked: page.vm.openTyping()
            }

            KButton {
                objectName: "noCard"
                visible: page.kiosk.helpsWithoutCard && !page.vm.passport
                text: qsTr("Tôi không có thẻ Căn cước")
                glyph: "info"
                Layout.fillWidth: true
                Layout.preferredHeight: Math.max(Theme.target, implicitHeight)
                onClicked: page.kiosk.goWithoutCard()
            }
        },
        ColumnLayout {
            visible: page.typing
            spacing: Theme.gap
            Layout.fillWidth: true
            Layout.fillHeight: true

            DigitBoxes {
                id: boxes

                objectName: "numberBoxes"
                visible: page.typing
                digits: page.vm.digits
                length: 12
                groupSize: 3
                faulty: page.vm.digitsFault !== ""
                boxHeight: Math.round(110 * Theme.u)
                Layout.fillWidth: true
            }

            NumberKeypad {
                id: keypad

                objectName: "keypad"
                room: page.calmHeight * (Theme.landscape ? 0.54 : 0.45) // two lines of boxes stand above it
                Layout.fillWidth: true
                onDigit: value => page.vm.typeDigit(value)
                onErase: page.vm.eraseDigit()
            }

            KButton {
                objectName: "useReader"
                text: qsTr("Để máy đọc mã QR")
                glyph: "card"
                Layout.fillWidth: true
                Layout.preferredHeight: Math.max(Theme.primaryHeight, implicitHeight)
                onClicked: page.vm.closeTyping()
            }

            Item {
                Layout.fillHeight: true
            }
        }
    ]

    component WithoutChipButton: KButton {
        visible: page.vm.canGoWithoutChip
        text: qsTr("Đi tiếp không cần chip")
        glyph: page.vm.passport ? "card" : "qr"
        onClicked: page.vm.goWithoutChip()
    }
}
