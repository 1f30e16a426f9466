pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk.Core
import Kiosk.Ui

// What will be done with the camera, asked before it is switched on: the consent first, in sight on every panel, then what
// to do before. The rest is said by the camera page when it is needed.
Page {
    id: page

    required property FaceVm vm
    readonly property bool flashTold: page.vm.flashAhead || page.vm.flashSkipped

    stepName: qsTr("Khuôn mặt")
    title: page.vm.consentTitle
    spoken: page.title + ". " + page.vm.consentText + (page.flashTold ? " " + flashWords.text : "")
    primaryText: qsTr("Đồng ý và chụp")
    primaryGlyph: "camera"
    primaryAvailable: page.seen
    primaryReason: qsTr("Xin chạm “Xem tiếp” và xem hết phần đồng ý, rồi mới chụp được.")
    mustSee: agreed // nobody agrees to what lies below the edge
    otherText: qsTr("Không dùng khuôn mặt")
    otherGlyph: "no_camera"
    otherName: "declineFace"
    asideShare: 0.46
    asideShown: Theme.landscape
    onPrimaryActivated: page.vm.agree()
    onOtherActivated: page.vm.decline()

    Card {
        id: agreed

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
                text: page.vm.consentText
                Layout.fillWidth: true
            }

            LegalBasis {
                basis: page.vm.consentBasis
            }
        }
    }

    Card {
        objectName: "flashNotice"
        visible: page.flashTold
        implicitHeight: flash.implicitHeight + 2 * Theme.gapWide
        Layout.fillWidth: true

        ColumnLayout {
            id: flash

            anchors.left: parent.left
            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            anchors.margins: Theme.gapWide
            spacing: Theme.gap

            Words {
                id: flashWords

                text: qsTr("Màn hình sẽ đổi màu chậm, không nhấp nháy.")
                Layout.fillWidth: true
            }

            KButton {
                objectName: "skipFlash"
                text: page.vm.flashSkipped ? qsTr("Sẽ bỏ qua ánh sáng màu") : qsTr("Nhạy cảm với ánh sáng: bỏ qua")
                glyph: page.vm.flashSkipped ? "check" : "sun"
                Accessible.role: Accessible.CheckBox
                Accessible.checkable: true
                Accessible.checked: page.vm.flashSkipped
                Layout.fillWidth: true
                onClicked: page.vm.skipFlash(!page.vm.flashSkipped)
            }
        }
    }

    Before {
        visible: !Theme.landscape
    }

    Item {
        Layout.fillHeight: true
    }

    aside: [
        Before {
            visible: Theme.landscape
        },
        Item {
            Layout.fillHeight: true
        }
    ]

    // What to do first, and what there is instead.
    component Before: ColumnLayout {
        spacing: Theme.gap
        Layout.fillWidth: true

        Hint {
            glyph: "mask"
            text: qsTr("Tháo khẩu trang, kính râm và mũ")
        }

        Words {
            text: qsTr("Không chụp thì cán bộ đối chiếu giấy tờ tại quầy.")
            font.pixelSize: Theme.small
            color: Theme.inkSoft
            horizontalAlignment: Text.AlignHCenter
            Layout.fillWidth: true
        }
    }

    component Hint: Card {
        id: hint

        property string glyph
        property string text

        implicitHeight: Math.max(Math.round((page.flashTold ? 112 : 150) * Theme.u), hintRow.implicitHeight + 2 * (page.flashTold ? Theme.gap : Theme.gapWide))
        Layout.fillWidth: true

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
                Layout.preferredWidth: Math.round((page.flashTold ? 88 : 112) * Theme.u)
                Layout.preferredHeight: Layout.preferredWidth

                Icon {
                    anchors.centerIn: parent
                    glyph: hint.glyph
                    tint: Theme.highContrast ? Theme.brand : Theme.brandDark
                    size: Math.round((page.flashTold ? 58 : 72) * Theme.u)
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
