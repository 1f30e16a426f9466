pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk.Core
import Kiosk.Ui

// The phones that show codes for a person: each can be tried and removed, and another one added.
Page {
    id: page

    required property PhonesVm vm
    readonly property bool listed: page.vm.state === "listed"
    readonly property bool stopped: page.vm.state === "stopped"
    readonly property bool over: page.vm.fault === "over"

    stepName: qsTr("Smart OTP")
    title: page.stopped ? PhoneTexts.title(page.vm.fault) : (page.listed && !page.vm.some ? qsTr("Ông/bà chưa có điện thoại nào") : qsTr("Điện thoại hiện mã của ông/bà"))
    lead: page.stopped ? PhoneTexts.advice(page.vm.fault) : (page.listed ? page.listText() : qsTr("Máy đang hỏi trung tâm…"))
    spoken: page.heard()
    primaryText: page.stopped ? (page.over ? qsTr("Đặt thẻ lại") : qsTr("Thử lại")) : (page.listed ? (page.vm.full ? qsTr("Xong") : qsTr("Thêm điện thoại")) : "")
    primaryGlyph: page.stopped ? "refresh" : (page.vm.full ? "check" : "plus")
    otherText: page.stopped || (page.listed && !page.vm.full) ? qsTr("Xong") : ""
    otherName: "done"
    onPrimaryActivated: page.goOn()
    onOtherActivated: page.vm.finish()

    function goOn(): void {
        if (page.over)
            page.vm.proveAnew();
        else if (page.stopped)
            page.vm.retry();
        else if (page.vm.full)
            page.vm.finish();
        else
            page.vm.add();
    }

    function listText(): string {
        if (!page.vm.some)
            return qsTr("Smart OTP là mã 6 số hiện trên điện thoại của ông/bà, nửa phút đổi một lần. Khi cơ quan BHXH hỏi, mã này cùng với mã PIN cho biết chắc là ông/bà, không cần tin nhắn.");
        return page.vm.full ? qsTr("Mỗi người có nhiều nhất %1 điện thoại. Muốn thêm, xin gỡ một điện thoại không dùng nữa.").arg(page.vm.most) : qsTr("Điện thoại bị mất, đã bán hoặc cho người khác thì xin gỡ.");
    }

    function heard(): string {
        const parts = [page.title];
        for (let place = 0; page.listed && place < phones.count; ++place)
            parts.push((phones.itemAt(place) as ListedPhone)?.heard ?? "");
        return parts.concat(page.lead).filter(part => part !== "").map(part => part.replace(/\.$/, "")).join(". ") + ".";
    }

    Repeater {
        id: phones

        model: page.listed ? page.vm.phones : null

        ListedPhone {}
    }

    Notice {
        objectName: "neverTell"
        visible: page.listed
        kind: "warn"
        glyph: "shield"
        text: qsTr("Không đọc mã hoặc PIN cho ai, kể cả người tự xưng là cán bộ. Cơ quan BHXH không gọi điện hỏi mã.")
        Layout.fillWidth: true
    }

    Item {
        Layout.fillHeight: true
    }

    component ListedPhone: ColumnLayout {
        id: listed

        required property int index
        required property string name
        required property string since
        required property string lockedUntil
        readonly property bool open: page.vm.openPhone === listed.index
        readonly property string words: listed.lockedUntil !== "" ? qsTr("Đang khóa đến %1.").arg(listed.lockedUntil) : qsTr("Thêm ngày %1.").arg(listed.since)
        readonly property string heard: listed.name + ": " + listed.words

        spacing: Theme.gap
        Layout.fillWidth: true

        CaseRow {
            objectName: "phone." + listed.index
            text: listed.name
            words: listed.words
            open: listed.open
            Layout.fillWidth: true
            onClicked: page.vm.toggle(listed.index)
        }

        KButton {
            objectName: listed.open ? "checkPhone" : ""
            visible: listed.open
            text: qsTr("Thử mã của điện thoại này")
            glyph: "check"
            available: listed.lockedUntil === ""
            reason: qsTr("Điện thoại này đang bị khóa. Xin thử lại sau.")
            Layout.fillWidth: true
            onClicked: page.vm.check()
        }

        KButton {
            objectName: listed.open ? "removePhone" : ""
            visible: listed.open
            text: qsTr("Gỡ điện thoại này")
            glyph: "cross"
            Layout.fillWidth: true
            onClicked: page.vm.remove()
        }
    }
}
