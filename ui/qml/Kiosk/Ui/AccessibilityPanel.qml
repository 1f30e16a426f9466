pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk.Core

// How the screens look and in which language, for this visit only.
Sheet {
    id: panel

    required property KioskVm kiosk
    readonly property AccessibilityVm access: panel.kiosk.accessibility

    focusFirst: close
    maximumWidth: Math.round((Theme.landscape ? 1500 : 940) * Theme.u)

    Words {
        text: qsTr("Trợ năng")
        font.pixelSize: Theme.h1
        font.weight: Font.Bold
        Layout.fillWidth: true
    }

    GridLayout {
        columns: Theme.landscape ? 2 : 1
        columnSpacing: Theme.pad
        rowSpacing: Theme.gapSection
        uniformCellWidths: true
        Layout.fillWidth: true

        Choice {
            label: qsTr("Cỡ chữ")
            glyph: "text_size"
            options: [qsTr("Chuẩn"), qsTr("Lớn"), qsTr("Rất lớn")]
            names: ["textScale100", "textScale125", "textScale150"]
            current: panel.access.textScale > 1.4 ? 2 : (panel.access.textScale > 1.1 ? 1 : 0)
            onChosen: index => panel.access.setTextScale([1, 1.25, 1.5][index])
        }

        Choice {
            label: qsTr("Màu sắc")
            glyph: "contrast"
            options: [qsTr("Thường"), qsTr("Tương phản cao")]
            names: ["contrastNormal", "contrastHigh"]
            current: panel.access.highContrast ? 1 : 0
            onChosen: index => panel.access.setHighContrast(index === 1)
        }

        Choice {
            label: qsTr("Chuyển động")
            glyph: "motion"
            options: [qsTr("Có"), qsTr("Giảm chuyển động")]
            names: ["motionFull", "motionReduced"]
            current: panel.access.reducedMotion ? 1 : 0
            onChosen: index => panel.access.setReducedMotion(index === 1)
        }

        Choice {
            visible: panel.kiosk.speech.available
            label: qsTr("Giọng nói")
            glyph: "speaker"
            options: [qsTr("Tắt"), qsTr("Đọc màn hình")]
            names: ["speechOff", "speechOn"]
            current: panel.kiosk.speech.on ? 1 : 0
            onChosen: index => panel.kiosk.speech.setOn(index === 1)
        }

        Choice {
            label: qsTr("Ngôn ngữ")
            glyph: "globe"
            options: ["Tiếng Việt", "English"]
            names: ["languageVi", "languageEn"]
            current: panel.kiosk.language === "en" ? 1 : 0
            onChosen: index => panel.kiosk.setLanguage(index === 1 ? "en" : "vi")
        }
    }

    actions: KButton {
        id: close

        objectName: "closeAccessibility"
        text: qsTr("Xong")
        glyph: "check"
        kind: "primary"
        Layout.fillWidth: true
        Layout.preferredHeight: Math.max(Theme.primaryHeight, implicitHeight)
        onClicked: panel.dismissed()
    }
}
