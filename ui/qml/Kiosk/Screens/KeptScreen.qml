pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk.Core
import Kiosk.Ui

// What is kept of the person, part by part, and what they can do about it.
PaperPage {
    id: page

    required property KeptVm vm

    stepName: qsTr("Dữ liệu cá nhân")
    title: qsTr("Dữ liệu cá nhân của ông/bà")
    lead: page.vm.asOf
    spoken: page.heard()
    primaryText: qsTr("Xong")
    primaryGlyph: "check"
    printing: page.vm.paper.state
    printText: qsTr("In một bản")
    failedText: qsTr("Dữ liệu vẫn ở trên màn hình. Xin gọi cán bộ.")
    asideShare: 0.5
    onPrimaryActivated: page.vm.finish()
    onOtherActivated: page.vm.paper.print()
    foot: HoldToShow {
        access: page.kiosk.accessibility
    }

    function heard(): string {
        return [page.title, person.heard(), consents.heard()].join(". ") + ".";
    }

    KeptPart {
        id: person

        name: "person"
        lines: page.vm.person
    }

    KeptPart {
        id: consents

        name: "consents"
        lines: page.vm.consents
    }

    SubHeading {
        visible: next.count > 0
        text: qsTr("Quyền của ông/bà")
    }

    ColumnLayout {
        spacing: Theme.gap
        visible: next.count > 0
        Layout.fillWidth: true

        Repeater {
            id: next

            model: page.vm.tasks

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
    }

    Item {
        visible: Theme.landscape
        Layout.fillHeight: true
    }

    aside: [
        KeptPart {
            name: "looks"
            lines: page.vm.looks
        },
        KButton {
            objectName: "moreLooks"
            visible: page.vm.moreLooks > 0
            text: qsTr("Xem %1 lần trước đó").arg(page.vm.moreLooks)
            glyph: "down"
            Layout.fillWidth: true
            onClicked: page.vm.showAllLooks()
        },
        KeptPart {
            name: "keeps"
            lines: page.vm.keeps
        },
        Item {
            Layout.fillHeight: true
        }
    ]

    component KeptPart: ColumnLayout {
        id: part

        required property string name
        property alias lines: each.model
        readonly property string sentence: page.vm.none[part.name] ?? ""

        spacing: Theme.gap
        Layout.fillWidth: true

        function heard(): string {
            const parts = [heading.text, part.sentence];
            for (let place = 0; place < each.count; ++place)
                parts.push((each.itemAt(place) as SummaryRow)?.Accessible.name ?? "");
            return parts.filter(text => text !== "").join(". ");
        }

        SubHeading {
            id: heading

            text: page.vm.headings[part.name] ?? ""
        }

        Words {
            objectName: part.name + ".none"
            visible: part.sentence !== ""
            text: part.sentence
            color: Theme.inkSoft
            Layout.fillWidth: true
        }

        SummaryList {
            objectName: part.name
            visible: each.count > 0
            Layout.fillWidth: true

            Repeater {
                id: each

                SummaryRow {
                    required property string label
                    required property bool isLast
                    required value
                    required covered

                    text: label
                    last: isLast
                }
            }
        }
    }
}
