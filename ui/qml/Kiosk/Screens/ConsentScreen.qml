pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk.Core
import Kiosk.Ui

// One card for each purpose. Nothing is ticked beforehand; an empty box is the answer no.
Page {
    id: page

    readonly property ConsentVm vm: page.kiosk.consent

    stepName: qsTr("Xác nhận")
    title: qsTr("Ông/bà đồng ý những gì?")
    lead: qsTr("Chạm vào từng ô để đồng ý. Ông/bà có thể rút lại bất cứ lúc nào.")
    primaryText: qsTr("Tiếp tục")
    onPrimaryActivated: page.vm.proceed()

    Notice {
        visible: page.vm.missing
        kind: "danger"
        text: qsTr("Cần đồng ý các ô ghi “Bắt buộc” để mở tài khoản. Nếu không muốn, xin gọi cán bộ.")
        Layout.fillWidth: true
    }

    GridLayout {
        columns: 1
        columnSpacing: Theme.gapWide
        rowSpacing: Theme.landscape ? Theme.gap : Theme.gapWide
        Layout.fillWidth: true
        Layout.fillHeight: true

        Repeater {
            model: page.vm.rows

            CheckCard {
                id: card

                required property int index
                required property string purpose
                required property string title
                required property string words
                required property string law
                required property bool needed
                required property bool isGiven

                objectName: "consent." + card.purpose
                text: card.title
                description: card.words
                basis: card.law
                tagText: card.needed ? qsTr("Bắt buộc") : qsTr("Tùy ý ông/bà")
                tagKind: card.needed ? "warn" : "info"
                given: card.isGiven
                demanded: page.vm.missing && card.needed && !card.isGiven
                focus: card.index === 0
                Layout.fillWidth: true
                Layout.fillHeight: true
                Layout.maximumHeight: Math.max(implicitHeight, Math.round(400 * Theme.u))
                Layout.preferredWidth: 1
                onAnswered: given => page.vm.answer(card.purpose, given)
            }
        }
    }

    Item {
        visible: !Theme.landscape
        Layout.fillHeight: true
    }
}
