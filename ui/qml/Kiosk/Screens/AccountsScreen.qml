pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk.Core
import Kiosk.Ui

// The accounts that a person is paid to: what goes to each, what waits, what can be done, and when money comes.
Page {
    id: page

    required property AccountsVm vm

    stepName: qsTr("Tài khoản nhận tiền")
    title: qsTr("Tài khoản nhận tiền của ông/bà")
    lead: page.vm.asOf
    spoken: page.heard()
    primaryText: qsTr("Xong")
    primaryGlyph: "check"
    otherText: qsTr("Thêm tài khoản")
    otherName: "addAccount"
    asideShare: 0.5
    onPrimaryActivated: page.vm.finish()
    onOtherActivated: page.vm.add()

    function heard(): string {
        const parts = [page.title, page.vm.none];
        for (let place = 0; place < waiting.count; ++place)
            parts.push((waiting.itemAt(place) as Notice)?.text ?? "");
        for (let place = 0; place < accounts.count; ++place)
            parts.push((accounts.itemAt(place) as Account)?.heard ?? "");
        return parts.filter(part => part !== "").join(". ") + ".";
    }

    Notice {
        objectName: "noAccounts"
        visible: page.vm.none !== ""
        text: page.vm.none
        Layout.fillWidth: true
    }

    Repeater {
        id: waiting

        model: page.vm.waiting

        Notice {
            required property int index
            required property string words
            required kind
            required title

            objectName: "waiting." + index
            text: words
            Layout.fillWidth: true
        }
    }

    Repeater {
        id: accounts

        model: page.vm.accounts

        Account {}
    }

    SubHeading {
        visible: next.count > 0
        text: qsTr("Cách nhận tiền khác")
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
        visible: Theme.landscape
        Layout.fillHeight: true
    }

    aside: [
        SubHeading {
            text: page.vm.whenTitle
        },
        ColumnLayout {
            spacing: Theme.gap
            Layout.fillWidth: true

            Repeater {
                model: page.vm.when

                ColumnLayout {
                    id: when

                    required property string label
                    required property string value

                    spacing: Math.round(4 * Theme.u)
                    Layout.fillWidth: true

                    Words {
                        text: when.label
                        font.weight: Font.Bold
                        Layout.fillWidth: true
                    }

                    Words {
                        text: when.value
                        font.pixelSize: Theme.small
                        color: Theme.inkSoft
                        Layout.fillWidth: true
                    }
                }
            }
        },
        Item {
            Layout.fillHeight: true
        }
    ]

    component Account: ColumnLayout {
        id: account

        required property int index
        required property string name
        required property string words
        required property string kind
        readonly property bool open: page.vm.openAccount === account.index
        readonly property string heard: account.name + ": " + account.words

        spacing: Theme.gap
        Layout.fillWidth: true

        CaseRow {
            objectName: "account." + account.index
            text: account.name
            words: account.words
            open: account.open
            Layout.fillWidth: true
            onClicked: page.vm.toggle(account.index)
        }

        Notice {
            objectName: account.open ? "accountWarning" : ""
            visible: account.open && page.vm.warning !== ""
            kind: "warn"
            text: page.vm.warning
            Layout.fillWidth: true
        }

        SummaryList {
            visible: account.open
            Layout.fillWidth: true

            Repeater {
                model: account.open ? page.vm.lines : null

                SummaryRow {
                    required property string label
                    required property bool isLast
                    required value

                    text: label
                    last: isLast
                }
            }
        }

        GridLayout {
            visible: account.open && page.vm.inUse
            columns: Theme.textScale > 1.2 ? 1 : 2
            columnSpacing: Theme.gap
            rowSpacing: Theme.gap
            uniformCellWidths: true
            Layout.fillWidth: true

            KButton {
                objectName: account.open ? "useOtherwise" : ""
                text: qsTr("Đổi khoản nhận")
                glyph: "pencil"
                Layout.fillWidth: true
                onClicked: page.vm.useOtherwise()
            }

            KButton {
                objectName: account.open ? "removeAccount" : ""
                text: qsTr("Bỏ tài khoản này")
                glyph: "cross"
                Layout.fillWidth: true
                onClicked: page.vm.remove()
            }
        }
    }
}
