pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk.Core
import Kiosk.Ui

// Every component that needs no running kiosk, in every state. The names of the parts are English, as in the code.
ColumnLayout {
    id: components

    required property list<string> icons
    required property QtObject textTarget
    required property RowsModel shares

    spacing: Theme.gap

    Specimen {
        text: "KButton"
    }

    Flow {
        spacing: Theme.gap
        Layout.fillWidth: true

        Repeater {
            model: ["primary", "secondary", "quiet", "danger", "accent"]

            KButton {
                required property string modelData

                kind: modelData
                text: qsTr("Tiếp tục")
                glyph: "forward"
                glyphAfter: true
            }
        }

        KButton {
            text: qsTr("Tiếp tục")
            available: false
        }

        KButton {
            text: qsTr("Quay lại")
            glyph: "back"
            stacked: true
        }
    }

    Specimen {
        text: "Notice"
    }

    Repeater {
        model: ["info", "ok", "warn", "danger"]

        Notice {
            required property string modelData

            kind: modelData
            text: qsTr("Xin trả lời câu này rồi đi tiếp.")
            Layout.fillWidth: true
        }
    }

    Specimen {
        text: "StatusTag"
    }

    Flow {
        spacing: Theme.gap
        Layout.fillWidth: true

        Repeater {
            model: ["info", "ok", "warn", "danger"]

            StatusTag {
                required property string modelData

                kind: modelData
                text: qsTr("Không bắt buộc")
            }
        }
    }

    Specimen {
        text: "Tile, TaskRow"
    }

    GridLayout {
        columns: 2
        columnSpacing: Theme.gap
        rowSpacing: Theme.gap
        uniformCellWidths: true
        Layout.fillWidth: true

        Repeater {
            model: 3

            Tile {
                required property int index

                glyph: "book"
                text: qsTr("Tìm việc cần làm")
                description: qsTr("Chạm vào việc cần làm.")
                featured: index === 1
                available: index !== 2
                reason: index === 2 ? qsTr("Chưa tìm thấy") : ""
                Layout.fillWidth: true
                Layout.fillHeight: true
            }
        }
    }

    Repeater {
        model: 2

        TaskRow {
            required property int index

            text: qsTr("Tìm việc cần làm")
            summary: qsTr("Chạm vào việc cần làm.")
            available: index === 0
            reason: index === 1 ? qsTr("Chưa tìm thấy") : ""
            Layout.fillWidth: true
        }
    }

    Specimen {
        text: "CheckCard, LegalBasis, Choice"
    }

    Repeater {
        model: 3

        CheckCard {
            required property int index

            text: qsTr("Tôi cam đoan")
            description: qsTr("Chạm vào việc cần làm.")
            basis: index === 2 ? "41/2024/QH15, 66" : ""
            given: index === 1
            demanded: index === 2
            tagText: qsTr("Bắt buộc")
            tagKind: "warn"
            Layout.fillWidth: true
        }
    }

    Choice {
        label: qsTr("Cỡ chữ")
        options: ["100 %", "125 %", "150 %"]
        names: ["choice100", "choice125", "choice150"]
        current: 1
        Layout.fillWidth: true
    }

    Specimen {
        text: "SummaryList, CheckRow"
    }

    SummaryList {
        Layout.fillWidth: true

        SummaryRow {
            text: qsTr("Số tài khoản")
            value: "1234 5678 90"
            digits: true
            actionText: qsTr("Sửa")
        }

        SummaryRow {
            text: qsTr("Chủ tài khoản")
            value: "••••••"
            hidden: "NGUYEN THI MAU"
            last: true
        }
    }

    Repeater {
        model: ["ok", "warn", "none"]

        CheckRow {
            required property string modelData

            question: qsTr("Từ tháng")
            answer: qsTr("Đã chọn")
            mark: modelData
            Layout.fillWidth: true
        }
    }

    Specimen {
        text: "StepLabel, ProgressRing, DigitBoxes, QrCode, Emblem"
    }

    StepLabel {
        number: 2
        count: 4
        name: qsTr("Từ tháng")
        Layout.fillWidth: true
    }

    DigitBoxes {
        digits: "2468"
        Layout.fillWidth: true
    }

    DigitBoxes {
        digits: "111111"
        faulty: true
        Layout.fillWidth: true
    }

    Flow {
        spacing: Theme.gapWide
        Layout.fillWidth: true

        ProgressRing {
            fraction: 0.6
            width: Math.round(200 * Theme.u)
            height: width
        }

        QrCode {
            source: "image://qr/1"
            width: Math.round(260 * Theme.u)
            height: width
        }

        Emblem {}
    }

    Specimen {
        text: "TextField, TextArea"
    }

    TextField {
        placeholderText: qsTr("Ví dụ: Nguyễn Văn An")
        name: placeholderText
        Layout.fillWidth: true
    }

    TextField {
        text: "0912 345 678"
        digitsOnly: true
        faulty: true
        name: qsTr("Số tài khoản")
        Layout.fillWidth: true
    }

    TextArea {
        text: qsTr("Chạm vào một ô, hoặc tìm bằng vài chữ.")
        Accessible.name: text
        Layout.fillWidth: true
    }

    Specimen {
        text: "ErrorPanel"
    }

    Repeater {
        model: ["reader", "camera", "line", "storage", "printer", "other"]

        ErrorPanel {
            required property string modelData

            situation: modelData
            Layout.fillWidth: true
        }
    }

    Specimen {
        text: "NumberKeypad, Keyboard"
    }

    NumberKeypad {
        Layout.fillWidth: true
    }

    Keyboard {
        target: components.textTarget
        Layout.fillWidth: true
        Layout.leftMargin: -Theme.pad // as wide as the panel, as on a screen
        Layout.rightMargin: -Theme.pad
    }

    RecordParts {
        shares: components.shares
        Layout.fillWidth: true
    }

    Specimen {
        text: "Icon"
    }

    Flow {
        spacing: Theme.gap
        Layout.fillWidth: true

        Repeater {
            model: components.icons

            Icon {
                required property string modelData

                glyph: modelData
                tint: Theme.ink
                size: Math.round(64 * Theme.u)
            }
        }
    }
}
