pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk.Core

// How the screens look and in which language, for this visit only.
Sheet {
    id: panel

    required property KioskVm kiosk
    readonly property AccessibilityVm access: panel.kiosk.accessibility

    readonly property bool beside: !Theme.landscape && !Theme.compact // what saves height

    focusFirst: close
    maximumWidth: Math.round((Theme.landscape ? 1500 : 1016) * Theme.u)
    spacing: panel.beside ? Theme.gapWide : Theme.gapSection

    Words {
        text: qsTr("Trợ năng")
        font.pixelSize: Theme.h1
        font.weight: Font.Bold
        Layout.fillWidth: true
    }

    GridLayout {
        columns: Theme.landscape ? 2 : 1
        columnSpacing: Theme.pad
        rowSpacing: panel.spacing
        uniformCellWidths: true
        Layout.fillWidth: true

        Choice {
            beside: panel.beside
            label: qsTr("Cỡ chữ")
            glyph: "text_size"
            options: [qsTr("Chuẩn"), qsTr("Lớn"), qsTr("Rất lớn")]
            names: ["textScale100", "textScale125", "textScale150"]
            current: panel.access.textScale > 1.4 ? 2 : (panel.access.textScale > 1.1 ? 1 : 0)
            onChosen: index => panel.access.setTextScale([1, 1.25, 1.5][index])
        }

        Choice {
            beside: panel.beside
            label: qsTr("Màu sắc")
            glyph: "contrast"
            options: [qsTr("Thường"), qsTr("Tương phản cao")]
            names: ["contrastNormal", "contrastHigh"]
            current: panel.access.highContrast ? 1 : 0
            onChosen: index => panel.access.setHighContrast(index === 1)
        }

        Choice {
            beside: panel.beside
            label: qsTr("Chuyển động")
            glyph: "motion"
            options: [qsTr("Có"), qsTr("Giảm chuyển động")]
            names: ["motionFull", "motionReduced"]
            current: panel.access.reducedMotion ? 1 : 0
            onChosen: index => panel.access.setReducedMotion(index === 1)
        }

        Choice {
            beside: panel.beside
            visible: panel.kiosk.speech.available
            label: qsTr("Giọng nói")
            glyph: "speaker"
            options: [qsTr("Tắt"), qsTr("Đọc màn hình")]
            names: ["speechOff", "speechOn"]
            current: panel.kiosk.speech.on ? 1 : 0
            onChosen: index => panel.kiosk.speech.setOn(index === 1)
        }

        Choice {
            beside: panel.beside
            visible: !Theme.landscape && panel.access.reachableShare < 1
            label: qsTr("Tầm với")
            glyph: "down"
            options: [qsTr("Cả màn hình"), qsTr("Màn hình thấp")]
            names: ["reachFull", "reachLow"]
            current: panel.access.lowReach ? 1 : 0
            onChosen: index => panel.access.setLowReach(index === 1)
        }

        Choice {
            beside: panel.beside
            visible: panel.kiosk.speech.on
            label: qsTr("Tốc độ đọc")
            glyph: "speaker"
            options: [qsTr("Chậm"), qsTr("Vừa"), qsTr("Nhanh")]
            names: ["rateSlow", "rateUsual", "rateFast"]
            current: panel.kiosk.speech.rate
            onChosen: index => panel.kiosk.speech.setRate(index)
        }

        Choice {
            beside: panel.beside
            label: qsTr("Số tiền, tên bệnh")
            glyph: "eye"
            options: [qsTr("Giữ nút để xem"), qsTr("Luôn hiện")]
            names: ["coverHold", "coverNever"]
            current: panel.access.uncovered ? 1 : 0
            onChosen: index => panel.access.setUncovered(index === 1)
        }

        Choice {
            beside: panel.beside
            label: qsTr("Ngôn ngữ")
            glyph: "globe"
            options: ["Tiếng Việt", "English"]
            names: ["languageVi", "languageEn"]
            current: panel.kiosk.language === "en" ? 1 : 0
            onChosen: index => panel.kiosk.setLanguage(index === 1 ? "en" : "vi")
        }
    }

    Notice {
        objectName: "uncoveredWarning"
        visible: panel.access.uncovered
        kind: "warn"
        glyph: "eye"
        text: qsTr("Số tiền, tên bệnh luôn hiện và được đọc to khi giọng đọc bật. Người ở gần có thể thấy và nghe.")
        Layout.fillWidth: true
    }

    actions: GridLayout {
        id: voiceRow

        readonly property bool on: panel.kiosk.speech.on

        columns: !voiceRow.on ? 1 : Theme.landscape ? 5 : 2
        columnSpacing: Theme.gap
        rowSpacing: Theme.gap
        uniformCellWidths: true
        Layout.fillWidth: true

        VoiceButton {
            visible: voiceRow.on
            objectName: "quieter"
            text: qsTr("Nhỏ hơn")
            glyph: "speaker"
            available: panel.kiosk.speech.volume > 0
            onClicked: panel.kiosk.speech.setVolume(panel.kiosk.speech.volume - 1)
        }

        VoiceButton {
            visible: voiceRow.on
            objectName: "louder"
            text: qsTr("To hơn")
            glyph: "speaker"
            available: panel.kiosk.speech.volume < panel.kiosk.speech.volumes - 1
            onClicked: panel.kiosk.speech.setVolume(panel.kiosk.speech.volume + 1)
        }

        VoiceButton {
            visible: voiceRow.on
            objectName: "repeatSpeech"
            text: qsTr("Nghe lại")
            glyph: "refresh"
            onClicked: panel.kiosk.speech.repeat()
        }

        VoiceButton {
            visible: voiceRow.on
            objectName: "pauseSpeech"
            text: panel.kiosk.speech.paused ? qsTr("Đọc tiếp") : qsTr("Tạm dừng")
            onClicked: panel.kiosk.speech.pauseOrGoOn()
        }

        KButton {
            id: close

            objectName: "closeAccessibility"
            text: qsTr("Xong")
            glyph: "check"
            kind: "primary"
            Layout.columnSpan: voiceRow.columns === 2 ? 2 : 1
            Layout.fillWidth: true
            Layout.preferredHeight: Math.max(Theme.primaryHeight, implicitHeight)
            onClicked: panel.dismissed()
        }
    }

    component VoiceButton: KButton {
        pixelSize: Math.round(28 * Theme.u * Theme.headingScale)
        leftPadding: Theme.gap
        Layout.fillWidth: true
    }
}
