pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk.Core
import Kiosk.Fields
import Kiosk.Ui

// A case as central shows it to an officer here: a code first, then the evidence, the checklist point by point, and the
// decision.
Page {
    id: page

    required property StaffReviewVm vm
    readonly property string part: page.vm.part
    readonly property bool looking: ["evidence", "point", "decision"].includes(page.part)
    readonly property var point: page.vm.point
    readonly property string pointId: page.point.id ?? "" // another language makes the point anew, and it is the same
    readonly property bool beside: Theme.landscape && page.roomy // the pictures have a column of their own

    title: page.titleText()
    lead: page.leadText()
    asideShare: page.part === "code" ? 0.48 : 0.42
    asideShown: page.part === "code" || (page.looking && page.beside)
    together: page.part === "code" ? [boxes, keypad] : []
    alarm: page.part === "code" ? fault : null
    primaryText: page.primaryWords()
    primaryGlyph: page.part === "decision" || page.part === "done" ? "check" : "forward"
    primaryAvailable: !page.vm.working && (page.part === "point" ? page.point.said !== "" : page.part !== "decision" || page.vm.decided)
    primaryReason: page.vm.working ? qsTr("Trung tâm đang trả lời, xin chờ một chút.") : page.part === "point" ? qsTr("Xin chọn một câu trả lời.") : qsTr("Xin chọn quyết định, và lý do nếu có.")
    otherText: page.otherWords()
    otherName: "reviewOther"
    otherGlyph: page.part === "point" || page.part === "decision" ? "back" : ""
    onPrimaryActivated: page.goOn()
    onOtherActivated: page.vm.goBack()
    onPartChanged: page.showStart()
    onPointIdChanged: page.showStart()

    function titleText(): string {
        switch (page.part) {
        case "code":
            return qsTr("Mở hồ sơ để xét");
        case "point":
            return page.point.text ?? "";
        case "decision":
            return qsTr("Quyết định");
        case "done":
            return page.vm.outcome.waits ? qsTr("Chờ người phụ trách") : qsTr("Đã ghi quyết định");
        default:
            return page.vm.head.number ?? "";
        }
    }

    function leadText(): string {
        switch (page.part) {
        case "code":
            return qsTr("Nhập mã 6 số của mục “BHXH records” trong ứng dụng xác thực.");
        case "point":
            return qsTr("Danh mục kiểm tra, mục %1/%2").arg(page.vm.pointNumber).arg(page.vm.pointCount);
        case "evidence":
            return StaffTexts.caseState(page.vm.head.state ?? "");
        default:
            return "";
        }
    }

    function primaryWords(): string {
        switch (page.part) {
        case "evidence":
            return !page.vm.mayDecide ? "" : page.vm.pointCount > 0 ? qsTr("Danh mục kiểm tra") : qsTr("Quyết định");
        case "point":
            return page.vm.pointNumber < page.vm.pointCount ? qsTr("Mục sau") : qsTr("Quyết định");
        case "decision":
            return qsTr("Ghi quyết định");
        case "done":
            return qsTr("Về hàng đợi");
        default:
            return "";
        }
    }

    function otherWords(): string {
        if (page.part === "point")
            return page.vm.pointNumber > 1 ? qsTr("Mục trước") : qsTr("Xem lại hồ sơ");
        return page.part === "decision" ? qsTr("Xem lại danh mục") : "";
    }

    function goOn(): void {
        if (page.part === "done")
            page.vm.finish();
        else if (page.part === "decision")
            page.vm.decide();
        else
            page.vm.goOn();
    }

    function kindOf(tone: string): string {
        return ({
                "good": "ok",
                "warn": "warn",
                "bad": "danger"
            })[tone] ?? "info";
    }

    function begun(words: string): string {
        return words.charAt(0).toUpperCase() + words.slice(1);
    }

    function barredText(barred: string): string {
        switch (barred) {
        case "incomplete":
            return qsTr("Danh mục kiểm tra còn mục chưa trả lời.");
        case "against":
            return qsTr("Danh mục kiểm tra có mục chưa đạt.");
        default:
            return "";
        }
    }

    Notice {
        id: fault

        objectName: "staffFault"
        visible: page.vm.fault !== ""
        kind: "danger"
        text: StaffTexts.reviewFault(page.vm.fault)
        Layout.fillWidth: true
    }

    Words {
        visible: page.vm.working
        text: qsTr("Đang hỏi trung tâm…")
        color: Theme.inkSoft
        Layout.fillWidth: true
    }

    Words {
        visible: page.part === "code" && !page.vm.working && page.vm.fault === ""
        text: qsTr("Hồ sơ chỉ mở từ trung tâm và không lưu ở máy. Trung tâm ghi lại ai đã xem. Đây không phải mã đăng nhập máy.")
        color: Theme.inkSoft
        font.pixelSize: Theme.small
        Layout.fillWidth: true
    }

    FacePair {
        visible: !page.beside && (page.part === "evidence" || page.point.id === "person")
        chip: page.vm.chipPortrait
        live: page.vm.livePortrait
    }

    Notice {
        objectName: "review.outcome"
        visible: page.part === "evidence"
        kind: page.kindOf(page.vm.head.tone ?? "")
        title: page.begun(page.vm.head.outcome ?? "")
        text: page.vm.reasons.map(each => "• " + each).join("\n")
        Layout.fillWidth: true
    }

    Notice {
        objectName: "review.proposed"
        visible: page.part === "evidence" && (page.vm.head.proposed ?? "") !== ""
        kind: "warn"
        text: qsTr("Cán bộ %1 đề nghị: %2. Cần một người phụ trách khác đồng ý.").arg(page.vm.head.proposedBy ?? "").arg(page.vm.head.proposed ?? "")
        Layout.fillWidth: true
    }

    Notice {
        objectName: "review.closed"
        visible: page.part === "evidence" && !page.vm.mayDecide
        text: qsTr("Ông/bà không quyết định được hồ sơ này lúc này: đã có quyết định, đang chờ người khác, hoặc cán bộ khác đã nhận.")
        Layout.fillWidth: true
    }

    Repeater {
        model: page.part === "evidence" ? page.vm.groups : []

        ColumnLayout {
            id: group

            required property var modelData

            spacing: Theme.gap
            Layout.fillWidth: true

            SubHeading {
                text: group.modelData.title
            }

            SummaryList {
                Layout.fillWidth: true

                Repeater {
                    model: group.modelData.rows

                    SummaryRow {
                        required property int index
                        required property var modelData

                        text: modelData.label
                        value: StaffTexts.toned(modelData.value, modelData.tone)
                        last: index === group.modelData.rows.length - 1
                    }
                }
            }
        }
    }

    ColumnLayout {
        visible: page.part === "point"
        spacing: Theme.gap
        Layout.fillWidth: true

        Repeater {
            model: page.point.answers ?? []

            ChoiceRow {
                required property var modelData

                objectName: "answer." + modelData.code
                text: modelData.text
                note: modelData.overrides ? qsTr("Khi duyệt cần thêm một người phụ trách.") : modelData.passes ? "" : qsTr("Chọn câu này thì không duyệt được.")
                chosen: page.point.said === modelData.code
                onClicked: page.vm.answer(modelData.code)
            }
        }
    }

    ColumnLayout {
        visible: page.part === "decision"
        spacing: Theme.gap
        Layout.fillWidth: true

        Repeater {
            model: page.part === "decision" ? page.vm.decisions : []

            ChoiceRow {
                required property var modelData

                objectName: "decision." + modelData.name
                text: modelData.title
                note: page.barredText(modelData.barred)
                locked: modelData.barred !== ""
                chosen: page.vm.decision === modelData.name
                onClicked: {
                    if (modelData.barred === "")
                        page.vm.choose(modelData.name);
                }
            }
        }

        SubHeading {
            visible: page.vm.decisionReasons.length > 0
            text: qsTr("Lý do, người nộp sẽ đọc")
        }

        Repeater {
            model: page.vm.decisionReasons

            ChoiceRow {
                required property var modelData

                objectName: "reason." + modelData.code
                text: modelData.text
                chosen: page.vm.decisionReason === modelData.code
                onClicked: page.vm.chooseReason(modelData.code)
            }
        }

        Notice {
            objectName: "review.two"
            visible: page.vm.takesTwo
            kind: "warn"
            text: qsTr("Ông/bà quyết định thay cho máy, nên một người phụ trách khác phải đồng ý thì hồ sơ mới được duyệt.")
            Layout.fillWidth: true
        }
    }

    Notice {
        objectName: "review.done"
        visible: page.part === "done"
        kind: page.vm.outcome.waits ? "warn" : "ok"
        title: page.vm.outcome.number ?? ""
        text: page.vm.outcome.waits ? qsTr("Đề nghị đã ghi. Một người phụ trách khác mở hồ sơ này, ở đây hoặc ở trang cán bộ, rồi đồng ý.") : qsTr("Tình trạng mới: %1.").arg(StaffTexts.caseState(page.vm.outcome.state ?? ""))
        Layout.fillWidth: true
    }

    Item {
        Layout.fillHeight: true
    }

    aside: [
        DigitBoxes {
            id: boxes

            objectName: "reviewBoxes"
            visible: page.part === "code"
            digits: page.vm.digits
            boxHeight: Math.round((Theme.compact ? 96 : 128) * Theme.u)
            faulty: page.vm.fault !== ""
            Layout.fillWidth: true
        },
        NumberKeypad {
            id: keypad

            objectName: "keypad"
            visible: page.part === "code"
            available: !page.vm.working
            reason: qsTr("Trung tâm đang trả lời, xin chờ một chút.")
            focus: true
            room: page.calmHeight * (Theme.landscape ? 0.58 : 0.45)
            Layout.fillWidth: true
            onDigit: value => page.vm.typeDigit(value)
            onErase: page.vm.eraseDigit()
        },
        FacePair {
            visible: page.looking && page.beside
            chip: page.vm.chipPortrait
            live: page.vm.livePortrait
        },
        Item {
            Layout.fillHeight: true
        }
    ]
    Component.onCompleted: keypad.forceActiveFocus()
}
