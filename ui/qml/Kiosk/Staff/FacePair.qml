pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk.Ui

// The picture out of the chip beside the one that was taken, for whoever compares them.
RowLayout {
    id: pair

    property string chip
    property string live

    spacing: Theme.gap
    uniformCellSizes: true
    Layout.fillWidth: true

    Repeater {
        model: [
            {
                name: "face.chip",
                text: qsTr("Ảnh trong chip"),
                source: pair.chip
            },
            {
                name: "face.live",
                text: qsTr("Ảnh chụp tại máy"),
                source: pair.live
            }
        ]

        ColumnLayout {
            id: face

            required property var modelData

            spacing: Math.round(8 * Theme.u)
            Layout.fillWidth: true
            Layout.preferredWidth: 1

            Rectangle {
                color: Theme.disabledFill
                radius: Theme.radius
                Layout.fillWidth: true
                Layout.preferredHeight: Math.min(width * 1.25, Math.round((Theme.landscape && Theme.compact ? 300 : 560) * Theme.u))

                Image {
                    objectName: face.modelData.name
                    anchors.fill: parent
                    visible: face.modelData.source !== ""
                    source: face.modelData.source
                    fillMode: Image.PreserveAspectFit
                    cache: false
                    Accessible.role: Accessible.Graphic
                    Accessible.name: face.modelData.text
                }

                Words {
                    anchors.centerIn: parent
                    width: parent.width - 2 * Theme.gap
                    visible: face.modelData.source === ""
                    text: qsTr("Không có")
                    color: Theme.disabledText
                    horizontalAlignment: Text.AlignHCenter
                }
            }

            Words {
                text: face.modelData.text
                font.pixelSize: Theme.small
                color: Theme.inkSoft
                horizontalAlignment: Text.AlignHCenter
                Layout.fillWidth: true
            }
        }
    }
}
