pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk.Core
import Kiosk.Ui

// The queue of acts, newest first, a page at a time.
Page {
    id: page

    required property StaffQueueVm vm

    title: qsTr("Hàng đợi")
    lead: page.vm.isEmpty ? "" : qsTr("Trang %1/%2, mới nhất trước").arg(page.vm.pageNumber).arg(page.vm.pageCount)
    primaryText: page.vm.maySend ? qsTr("Gửi ngay") : ""
    primaryGlyph: "refresh"
    primaryAvailable: !page.vm.sending
    primaryReason: qsTr("Máy đang gửi, xin chờ một chút.")
    onPrimaryActivated: page.vm.sendNow()

    function sentText(): string {
        const parts = [page.vm.sentCount > 0 ? qsTr("Đã gửi %1 hồ sơ.").arg(page.vm.sentCount) : qsTr("Chưa gửi thêm được hồ sơ nào.")];
        if (page.vm.sentCount === 0 && page.vm.stillWaiting === 0)
            parts[0] = qsTr("Không có hồ sơ nào chờ gửi.");
        if (page.vm.stillWaiting > 0)
            parts.push(qsTr("Còn %1 hồ sơ chờ.").arg(page.vm.stillWaiting));
        if (page.vm.sendProblem !== "")
            parts.push(StaffTexts.reason(page.vm.sendProblem, "") + ".");
        return parts.join(" ");
    }

    Notice {
        objectName: "sendAnswer"
        visible: page.vm.answered
        kind: page.vm.sendProblem === "" ? "ok" : "warn"
        text: page.sentText()
        Layout.fillWidth: true
        onVisibleChanged: page.showStart()
    }

    Notice {
        objectName: "staffFault"
        visible: page.vm.fault !== ""
        kind: "danger"
        text: StaffTexts.fault(page.vm.fault)
        Layout.fillWidth: true
    }

    Flow {
        spacing: Theme.gap
        Layout.fillWidth: true

        Repeater {
            model: page.vm.counts

            KButton {
                required property var modelData

                objectName: "filter." + modelData.filter
                text: StaffTexts.filter(modelData.filter) + " (" + modelData.count + ")"
                glyph: modelData.filter === page.vm.which ? "check" : ""
                Accessible.checkable: true
                Accessible.checked: modelData.filter === page.vm.which
                pixelSize: Theme.small
                leftPadding: Math.round(20 * Theme.u)
                onClicked: page.vm.choose(modelData.filter)
            }
        }
    }

    Words {
        objectName: "queueEmpty"
        visible: page.vm.isEmpty
        text: qsTr("Không có hồ sơ nào ở mục này.")
        Layout.fillWidth: true
    }

    ColumnLayout {
        spacing: Theme.gap
        Layout.fillWidth: true

        Repeater {
            model: page.vm.rows

            ActRow {
                id: row

                required property int index
                required property string act
                required property string title
                required actState
                required line
                required reason
                required told
                required caseState
                required due
                required occurred
                required reference
                required tries
                required next
                required size

                objectName: "act." + row.index
                text: StaffTexts.title(row.title)
                Layout.fillWidth: true
                onClicked: page.vm.look(row.act)
            }
        }
    }

    RowLayout {
        visible: page.vm.hasNewer || page.vm.hasOlder
        spacing: Theme.gap
        Layout.fillWidth: true

        KButton {
            objectName: "newer"
            text: qsTr("Mới hơn")
            glyph: "back"
            available: page.vm.hasNewer
            reason: qsTr("Đây là trang mới nhất.")
            Layout.fillWidth: true
            Layout.preferredWidth: 1
            onClicked: {
                page.vm.newer();
                page.showStart();
            }
        }

        KButton {
            objectName: "older"
            text: qsTr("Cũ hơn")
            glyph: "forward"
            glyphAfter: true
            available: page.vm.hasOlder
            reason: qsTr("Đây là trang cuối.")
            Layout.fillWidth: true
            Layout.preferredWidth: 1
            onClicked: {
                page.vm.older();
                page.showStart();
            }
        }
    }

    Item {
        Layout.fillHeight: true
    }
}
