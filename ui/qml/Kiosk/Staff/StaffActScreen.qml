pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk.Core
import Kiosk.Ui

// One act: how it stands, why, and what to do. Nothing here deletes it.
Page {
    id: page

    required property StaffActVm vm
    readonly property var act: page.vm.act
    readonly property string actState: page.act.state ?? ""
    readonly property string caseState: page.act.caseState ?? ""
    readonly property bool needsStaff: ["quarantined", "damaged", "lost"].includes(page.actState)

    title: page.actState === "" ? "" : StaffTexts.title(page.act.title)
    keyboard: page.vm.writing ? "vi" : ""
    primaryText: page.primaryWords()
    primaryGlyph: page.vm.writing ? "check" : page.vm.mayReview ? "forward" : "pencil"
    primaryAvailable: !page.vm.writing || entry.text.trim() !== ""
    primaryReason: qsTr("Xin viết vài chữ trước khi lưu.")
    together: page.vm.writing ? [entry] : []
    onPrimaryActivated: page.goOn()

    function primaryWords(): string {
        if (page.vm.writing)
            return qsTr("Lưu ghi chú");
        if (page.vm.mayReview)
            return qsTr("Mở hồ sơ để xét");
        return page.vm.mayNote ? qsTr("Viết ghi chú") : "";
    }

    function goOn(): void {
        if (page.vm.writing)
            page.vm.save(entry.text);
        else if (page.vm.mayReview)
            page.vm.review();
        else
            page.vm.write();
    }

    function caseText(): string {
        const state = StaffTexts.caseState(page.caseState);
        if (page.act.caseChanged)
            return qsTr("%1 · từ %2").arg(state).arg(page.act.caseChanged);
        return qsTr("%1, chưa có tin mới").arg(state);
    }

    Notice {
        objectName: "staffFault"
        visible: page.vm.fault !== ""
        kind: "danger"
        text: StaffTexts.fault(page.vm.fault)
        Layout.fillWidth: true
    }

    Notice {
        objectName: "noteSaved"
        visible: page.vm.saved
        kind: "ok"
        text: qsTr("Đã lưu ghi chú.")
        Layout.fillWidth: true
    }

    TextField {
        id: entry

        objectName: "noteEntry"
        visible: page.vm.writing
        maximumLength: 500
        placeholderText: qsTr("Đã làm gì, hẹn gì. Không ghi tên hay số của người dân.")
        Layout.fillWidth: true
        name: qsTr("Ghi chú")
        onVisibleChanged: {
            entry.clear();
            if (entry.visible)
                entry.forceActiveFocus();
        }
    }

    StatusTag {
        objectName: "act.state"
        visible: page.actState !== ""
        kind: StaffTexts.stateKind(page.actState)
        text: StaffTexts.state(page.actState)
        Layout.maximumWidth: page.width - 2 * Theme.pad
    }

    Notice {
        objectName: "act.problem"
        visible: page.needsStaff
        kind: page.actState === "quarantined" ? "warn" : "danger"
        title: StaffTexts.reason(page.act.reason ?? "", page.act.told ?? "")
        text: [StaffTexts.actAdvice(page.act.reason ?? ""), StaffTexts.actDetail(page.act.detail ?? "")].filter(each => each !== "").join("\n")
        Layout.fillWidth: true
    }

    Notice {
        objectName: "act.answer"
        visible: (page.act.answer ?? "") !== ""
        kind: "info"
        title: qsTr("Trung tâm trả lời")
        text: page.act.answer ?? ""
        Layout.fillWidth: true
    }

    SummaryList {
        visible: page.caseState !== ""
        Layout.fillWidth: true

        SummaryRow {
            objectName: "case.state"
            text: qsTr("Tình trạng giải quyết")
            value: page.caseText()
            last: (page.act.caseTold ?? "") === ""
        }

        SummaryRow {
            objectName: "case.reason"
            visible: (page.act.caseReason ?? "") !== ""
            text: qsTr("Lý do")
            value: page.act.caseReason ?? ""
        }

        SummaryRow {
            objectName: "case.due"
            visible: (page.act.due ?? "") !== ""
            text: qsTr("Hẹn trả kết quả")
            value: page.act.dueConfirmed ? page.act.due : qsTr("%1 (dự kiến)").arg(page.act.due ?? "")
            digits: true
        }

        SummaryRow {
            objectName: "case.told"
            visible: (page.act.caseTold ?? "") !== ""
            text: qsTr("Nói với người dân")
            value: page.act.caseTold ?? ""
            last: true
        }
    }

    SummaryList {
        visible: page.actState !== ""
        Layout.fillWidth: true

        SummaryRow {
            objectName: "act.line"
            visible: (page.act.line ?? "") !== ""
            text: qsTr("Số định danh, đã che")
            value: page.act.line ?? ""
            digits: true
        }

        SummaryRow {
            objectName: "act.reference"
            text: qsTr("Số biên nhận")
            value: page.act.reference ?? ""
            digits: true
        }

        SummaryRow {
            objectName: "act.case"
            visible: (page.act.caseNumber ?? "") !== ""
            text: qsTr("Mã hồ sơ")
            value: page.act.caseNumber ?? ""
            digits: true
        }

        SummaryRow {
            objectName: "act.occurred"
            visible: (page.act.occurred ?? "") !== ""
            text: qsTr("Ghi nhận tại máy")
            value: page.act.occurred ?? ""
            digits: true
        }

        SummaryRow {
            objectName: "act.received"
            visible: (page.act.received ?? "") !== ""
            text: qsTr("Trung tâm nhận")
            value: page.act.received ?? ""
            digits: true
        }

        SummaryRow {
            objectName: "act.reason"
            visible: page.actState === "waiting" && (page.act.reason ?? "") !== ""
            text: qsTr("Vì sao còn chờ")
            value: StaffTexts.reason(page.act.reason ?? "", "")
        }

        SummaryRow {
            objectName: "act.tries"
            visible: page.actState === "waiting"
            text: qsTr("Đã thử gửi, lần tới")
            value: (page.act.tries > 0 ? qsTr("%1 lần").arg(page.act.tries) : qsTr("Chưa đến lượt")) + (page.act.next ? " · " + page.act.next : "")
            digits: true
        }

        SummaryRow {
            objectName: "act.size"
            text: qsTr("Dung lượng")
            value: StaffTexts.size(page.act.size ?? 0)
            digits: true
            last: true
        }
    }

    SubHeading {
        visible: page.vm.hasNotes
        text: qsTr("Ghi chú của cán bộ")
    }

    SummaryList {
        visible: page.vm.hasNotes
        Layout.fillWidth: true

        Repeater {
            model: page.vm.notes

            SummaryRow {
                required property int index
                required property string written
                required property string account
                required property string note

                objectName: "note." + index
                text: written + " · " + account
                value: note
            }
        }
    }

    Item {
        Layout.fillHeight: true
    }
}
