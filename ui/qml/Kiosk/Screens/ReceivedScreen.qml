pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk.Core
import Kiosk.Ui

// The benefits that the person has received, part by part; behind a touch each with its decision, amount and account.
Page {
    id: page

    required property ReceivedVm vm

    stepName: qsTr("Chế độ đã hưởng")
    title: qsTr("Chế độ ông/bà đã hưởng")
    lead: page.vm.asOf
    spoken: page.heard()
    primaryText: qsTr("Xong")
    primaryGlyph: "check"
    asideShare: 0.36
    onPrimaryActivated: page.vm.finish()
    foot: HoldToShow {
        visible: page.vm.openBenefit >= 0
        access: page.kiosk.accessibility
    }

    function heard(): string {
        const parts = [page.title, page.vm.withheldTitle, page.vm.withheldText];
        for (let place = 0; place < benefits.count; ++place)
            parts.push((benefits.itemAt(place) as Benefit)?.heard ?? "");
        return parts.filter(part => part !== "").join(". ") + ".";
    }

    Notice {
        objectName: "withheld"
        visible: page.vm.withheldTitle !== ""
        kind: "warn"
        title: page.vm.withheldTitle
        text: page.vm.withheldText
        Layout.fillWidth: true
    }

    Repeater {
        id: benefits

        model: page.vm.benefits

        Benefit {}
    }

    Item {
        visible: Theme.landscape
        Layout.fillHeight: true
    }

    aside: [
        TaskRows {
            heading: qsTr("Làm tiếp")
            model: page.vm.tasks
            onChosen: task => page.vm.begin(task)
        },
        Item {
            Layout.fillHeight: true
        }
    ]

    component Benefit: ColumnLayout {
        id: benefit

        required property int index
        required property string heading
        required property string none
        required property string name
        required property string words
        readonly property bool open: benefit.name !== "" && page.vm.openBenefit === benefit.index
        readonly property string heard: [benefit.heading, benefit.none, benefit.name, benefit.words].filter(part => part !== "").join(": ")

        spacing: Theme.gap
        Layout.fillWidth: true

        SubHeading {
            visible: benefit.heading !== ""
            text: benefit.heading
        }

        Words {
            visible: benefit.none !== ""
            text: benefit.none
            color: Theme.inkSoft
            Layout.fillWidth: true
        }

        CaseRow {
            objectName: "benefit." + benefit.index
            visible: benefit.name !== ""
            text: benefit.name
            words: benefit.words
            open: benefit.open
            Layout.fillWidth: true
            onClicked: page.vm.toggle(benefit.index)
        }

        Notice {
            objectName: benefit.open ? "remark" : ""
            visible: benefit.open && page.vm.remark !== ""
            text: page.vm.remark
            Layout.fillWidth: true
        }

        SummaryLines {
            objectName: benefit.open ? "benefitLines" : ""
            model: benefit.open ? page.vm.lines : null
        }
    }
}
