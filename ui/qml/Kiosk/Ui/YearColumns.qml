pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk.Core

// Every year as a column, as high as much of it counts. It says nothing that the list of years does not say in words,
// and so nothing of it is read aloud.
Card {
    id: chart

    required property RowsModel columns // role share (0 to 1); the oldest first
    required property int firstYear
    required property int lastYear
    property string title

    implicitHeight: content.implicitHeight + 2 * Theme.cardPad
    Layout.fillWidth: true
    Accessible.ignored: true

    ColumnLayout {
        id: content

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        anchors.margins: Theme.cardPad
        spacing: Theme.gap

        Unsaid {
            text: chart.title
            Layout.fillWidth: true
        }

        Row {
            id: area

            readonly property real place: area.width / Math.max(1, years.count)

            Layout.fillWidth: true
            Layout.preferredHeight: Math.round(180 * Theme.u)

            Repeater {
                id: years

                model: chart.columns

                Item {
                    id: year

                    required property real share

                    width: area.place
                    height: area.height

                    Rectangle {
                        objectName: "yearColumn"
                        color: Theme.highContrast ? Theme.surface : Theme.hair
                        border.width: Theme.highContrast ? Theme.line : 0
                        border.color: Theme.border
                        width: Math.max(1, Math.round(Math.min(area.place * 0.8, 72 * Theme.u)))
                        height: parent.height
                        anchors.horizontalCenter: parent.horizontalCenter

                        Rectangle {
                            color: Theme.brand
                            width: parent.width
                            height: Math.round(parent.height * year.share)
                            anchors.bottom: parent.bottom
                        }
                    }
                }
            }
        }

        RowLayout {
            Layout.fillWidth: true

            Unsaid {
                text: chart.firstYear
                Layout.fillWidth: true
            }

            Unsaid {
                text: chart.lastYear
                horizontalAlignment: Text.AlignRight
                Layout.fillWidth: true
            }
        }
    }

    component Unsaid: Words {
        digits: true
        font.pixelSize: Theme.small
        color: Theme.inkSoft
        Accessible.ignored: true
    }
}
