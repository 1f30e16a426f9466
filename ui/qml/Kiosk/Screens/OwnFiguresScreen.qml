pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk.Core
import Kiosk.Ui

// What the record fills into a calculator, and what it leaves out: gaps and owed months are named before the result.
Page {
    id: page

    required property OwnDataVm vm

    stepName: page.vm.task
    title: page.vm.fillsIn ? qsTr("Đã lấy số liệu từ hồ sơ") : qsTr("Hồ sơ chưa đủ để điền sẵn")
    lead: page.vm.fillsIn ? qsTr("Các trang sau đã điền sẵn. Xin xem lại, sửa nếu cần.") : qsTr("Xin ông/bà tự nhập ở các trang sau.")
    spoken: page.heard()
    primaryText: qsTr("Tiếp tục")
    otherText: page.vm.fillsIn ? qsTr("Tôi tự nhập") : ""
    otherGlyph: "pencil"
    otherName: "typeMyself"
    onPrimaryActivated: page.vm.goOn()
    onOtherActivated: page.vm.decline()

    function heard(): string {
        const parts = [page.title, page.vm.headlineLabel + ": " + page.vm.headline];
        for (let place = 0; place < matters.count; ++place)
            parts.push((matters.itemAt(place) as Notice)?.title ?? "");
        return parts.concat(page.lead).filter(part => part !== "").join(". ");
    }

    Card {
        border.width: Theme.lineStrong
        border.color: Theme.highContrast ? Theme.border : Theme.brand
        implicitHeight: first.implicitHeight + 2 * Theme.cardPad
        Layout.fillWidth: true

        ColumnLayout {
            id: first

            anchors.left: parent.left
            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            anchors.margins: Theme.cardPad
            spacing: Math.round(8 * Theme.u)

            Words {
                text: page.vm.headlineLabel
                color: Theme.inkSoft
                font.weight: Font.DemiBold
                Layout.fillWidth: true
            }

            BigFigure {
                objectName: "headline"
                text: page.vm.headline
                Layout.fillWidth: true
            }
        }
    }

    Repeater {
        id: matters

        model: page.vm.matters

        Notice {
            required property string name
            required property string words
            required kind
            required title

            objectName: "matter." + name
            text: words
            Layout.fillWidth: true
        }
    }

    Notice {
        objectName: "leftOut"
        visible: page.vm.leftOut > 0
        kind: "warn"
        text: qsTr("%1 tháng không điền sẵn được vì hồ sơ không ghi tiền lương bằng đồng. Xin tự thêm nếu cần.").arg(page.vm.leftOut)
        Layout.fillWidth: true
    }

    Item {
        Layout.fillHeight: true
    }
}
