pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk.Core
import Kiosk.Ui

// What the pages of results, applications and records are made of. The values are invented.
ColumnLayout {
    id: parts

    required property RowsModel shares // roles label, value, share, isLast
    readonly property string hospital: "Bệnh viện Đa khoa khu vực Mẫu"

    spacing: Theme.gap

    Specimen {
        text: "CaseRow, YearRow"
    }

    Repeater {
        model: 2

        CaseRow {
            required property int index

            text: parts.hospital
            words: "08/11/2025"
            open: index === 1
            Layout.fillWidth: true
        }
    }

    Repeater {
        model: 2

        YearRow {
            required property int index

            text: 2024 + index
            words: 12 - 5 * index + "/12"
            share: 1 - 0.4 * index
            open: index === 1
            Layout.fillWidth: true
        }
    }

    Specimen {
        text: "BarChart, YearColumns"
    }

    Repeater {
        model: 2

        BarChart {
            required property int index

            bars: parts.shares
            title: "2024 – 2026"
            asTable: index === 1
        }
    }

    YearColumns {
        columns: parts.shares
        firstYear: 2024
        lastYear: 2026
        title: "2024 – 2026"
    }

    Specimen {
        text: "BigFigure, SummaryLines, MissingStretches"
    }

    Repeater {
        model: ["7QK4-M200-X", "Chưa ghi nhận tháng đóng nào"]

        BigFigure {
            required property string modelData

            text: modelData
            Layout.fillWidth: true
        }
    }

    SummaryLines {
        model: ListModel {
            ListElement {
                label: "02/03/2026"
                value: "1.260.000 đồng"
                covered: false
                isLast: false
            }
            ListElement {
                label: "08/11/2025"
                value: "2.400.000 đồng"
                covered: true
                isLast: true
            }
        }
    }

    MissingStretches {
        model: ListModel {
            ListElement {
                months: "03/2019 – 08/2019"
                words: "Công ty Cổ phần Mẫu"
            }
        }
    }

    Specimen {
        text: "CitedWords, PrintedNotice, ProgressLight"
    }

    CitedWords {
        words: parts.hospital
        article: "41/2024/QH15, 66"
    }

    Repeater {
        model: ["done", "failed"]

        PrintedNotice {
            required property string modelData

            printing: modelData
            done: parts.hospital
            failed: parts.hospital
        }
    }

    Repeater {
        model: 4

        ProgressLight {
            required property int index

            label: "DG" + (index + 1)
            glyph: "chip"
            active: index === 1
            done: index === 2
            skipped: index === 3
            fraction: 0.4
        }
    }

    Specimen {
        text: "CardGuide, PaperSheet"
    }

    Repeater {
        model: 2

        CardGuide {
            required property int index

            passport: index === 1
            Layout.fillWidth: true
        }
    }

    PaperSheet {
        source: "image://qr/1"
        name: parts.hospital
        Layout.fillWidth: true
    }
}
