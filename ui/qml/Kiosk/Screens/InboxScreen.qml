pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk.Core
import Kiosk.Ui

// The person's notices by topic, those that are not read yet first; behind a touch each with its text and what to do now.
PaperPage {
    id: page

    required property InboxVm vm

    stepName: qsTr("Thông báo")
    title: qsTr("Thông báo của ông/bà")
    lead: page.vm.asOf
    spoken: page.heard()
    primaryText: qsTr("Xong")
    primaryGlyph: "check"
    printing: page.vm.paper.state
    printText: page.vm.openNotice >= 0 ? qsTr("In thông báo này") : qsTr("In danh sách")
    otherAvailable: page.vm.none === "" && page.printing !== "running"
    otherReason: page.vm.none !== "" ? page.vm.none : qsTr("Máy đang in, xin chờ một chút.")
    failedText: qsTr("Thông báo vẫn ở trên màn hình. Xin gọi cán bộ.")
    asideShare: 0.36
    onPrimaryActivated: page.vm.finish()
    onOtherActivated: page.vm.paper.print()

    // How many there are; what each is about is read when they ask for it: the room listens.
    function heard(): string {
        return [page.title, page.vm.count].filter(part => part !== "").join(". ") + ".";
    }

    Flow {
        objectName: "tabs"
        visible: tabs.count > 0
        spacing: Theme.gap
        Layout.fillWidth: true

        Repeater {
            id: tabs

            model: page.vm.tabs

            KButton {
                required property string tab
                required property string words
                required property bool isChosen

                objectName: "tab." + tab
                text: words
                glyph: isChosen ? "check" : ""
                kind: isChosen ? "primary" : "secondary"
                height: Math.max(Theme.target, Math.round(Theme.small * 2.2)) // also of the chosen one
                pixelSize: Theme.small
                leftPadding: Math.round(20 * Theme.u)
                Accessible.role: Accessible.RadioButton
                Accessible.checkable: true
                Accessible.checked: isChosen
                onClicked: page.vm.choose(tab)
            }
        }
    }

    Words {
        objectName: "count"
        visible: page.vm.count !== ""
        text: page.vm.count
        color: Theme.inkSoft
        Layout.fillWidth: true
    }

    Notice {
        objectName: "none"
        visible: page.vm.none !== ""
        text: page.vm.none
        Layout.fillWidth: true
    }

    Repeater {
        id: notices

        model: page.vm.notices

        InboxNotice {}
    }

    Item {
        visible: Theme.landscape
        Layout.fillHeight: true
    }

    aside: [
        KButton {
            objectName: "mail"
            visible: page.vm.none === ""
            text: page.vm.openNotice >= 0 ? qsTr("Gửi thông báo này qua thư") : qsTr("Gửi danh sách qua thư")
            glyph: "mail"
            available: page.vm.paper.online
            reason: qsTr("Máy đang mất kết nối nên chưa gửi được thư. Xin in ra giấy.")
            Layout.fillWidth: true
            onClicked: page.vm.paper.askForAddress()
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

    component InboxNotice: ColumnLayout {
        id: notice

        required property int index
        required property string name
        required property string words
        required property string kind
        required property bool isUnread
        readonly property bool open: page.vm.openNotice === notice.index

        spacing: Theme.gap
        Layout.fillWidth: true
        onOpenChanged: {
            if (notice.open)
                page.revealWhole(notice);
        }

        CaseRow {
            objectName: "notice." + notice.index
            text: notice.name
            words: notice.words
            open: notice.open
            sign: notice.kind
            quiet: !notice.isUnread
            Layout.fillWidth: true
            onClicked: page.vm.toggle(notice.index)
        }

        Notice {
            objectName: notice.open && !page.vm.isPrivate ? "noticeText" : ""
            visible: notice.open && !page.vm.isPrivate
            kind: page.vm.kind
            text: notice.open ? page.vm.text : ""
            Layout.fillWidth: true
        }

        // Seen by who opened it; heard, as a whole, only by who has said that the room may.
        Card {
            id: told

            readonly property string text: notice.open && page.vm.isPrivate ? page.vm.text : ""

            objectName: notice.open && page.vm.isPrivate ? "noticeText" : ""
            visible: notice.open && page.vm.isPrivate
            implicitHeight: words.implicitHeight + 2 * Theme.gapWide
            Accessible.role: Accessible.StaticText
            Accessible.name: Cover.heard(true, page.vm.title + ". " + told.text)
            Layout.fillWidth: true

            ColumnLayout {
                id: words

                anchors.left: parent.left
                anchors.right: parent.right
                anchors.verticalCenter: parent.verticalCenter
                anchors.margins: Theme.gapWide
                spacing: Theme.gap

                Words {
                    text: notice.open ? page.vm.title : ""
                    font.weight: Font.Bold
                    Accessible.ignored: true
                    Layout.fillWidth: true
                }

                Words {
                    text: told.text
                    Accessible.ignored: true
                    Layout.fillWidth: true
                }
            }
        }

        SummaryLines {
            objectName: notice.open ? "noticeLines" : ""
            model: notice.open ? page.vm.lines : null
        }

        KButton {
            objectName: notice.open ? "doNow" : ""
            visible: notice.open && page.vm.taskName !== ""
            text: qsTr("Làm ngay: %1").arg(page.vm.taskName)
            glyph: "forward"
            kind: "primary"
            available: page.vm.taskReason === ""
            reason: page.vm.taskReason
            Layout.fillWidth: true
            onClicked: page.vm.doNow()
        }

        KButton {
            objectName: notice.open ? "notMine" : ""
            visible: notice.open && page.vm.mayDispute
            text: qsTr("Không phải tôi khám")
            glyph: "warning"
            Layout.fillWidth: true
            onClicked: page.vm.notMine()
        }
    }
}
