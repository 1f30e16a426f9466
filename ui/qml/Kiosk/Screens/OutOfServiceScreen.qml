import QtQuick
import QtQuick.Layouts
import Kiosk.Ui

// The kiosk itself cannot work now. Small print tells staff why.
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

    Icon {
        glyph: "clock"
        tint: Theme.highContrast ? Theme.brand : Theme.brandDark
        size: Math.round((Theme.flat ? 110 : 260) * Theme.u)
        weight: 1.4
        Layout.alignment: Qt.AlignHCenter
    }

    Words {
        text: qsTr("Máy tạm ngừng phục vụ")
        font.pixelSize: Theme.display
        font.weight: Font.Bold
        horizontalAlignment: Text.AlignHCenter
        lineHeight: 1
        Layout.fillWidth: true
        Layout.topMargin: Theme.gapSection
    }

    Words {
        text: qsTr("Xin mời ông/bà đến quầy, cán bộ sẽ giúp ngay.")
        font.pixelSize: Theme.h2
        horizontalAlignment: Text.AlignHCenter
        Layout.fillWidth: true
    }

    Words {
        text: qsTr("Tổng đài: %1").arg(page.kiosk.hotline)
        digits: true
        font.pixelSize: Theme.lead
        color: Theme.inkSoft
        horizontalAlignment: Text.AlignHCenter
        Layout.fillWidth: true
    }

    Item {
        Layout.fillHeight: true
    }

    KButton {
        objectName: "staffDoor"
        visible: page.kiosk.hasStaffDoor
        text: qsTr("Dành cho cán bộ")
        glyph: "shield"
        kind: "quiet"
        pixelSize: Theme.small
        Layout.alignment: Qt.AlignHCenter
        onClicked: page.kiosk.openStaffRoom()
    }

    Words {
        objectName: "revoked"
        visible: page.kiosk.outOfServiceCode === "device_revoked"
        text: qsTr("Trung tâm đã thu hồi máy này. Hồ sơ đã lưu vẫn còn; cần mã kích hoạt mới.")
        font.pixelSize: Theme.small
        color: Theme.inkSoft
        horizontalAlignment: Text.AlignHCenter
        Layout.fillWidth: true
    }

    Words {
        objectName: "tooOld"
        visible: page.kiosk.outOfServiceCode === "program_too_old"
        text: qsTr("Chương trình của máy cần được cập nhật. Hồ sơ đã lưu vẫn còn và vẫn được gửi.")
        font.pixelSize: Theme.small
        color: Theme.inkSoft
        horizontalAlignment: Text.AlignHCenter
        Layout.fillWidth: true
    }

    Words {
        text: qsTr("Máy %1, mã %2").arg(page.kiosk.kioskId).arg(page.kiosk.outOfServiceCode)
        digits: true
        font.pixelSize: Theme.small
        color: Theme.inkSoft
        horizontalAlignment: Text.AlignHCenter
        Layout.fillWidth: true
    }
}
