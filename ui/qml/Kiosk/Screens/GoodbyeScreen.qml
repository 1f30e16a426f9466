import QtQuick
import QtQuick.Layouts
import Kiosk.Ui

// The visit is over and forgotten. Cards and papers are what people leave behind.
Page {
    id: page

    bare: true

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

    Rectangle {
        color: Theme.ok
        radius: width / 2
        Layout.preferredWidth: Math.round((Theme.landscape ? 240 : 340) * Theme.u)
        Layout.preferredHeight: Layout.preferredWidth
        Layout.alignment: Qt.AlignHCenter

        Icon {
            anchors.centerIn: parent
            glyph: "check"
            tint: Theme.okInk
            size: parent.width * 0.6
            weight: 2.4
        }
    }

    Words {
        text: qsTr("Cảm ơn ông/bà")
        font.pixelSize: Theme.display
        font.weight: Font.Bold
        horizontalAlignment: Text.AlignHCenter
        lineHeight: 1
        Layout.fillWidth: true
        Layout.topMargin: Theme.gapSection
    }

    Words {
        text: qsTr("Ông/bà đã lấy thẻ và giấy tờ chưa?")
        font.pixelSize: Theme.h1
        font.weight: Font.DemiBold
        color: Theme.highContrast ? Theme.brand : Theme.brandDark
        horizontalAlignment: Text.AlignHCenter
        lineHeight: 1.04
        Layout.fillWidth: true
    }

    Words {
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
        Layout.preferredHeight: Math.round(160 * Theme.u)
        onClicked: page.kiosk.rest()
    }

    Item {
        Layout.fillHeight: true
    }
}
