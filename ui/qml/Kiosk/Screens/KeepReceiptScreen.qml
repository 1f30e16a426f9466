import QtQuick
import QtQuick.Layouts
import Kiosk.Core
import Kiosk.Ui

// The person goes on, and nothing of the receipt is on paper: its number is all that they have.
Page {
    id: page

    required property ReceiptVm vm

    title: qsTr("Ông/bà đã ghi lại số biên nhận chưa?")
    lead: qsTr("Chưa in giấy. Cần số này khi hỏi về hồ sơ.")
    primaryText: page.vm.forms === "" ? qsTr("In biên nhận") : qsTr("In biên nhận và %1").arg(page.vm.forms)
    primaryGlyph: "printer"
    onPrimaryActivated: page.vm.printNow()

    Card {
        border.width: Theme.lineStrong
        border.color: Theme.highContrast ? Theme.border : Theme.brand
        implicitHeight: number.implicitHeight + 2 * Theme.cardPad
        Layout.fillWidth: true

        BigFigure {
            id: number

            anchors.left: parent.left
            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            anchors.margins: Theme.cardPad
            text: page.vm.reference
        }
    }

    Words {
        visible: page.vm.trackingCode !== ""
        text: qsTr("Mã theo dõi: %1").arg(page.vm.trackingCode)
        digits: true
        font.pixelSize: Theme.h1
        font.weight: Font.Bold
        Layout.fillWidth: true
    }

    KButton {
        objectName: "noted"
        weighty: true
        text: qsTr("Tôi đã ghi lại hoặc chụp lại")
        glyph: "check"
        Layout.fillWidth: true
        Layout.preferredHeight: Math.max(Theme.primaryHeight, implicitHeight)
        onClicked: page.vm.noted()
    }

    Item {
        Layout.fillHeight: true
    }
}
