import QtQuick
import QtQuick.Layouts
import Kiosk.Core

// Coloured light for the face: the whole screen shows one colour, but for the camera picture and two ways out of it.
FocusScope {
    id: curtain

    required property FaceVm face // null while no page shows the camera
    readonly property bool open: (curtain.face?.flashColour ?? "") !== ""
    readonly property Item cameraSlot: curtain.open ? slot : null

    visible: curtain.open
    enabled: curtain.open
    onOpenChanged: {
        if (curtain.open)
            skip.forceActiveFocus();
    }

    Rectangle {
        objectName: "flashLight"
        anchors.fill: parent
        color: curtain.open ? curtain.face.flashColour : "transparent"
    }

    MouseArea {
        anchors.fill: parent
    }

    ColumnLayout {
        anchors.fill: parent
        anchors.margins: Theme.pad
        spacing: Theme.gapSection

        Card {
            implicitHeight: words.implicitHeight + 2 * Theme.cardPad
            Layout.alignment: Qt.AlignHCenter
            Layout.preferredWidth: Math.min(curtain.width - 2 * Theme.pad, Math.round(960 * Theme.u))

            ColumnLayout {
                id: words

                anchors.left: parent.left
                anchors.right: parent.right
                anchors.verticalCenter: parent.verticalCenter
                anchors.margins: Theme.cardPad
                spacing: Math.round(6 * Theme.u)

                Words {
                    objectName: "guidance"
                    text: qsTr("Xin nhìn vào đây và giữ yên")
                    font.pixelSize: Theme.h2
                    font.weight: Font.Bold
                    horizontalAlignment: Text.AlignHCenter
                    lineHeight: 1
                    Layout.fillWidth: true
                }

                Words {
                    text: qsTr("Màn hình đổi màu chậm trong vài giây.")
                    horizontalAlignment: Text.AlignHCenter
                    Layout.fillWidth: true
                }
            }
        }

        Item {
            Layout.fillWidth: true
            Layout.fillHeight: true

            Item {
                id: slot

                height: Math.min(parent.height, Math.round(560 * Theme.u))
                width: Math.round(height * 0.9)
                anchors.horizontalCenter: parent.horizontalCenter
                y: 0
            }
        }

        GridLayout {
            columns: Theme.landscape ? 2 : 1
            columnSpacing: Theme.gapWide
            rowSpacing: Theme.gap
            uniformCellWidths: true
            Layout.fillWidth: true

            KButton {
                id: skip

                objectName: "skipFlashNow"
                text: qsTr("Bỏ qua ánh sáng màu")
                glyph: "forward"
                Layout.fillWidth: true
                Layout.preferredHeight: Math.max(Theme.primaryHeight, implicitHeight)
                onClicked: curtain.face.skipFlash(true)
            }

            KButton {
                objectName: "declineFaceNow"
                weighty: true
                text: qsTr("Không dùng khuôn mặt")
                glyph: "no_camera"
                Layout.fillWidth: true
                Layout.preferredHeight: Math.max(Theme.primaryHeight, implicitHeight)
                onClicked: curtain.face.decline()
            }
        }
    }
}
