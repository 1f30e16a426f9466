import QtQuick
import QtQuick.Layouts
import Kiosk.Core
import Kiosk.Ui

// What will be done with the camera, asked before it is switched on.
Page {
    id: page

    readonly property FaceVm vm: page.kiosk.face

    stepName: qsTr("Khuôn mặt")
    title: qsTr("Chuẩn bị chụp khuôn mặt")
    primaryText: qsTr("Đồng ý và chụp")
    primaryGlyph: "camera"
    asideShare: 0.46
    onPrimaryActivated: page.vm.agree()

    ColumnLayout {
        spacing: Theme.gapWide
        Layout.fillWidth: true
        Layout.fillHeight: true

        Hint {
            glyph: "mask"
            text: qsTr("Bỏ khẩu trang, kính râm và mũ")
        }

        Hint {
            glyph: "face"
            text: qsTr("Nhìn thẳng vào màn hình")
        }

        Hint {
            glyph: "sun"
            text: qsTr("Mặt đủ sáng, chỉ một người trước camera")
        }
    }

    aside: [
        Card {
            color: Theme.brandSoft
            border.color: Theme.highContrast ? Theme.border : Theme.brand
            implicitHeight: consent.implicitHeight + 2 * Theme.cardPad
            Layout.fillWidth: true
            Layout.fillHeight: Theme.landscape
            Layout.maximumHeight: Math.max(implicitHeight, Math.round(640 * Theme.u))

            ColumnLayout {
                id: consent

                anchors.left: parent.left
                anchors.right: parent.right
                anchors.verticalCenter: parent.verticalCenter
                anchors.margins: Theme.cardPad
                spacing: Theme.gap

                Words {
                    text: page.vm.consentTitle
                    font.weight: Font.Bold
                    font.pixelSize: Theme.lead
                    color: Theme.highContrast ? Theme.ink : Theme.brandDark
                    lineHeight: 1.04
                    Layout.fillWidth: true
                }

                Words {
                    text: page.vm.consentText
                    Layout.fillWidth: true
                }

                Words {
                    text: qsTr("Căn cứ: %1").arg(page.vm.consentBasis)
                    font.pixelSize: Math.round(24 * Theme.u * Theme.headingScale)
                    color: Theme.highContrast ? Theme.ink : Theme.brandDark
                    Layout.fillWidth: true
                }
            }
        },
        KButton {
            objectName: "declineFace"
            text: qsTr("Không dùng khuôn mặt")
            glyph: "no_camera"
            Layout.fillWidth: true
            Layout.preferredHeight: Math.max(Theme.primaryHeight, implicitHeight)
            onClicked: page.vm.decline()
        },
        Words {
            text: qsTr("Khi đó cán bộ sẽ đối chiếu thẻ với ông/bà tại quầy.")
            font.pixelSize: Theme.small
            color: Theme.inkSoft
            horizontalAlignment: Text.AlignHCenter
            Layout.fillWidth: true
        }
    ]

    component Hint: Card {
        id: hint

        property string glyph
        property string text

        implicitHeight: Math.max(Math.round(150 * Theme.u), hintRow.implicitHeight + 2 * Theme.gapWide)
        Layout.fillWidth: true
        Layout.fillHeight: true
        Layout.maximumHeight: Math.max(implicitHeight, Math.round(240 * Theme.u))

        RowLayout {
            id: hintRow

            anchors.left: parent.left
            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            anchors.margins: Theme.cardPad
            spacing: Theme.gapSection

            Rectangle {
                color: Theme.brandSoft
                radius: width / 2
                Layout.preferredWidth: Math.round(112 * Theme.u)
                Layout.preferredHeight: Math.round(112 * Theme.u)

                Icon {
                    anchors.centerIn: parent
                    glyph: hint.glyph
                    tint: Theme.highContrast ? Theme.brand : Theme.brandDark
                    size: Math.round(72 * Theme.u)
                    weight: 1.8
                }
            }

            Words {
                text: hint.text
                font.pixelSize: Theme.lead
                font.weight: Font.DemiBold
                Layout.fillWidth: true
            }
        }
    }
}
