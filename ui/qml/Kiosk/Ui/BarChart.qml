pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk.Core

// Bars with their label and value beside them, or the same as a table. `sentence` says all of it to who hears it.
Card {
    id: chart

    required property RowsModel bars // roles label, value, share (0 to 1), isLast
    property string title
    property string note
    property string sentence
    property bool asTable: false

    implicitHeight: column.implicitHeight + 2 * Theme.cardPad
    Layout.fillWidth: true
    Accessible.role: Accessible.Chart
    Accessible.name: chart.title
    Accessible.description: chart.sentence

    ColumnLayout {
        id: column

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        anchors.margins: Theme.cardPad
        spacing: Theme.gap

        Words {
            text: chart.title
            font.pixelSize: Theme.h2
            font.weight: Font.Bold
            lineHeight: 1.04
            Layout.fillWidth: true
        }

        Repeater {
            model: chart.asTable ? null : chart.bars

            ColumnLayout {
                id: bar

                required property string label
                required property string value
                required property real share

                spacing: Math.round(6 * Theme.u)
                Layout.fillWidth: true

                GridLayout {
                    columns: figure.implicitWidth > 0.6 * column.width ? 1 : 2
                    columnSpacing: Theme.gap
                    rowSpacing: 0
                    Layout.fillWidth: true

                    Words {
                        text: bar.label
                        Layout.fillWidth: true
                    }

                    Words {
                        id: figure

                        text: bar.value
                        digits: true
                        font.weight: Font.Bold
                        Layout.maximumWidth: column.width
                    }
                }

                Rectangle {
                    objectName: "bar"
                    color: Theme.brand
                    radius: Theme.radiusSmall / 2
                    border.width: Theme.highContrast ? Theme.line : 0
                    border.color: Theme.border
                    Layout.preferredWidth: Math.max(Theme.lineStrong, Math.round(column.width * bar.share))
                    Layout.preferredHeight: Math.round(36 * Theme.u)
                }
            }
        }

        Repeater {
            model: chart.asTable ? chart.bars : null

            SummaryRow {
                required property string label
                required property bool isLast
                required value

                text: label
                digits: true
                last: isLast
            }
        }

        Words {
            visible: chart.note !== ""
            text: chart.note
            font.pixelSize: Theme.small
            color: Theme.inkSoft
            Layout.fillWidth: true
        }

        KButton {
            objectName: "chartAsTable"
            text: chart.asTable ? qsTr("Xem biểu đồ") : qsTr("Xem bảng số")
            pixelSize: Theme.small
            Layout.alignment: Qt.AlignLeft
            onClicked: chart.asTable = !chart.asTable
        }
    }
}
