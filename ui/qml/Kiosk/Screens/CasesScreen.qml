pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk.Core
import Kiosk.Ui

// What a person has filed: how each stands, and for the one that is open when it is decided and how it came so far.
Page {
    id: page

    required property CasesVm vm

    stepName: qsTr("Hồ sơ đã nộp")
    title: qsTr("Hồ sơ của ông/bà")
    lead: page.vm.asOf
    spoken: page.heard()
    primaryText: page.vm.canSupplement ? qsTr("Bổ sung hồ sơ này") : qsTr("Xong")
    primaryGlyph: page.vm.canSupplement ? "forward" : "check"
    otherText: page.vm.canSupplement ? qsTr("Xong") : ""
    otherName: "done"
    onPrimaryActivated: page.vm.canSupplement ? page.vm.supplement() : page.vm.finish()
    onOtherActivated: page.vm.finish()

    function heard(): string {
        const parts = [page.title, page.vm.none];
        for (let place = 0; place < cases.count; ++place)
            parts.push((cases.itemAt(place) as FiledCase)?.heard ?? "");
        return parts.filter(part => part !== "").join(". ") + ".";
    }

    Notice {
        objectName: "noCases"
        visible: page.vm.none !== ""
        text: page.vm.none
        Layout.fillWidth: true
    }

    Repeater {
        id: cases

        model: page.vm.cases

        FiledCase {}
    }

    Item {
        visible: Theme.landscape
        Layout.fillHeight: true
    }

    component FiledCase: ColumnLayout {
        id: filed

        required property int index
        required property string name
        required property string words
        readonly property bool open: page.vm.openCase === filed.index
        readonly property string heard: filed.name + ": " + filed.words

        spacing: Theme.gap
        Layout.fillWidth: true

        CaseRow {
            objectName: "case." + filed.index
            text: filed.name
            words: filed.words
            open: filed.open
            Layout.fillWidth: true
            onClicked: page.vm.toggle(filed.index)
        }

        Notice {
            objectName: filed.open ? "openCase" : ""
            visible: filed.open
            kind: page.vm.urgency
            title: page.vm.state
            text: page.vm.told
            Layout.fillWidth: true
        }

        KButton {
            objectName: filed.open ? "showPaper" : ""
            visible: filed.open && page.vm.hasPaper
            text: qsTr("Xem kết quả")
            glyph: "eye"
            kind: "primary"
            Layout.fillWidth: true
            onClicked: page.vm.showPaper()
        }

        Lines {
            visible: filed.open
            model: filed.open ? page.vm.lines : null
        }

        SubHeading {
            visible: filed.open
            text: qsTr("Đã qua các bước")
        }

        Lines {
            visible: filed.open
            model: filed.open ? page.vm.stages : null
        }

        Tasks {
            model: filed.open ? page.vm.tasks : null
        }
    }

    component Tasks: Repeater {
        TaskRow {
            id: task

            required property string task
            required property string name
            required property bool isAvailable
            required summary
            required reason

            objectName: "task." + task.task
            text: task.name
            available: task.isAvailable
            Layout.fillWidth: true
            onClicked: page.vm.begin(task.task)
        }
    }

    component Lines: SummaryList {
        id: lines

        property alias model: each.model

        Layout.fillWidth: true

        Repeater {
            id: each

            SummaryRow {
                required property string label
                required property bool isLast
                required value

                text: label
                digits: true
                last: isLast
            }
        }
    }
}
