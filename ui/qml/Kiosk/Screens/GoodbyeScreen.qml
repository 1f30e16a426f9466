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
    readonly property bool broken: page.vm.fault !== ""
    readonly property bool wordy: page.vm.unsent || page.broken || Theme.textScale > 1.2
    readonly property bool thanks: !page.vm.unsent && !page.cardLeft && !page.broken

    bare: true
    spoken: [headline.text, told.text, outcome.text, belongings.text, forgotten.text].filter(part => part !== "").join(". ")

    function outcomeText(): string {
        if (!page.vm.unsent)
            return page.broken && page.vm.sent > 0 ? qsTr("Việc đã có số biên nhận vẫn được giữ.") : "";
        if (page.vm.draftUntil === "")
            return qsTr("Việc đang làm chưa được gửi đi.");
        return qsTr("Việc đang làm chưa được gửi đi. Máy này giữ những gì đã nhập đến %1: xin đặt đúng thẻ này để làm tiếp.").arg(page.vm.draftUntil);
    }

    function headlineText(): string {
        if (page.broken)
            return qsTr("Máy gặp lỗi");
        return page.cardLeft ? qsTr("Xin lấy thẻ của ông/bà") : (page.vm.unsent ? qsTr("Ông/bà đã thoát") : qsTr("Cảm ơn ông/bà"));
    }

    // Smaller where long words leave it no room: all of them are in sight at once.
    function pictureSize(): int {
        if (Theme.landscape)
            return page.wordy || Theme.compact ? 100 : 240;
        return !Theme.compact ? 340 : page.vm.unsent || page.broken ? 100 : 180;
    }

    // The way to the other language, as on every screen: above the picture, or beside it on a lying panel.
    Item {
        implicitHeight: Theme.landscape ? 0 : language.height
        z: 1
        Layout.fillWidth: true
        Layout.fillHeight: true
        Layout.verticalStretchFactor: 1

        KButton {
            id: language

            objectName: "language"
            anchors.right: parent.right
            width: implicitWidth
            height: implicitHeight
            text: page.kiosk.language === "vi" ? "English" : "Tiếng Việt"
            glyph: "globe"
            onClicked: page.kiosk.setLanguage(page.kiosk.language === "vi" ? "en" : "vi")
        }
    }

    Rectangle {
        visible: !((Theme.compact && page.vm.unsent || page.broken) && Theme.textScale > 1.2)
        color: page.thanks ? Theme.ok : (page.cardLeft ? Theme.accent : Theme.brandSoft)
        radius: width / 2
        Layout.preferredWidth: Math.round(page.pictureSize() * Theme.u)
        Layout.preferredHeight: Layout.preferredWidth
        Layout.alignment: Qt.AlignHCenter

        Icon {
            anchors.centerIn: parent
            glyph: page.thanks ? "check" : (page.broken ? "warning" : (page.cardLeft ? "card" : "door"))
            tint: page.thanks ? Theme.okInk : (page.cardLeft ? Theme.accentInk : Theme.brandDark)
            size: parent.width * 0.6
            weight: 2.4
        }
    }

    Words {
        id: headline

        objectName: "headline"
        text: page.headlineText()
        font.pixelSize: Theme.display
        font.weight: Font.Bold
        horizontalAlignment: Text.AlignHCenter
        lineHeight: 1
        Layout.fillWidth: true
        Layout.topMargin: Theme.gapSection
    }

    Words {
        id: told

        objectName: "fault"
        visible: page.broken
        text: page.broken ? qsTr("Mã lỗi: %1. Xin đọc mã này cho cán bộ.").arg(page.vm.fault) : ""
        digits: true
        font.pixelSize: Theme.lead
        font.weight: Font.DemiBold
        horizontalAlignment: Text.AlignHCenter
        Layout.fillWidth: true
    }

    Words {
        id: outcome

        objectName: "outcome"
        visible: text !== ""
        text: page.outcomeText()
        font.pixelSize: Theme.compact ? Theme.body : Theme.lead
        font.weight: Font.DemiBold
        horizontalAlignment: Text.AlignHCenter
        Layout.fillWidth: true
    }

    Words {
        id: belongings

        text: page.cardLeft ? qsTr("Thẻ đang nằm trên đầu đọc.") : qsTr("Ông/bà đã lấy thẻ và giấy tờ chưa?")
        font.pixelSize: page.broken ? Theme.lead : Theme.h1
        font.weight: Font.DemiBold
        color: Theme.highContrast ? Theme.brand : Theme.brandDark
        horizontalAlignment: Text.AlignHCenter
        lineHeight: 1.04
        Layout.fillWidth: true
    }

    Words {
        id: forgotten

        visible: text !== ""
        text: page.broken ? "" : qsTr("Mọi thông tin của ông/bà đã được xóa khỏi màn hình này.")
        font.pixelSize: Theme.compact ? Theme.body : Theme.lead
        color: Theme.inkSoft
        horizontalAlignment: Text.AlignHCenter
        Layout.fillWidth: true
    }

    Item {
        Layout.fillHeight: true
        Layout.verticalStretchFactor: 1
    }

    foot: KButton {
        objectName: "rest"
        weighty: true
        text: qsTr("Xong")
        kind: "primary"
        focus: true
        pixelSize: Math.round(44 * Theme.u * Theme.headingScale)
        Layout.alignment: Qt.AlignHCenter
        Layout.preferredWidth: Math.round(560 * Theme.u)
        Layout.preferredHeight: Theme.flat ? Theme.primaryHeight : Math.round((Theme.landscape ? 120 : 160) * Theme.u)
        onClicked: page.kiosk.rest()
    }
}
