pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk.Core
import Kiosk.Ui

// The person's treatments: a list, behind a touch each with its costs, and the papers that were given.
Page {
    id: page

    required property CareVm vm

    stepName: qsTr("Khám chữa bệnh")
    title: qsTr("Lịch sử khám chữa bệnh")
    lead: page.vm.asOf
    spoken: page.heard()
    primaryText: qsTr("Xong")
    primaryGlyph: "check"
    asideShare: 0.42
    onPrimaryActivated: page.vm.finish()
    foot: HoldToShow {
        visible: page.vm.openEvent >= 0
        access: page.kiosk.accessibility
    }

    // Where the person was treated is read line by line, when they ask for it: the room listens.
    function heard(): string {
        const parts = [page.title, page.vm.withheldTitle, page.vm.withheldText, page.vm.none];
        if (events.count > 0)
            parts.push(qsTr("%1 lần khám chữa bệnh").arg(events.count + page.vm.moreEvents));
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

    Notice {
        objectName: "none"
        visible: page.vm.none !== ""
        text: page.vm.none
        Layout.fillWidth: true
    }

    Repeater {
        id: events

        model: page.vm.events

        CareEvent {}
    }

    KButton {
        objectName: "moreEvents"
        visible: page.vm.moreEvents > 0
        text: qsTr("Xem %1 lần trước đó").arg(page.vm.moreEvents)
        glyph: "down"
        Layout.fillWidth: true
        onClicked: page.vm.showAll()
    }

    Item {
        visible: Theme.landscape
        Layout.fillHeight: true
    }

    aside: [
        SubHeading {
            visible: page.vm.withheldTitle === ""
            text: qsTr("Giấy đã cấp")
        },
        Words {
            objectName: "noDocuments"
            visible: page.vm.noDocuments !== ""
            text: page.vm.noDocuments
            color: Theme.inkSoft
            Layout.fillWidth: true
        },
        SummaryLines {
            objectName: "documents"
            model: page.vm.documents
        },
        TaskRows {
            heading: qsTr("Làm tiếp")
            model: page.vm.tasks
            onChosen: task => page.vm.begin(task)
        },
        Item {
            Layout.fillHeight: true
        }
    ]

    component CareEvent: ColumnLayout {
        id: event

        required property int index
        required property string facility
        required property string words
        readonly property bool open: page.vm.openEvent === event.index

        spacing: Theme.gap
        Layout.fillWidth: true

        CaseRow {
            objectName: "event." + event.index
            text: event.facility
            words: event.words
            open: event.open
            Layout.fillWidth: true
            onClicked: page.vm.toggle(event.index)
        }

        Notice {
            objectName: event.open ? "remark" : ""
            visible: event.open && page.vm.remark !== ""
            text: page.vm.remark
            Layout.fillWidth: true
        }

        SummaryLines {
            objectName: event.open ? "eventLines" : ""
            model: event.open ? page.vm.lines : null
        }

        SummaryLines {
            objectName: event.open ? "costs" : ""
            model: event.open ? page.vm.costs : null
        }

        KButton {
            objectName: event.open ? "costLines" : ""
            visible: event.open && page.vm.hasCostLines
            text: page.vm.costsOpen ? qsTr("Đóng từng khoản") : qsTr("Xem từng khoản")
            glyph: page.vm.costsOpen ? "up" : "down"
            Layout.fillWidth: true
            onClicked: page.vm.toggleCosts()
        }

        SummaryLines {
            objectName: event.open ? "costLine" : ""
            model: event.open ? page.vm.costLines : null
        }

        KButton {
            objectName: event.open ? "notMine" : ""
            visible: event.open
            text: qsTr("Không phải tôi khám")
            glyph: "warning"
            Layout.fillWidth: true
            onClicked: page.vm.notMine()
        }
    }
}
