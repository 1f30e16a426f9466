pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk.Core
import Kiosk.Ui

// What the register has of the person beside what their card says: first what differs, then what is the same, then every
// number that finds them.
Page {
    id: page

    required property ComparedVm vm

    stepName: page.vm.task
    title: page.vm.allAgree ? qsTr("Dữ liệu BHXH giống thẻ của ông/bà") : qsTr("Dữ liệu BHXH khác thẻ của ông/bà")
    lead: page.vm.allAgree ? qsTr("Nếu cả thẻ cũng ghi sai: xin sửa thẻ Căn cước ở Công an trước, rồi quay lại đây.") : qsTr("Xin xem từng mục dưới đây trước khi đi tiếp.")
    spoken: page.heard()
    primaryText: qsTr("Tiếp tục")
    onPrimaryActivated: page.vm.goOn()

    function heard(): string {
        const parts = [page.title];
        for (let place = 0; place < differing.count; ++place)
            parts.push((differing.itemAt(place) as FieldCard)?.heard ?? "");
        return parts.concat(page.lead).filter(part => part !== "").join(". ");
    }

    Repeater {
        id: differing

        model: page.vm.differing

        FieldCard {}
    }

    Notice {
        objectName: "agreeing"
        visible: page.vm.agreeing !== ""
        kind: "info"
        title: qsTr("Giống nhau, không cần sửa")
        text: page.vm.agreeing
        Layout.fillWidth: true
    }

    SubHeading {
        visible: numbers.count > 0
        text: qsTr("Các số của ông/bà trong dữ liệu")
    }

    SummaryList {
        objectName: "numbers"
        visible: numbers.count > 0
        Layout.fillWidth: true

        Repeater {
            id: numbers

            model: page.vm.numbers

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

    Words {
        visible: next.count > 0
        text: qsTr("Ông/bà có nhiều mã số BHXH đang dùng. Các mã số này cần gộp làm một.")
        Layout.fillWidth: true
    }

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

    Item {
        Layout.fillHeight: true
    }

    component FieldCard: Card {
        id: card

        required property string name
        required property string label
        required property string held
        required property string shown
        readonly property string unsaid: qsTr("chưa ghi")
        readonly property string heard: card.label + ". " + qsTr("Dữ liệu BHXH đang ghi") + ": " + (card.held || card.unsaid) + ". " + qsTr("Thẻ ghi") + ": " + (card.shown || card.unsaid)

        objectName: "field." + card.name
        border.width: Theme.lineStrong
        border.color: Theme.highContrast ? Theme.border : Theme.warn
        implicitHeight: both.implicitHeight + 2 * Theme.cardPad
        Layout.fillWidth: true
        Accessible.role: Accessible.Grouping
        Accessible.name: card.heard

        GridLayout {
            id: both

            anchors.left: parent.left
            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            anchors.margins: Theme.cardPad
            columns: card.width < 720 * Theme.u * Theme.headingScale ? 1 : 2
            columnSpacing: Theme.gapWide
            rowSpacing: Theme.gap

            Words {
                text: card.label
                font.weight: Font.Bold
                Layout.columnSpan: both.columns
                Layout.fillWidth: true
            }

            Side {
                label: qsTr("Dữ liệu BHXH đang ghi")
                value: card.held || card.unsaid
            }

            Side {
                label: qsTr("Thẻ của ông/bà ghi")
                value: card.shown || card.unsaid
                strong: true
            }
        }
    }

    component Side: ColumnLayout {
        id: side

        required property string label
        required property string value
        property bool strong: false

        spacing: Math.round(4 * Theme.u)
        Layout.fillWidth: true
        Layout.preferredWidth: 1
        Layout.alignment: Qt.AlignTop

        Words {
            text: side.label
            font.pixelSize: Theme.small
            color: Theme.inkSoft
            Layout.fillWidth: true
        }

        Words {
            text: side.value
            digits: true
            color: side.strong && !Theme.highContrast ? Theme.brandDark : Theme.ink
            font.weight: side.strong ? Font.Bold : Font.DemiBold
            Layout.fillWidth: true
        }
    }
}
