import QtQuick
import QtQuick.Layouts
import Kiosk.Core
import Kiosk.Ui

// The visit is over and forgotten. Cards and papers are what people leave behind; who left in the middle hears that
// nothing was sent.
Page {
    id: page

    required property LeavingVm vm
    readonly property bool cardLeft: page.kiosk.cardLeft
    readonly property bool thanks: !page.vm.unsent && !page.cardLeft

    bare: true
    spoken: [headline.text, outcome.text, belongings.text, forgotten.text].filter(part => part !== "").join(". ")

    function outcomeText(): string {
        if (!page.vm.unsent)
            return "";
        if (page.vm.draftUntil === "")
            return qsTr("Việc đang làm chưa được gửi đi.");
        return qsTr("Việc đang làm chưa được gửi đi. Máy này giữ những gì đã nhập đến %1: xin đặt đúng thẻ này để làm tiếp.").arg(page.vm.draftUntil);
    }

    // The way to the other language, as on every screen.
    KButton {
        objectName: "language"
        text: page.kiosk.language === "vi" ? "English" : "Tiếng Việt"
        glyph: "globe"
        Layout.alignment: Qt.AlignRight
        onClicked: page.kiosk.setLanguage(page.kiosk.language === "vi" ? "en" : "vi")
    }

    Item {
        Layout.fillHeight: true
    }

    // Smaller where large letters leave it no room: the only button stays in sight.
    Rectangle {
        color: page.thanks ? Theme.ok : (page.cardLeft ? Theme.accent : Theme.brandSoft)
        radius: width / 2
        Layout.preferredWidth: Math.round((Theme.landscape && (Theme.compact || Theme.textScale > 1.2) ? 100 : Theme.compact ? 180 : Theme.landscape ? 240 : 340) * Theme.u)
        Layout.preferredHeight: Layout.preferredWidth
        Layout.alignment: Qt.AlignHCenter

        Icon {
            anchors.centerIn: parent
            glyph: page.thanks ? "check" : (page.cardLeft ? "card" : "door")
            tint: page.thanks ? Theme.okInk : (page.cardLeft ? Theme.accentInk : Theme.brandDark)
            size: parent.width * 0.6
            weight: 2.4
        }
    }

    Words {
        id: headline

        objectName: "headline"
        text: page.cardLeft ? qsTr("Xin lấy thẻ của ông/bà") : (page.vm.unsent ? qsTr("Ông/bà đã thoát") : qsTr("Cảm ơn ông/bà"))
        font.pixelSize: Theme.display
        font.weight: Font.Bold
        horizontalAlignment: Text.AlignHCenter
        lineHeight: 1
        Layout.fillWidth: true
        Layout.topMargin: Theme.gapSection
    }

    Words {
        id: outcome

        objectName: "outcome"
        visible: text !== ""
        text: page.outcomeText()
        font.pixelSize: Theme.lead
        font.weight: Font.DemiBold
        horizontalAlignment: Text.AlignHCenter
        Layout.fillWidth: true
    }

    Words {
        id: belongings

        text: page.cardLeft ? qsTr("Thẻ đang nằm trên đầu đọc.") : qsTr("Ông/bà đã lấy thẻ và giấy tờ chưa?")
        font.pixelSize: Theme.h1
        font.weight: Font.DemiBold
        color: Theme.highContrast ? Theme.brand : Theme.brandDark
        horizontalAlignment: Text.AlignHCenter
        lineHeight: 1.04
        Layout.fillWidth: true
    }

    Words {
        id: forgotten

        text: qsTr("Mọi thông tin của ông/bà đã được xóa khỏi màn hình này.")
        font.pixelSize: Theme.lead
        color: Theme.inkSoft
        horizontalAlignment: Text.AlignHCenter
        Layout.fillWidth: true
    }

    KButton {
        objectName: "rest"
        weighty: true
        text: qsTr("Xong")
        kind: "primary"
        focus: true
        pixelSize: Math.round(44 * Theme.u * Theme.headingScale)
        Layout.alignment: Qt.AlignHCenter
        Layout.topMargin: Theme.pad
        Layout.preferredWidth: Math.round(560 * Theme.u)
        Layout.preferredHeight: Math.round((Theme.landscape ? 120 : 160) * Theme.u)
        onClicked: page.kiosk.rest()
    }

    Item {
        Layout.fillHeight: true
    }
}
