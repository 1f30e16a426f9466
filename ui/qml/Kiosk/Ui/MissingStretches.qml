pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts

// Months that a person may miss in their record, each stretch with a button that reports it.
ColumnLayout {
    id: list

    property alias model: stretches.model
    signal reported(int place)

    visible: stretches.count > 0
    spacing: Theme.gap
    Layout.fillWidth: true

    SubHeading {
        text: qsTr("Tháng thiếu hoặc còn nợ")
    }

    Repeater {
        id: stretches

        Card {
            id: stretch

            required property int index
            required property string months
            required property string words

            objectName: "stretch." + stretch.index
            implicitHeight: content.implicitHeight + 2 * Theme.cardPad
            Layout.fillWidth: true

            ColumnLayout {
                id: content

                anchors.left: parent.left
                anchors.right: parent.right
                anchors.verticalCenter: parent.verticalCenter
                anchors.margins: Theme.cardPad
                spacing: Theme.gap

                Words {
                    text: stretch.months
                    digits: true
                    font.weight: Font.Bold
                    Layout.fillWidth: true
                }

                Words {
                    text: stretch.words
                    color: Theme.inkSoft
                    Layout.fillWidth: true
                }

                KButton {
                    id: report

                    objectName: "missing." + stretch.index
                    text: qsTr("Báo thiếu tháng này")
                    glyph: "pencil"
                    Accessible.name: report.text + ": " + stretch.months
                    Layout.fillWidth: true
                    onClicked: list.reported(stretch.index)
                }
            }
        }
    }
}
