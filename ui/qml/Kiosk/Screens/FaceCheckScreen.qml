pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk.Core
import Kiosk.Ui

// The camera picture, one sentence of guidance, one action at a time.
Page {
    id: page

    required property FaceVm vm
    readonly property bool stopped: page.vm.fault !== ""
    readonly property bool flashTold: !page.stopped && page.vm.flashAhead && page.vm.phase !== "matching" && page.vm.phase !== "done"

    face: page.vm
    stepName: qsTr("Khuôn mặt")
    title: page.stopped ? qsTr("Chưa chụp được") : ""
    spoken: page.stopped ? SituationTexts.title(page.vm.fault) + ". " + SituationTexts.advice(page.vm.fault) : page.guidance()
    spokenAtOnce: page.stopped || page.vm.phase === "action" || page.vm.phase === "flash" // findings come and go with every frame
    cameraSlot: page.stopped ? null : slot
    otherText: page.stopped ? "" : qsTr("Không dùng khuôn mặt")
    otherGlyph: "no_camera"
    otherName: "declineFace"
    asideShare: 0.36
    asideShown: !page.stopped
    onOtherActivated: page.vm.decline()

    function guidance(): string {
        if (page.vm.cameraWaiting)
            return qsTr("Đang nối lại camera, xin chờ một chút…");
        if (page.vm.phase === "action")
            return FaceTexts.action(page.vm.action);
        if (page.vm.finding !== "")
            return FaceTexts.finding(page.vm.finding);
        switch (page.vm.phase) {
        case "hold_still":
            return page.vm.ovalAt === 0.5 ? qsTr("Tốt lắm, xin giữ yên") : qsTr("Khung đã dời theo ông/bà, xin giữ yên");
        case "starting":
            return qsTr("Đang mở camera…");
        case "flash":
            return qsTr("Xin nhìn vào đây và giữ yên");
        case "matching":
        case "done":
            return qsTr("Xong rồi, đang so với ảnh trên giấy tờ…");
        default:
            return qsTr("Đưa khuôn mặt vào giữa hình bầu dục");
        }
    }

    function guidanceGlyph(): string {
        if (page.vm.cameraWaiting)
            return "camera";
        if (page.vm.phase !== "action")
            return guidanceBox.good ? "check" : "face";
        return FaceTexts.actionGlyph(page.vm.action);
    }

    Rectangle {
        id: guidanceBox

        readonly property bool good: page.vm.phase === "hold_still" && page.vm.finding === "" || page.vm.phase === "matching"
        readonly property bool frame: true

        visible: !page.stopped && !Theme.landscape
        color: guidanceBox.good ? Theme.okSoft : Theme.brandSoft
        border.width: Theme.highContrast ? Theme.line : 0
        border.color: Theme.border
        radius: Theme.radius
        Layout.fillWidth: true
        Layout.preferredHeight: Math.max(Math.round(168 * Theme.u), portraitGuidance.implicitHeight + 2 * Theme.gapWide)

        Guidance {
            id: portraitGuidance

            good: guidanceBox.good
            sentence: page.guidance()
            glyph: page.guidanceGlyph()
            anchors.left: parent.left
            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            anchors.margins: Theme.cardPad
        }
    }

    Item {
        id: slot

        objectName: "cameraSlot"
        visible: !page.stopped
        Layout.fillWidth: true
        Layout.fillHeight: true
        Layout.minimumHeight: Math.round((Theme.compact ? 340 : 520) * Theme.u)

        Row {
            z: 2
            anchors.left: parent.left
            anchors.top: parent.top
            anchors.margins: Theme.gapWide
            spacing: Math.round(10 * Theme.u)

            Rectangle {
                width: Math.round(22 * Theme.u)
                height: width
                radius: width / 2
                color: page.vm.cameraWaiting ? "#F2A900" : "#FF6B61"
                anchors.verticalCenter: parent.verticalCenter
            }

            Text {
                readonly property bool outlined: true

                text: page.vm.cameraWaiting ? qsTr("Đang nối lại camera…") : qsTr("Camera đang bật")
                color: "#FFFFFF"
                font.family: Theme.fontText
                font.pixelSize: Math.round(26 * Theme.u * Theme.headingScale)
                font.weight: Font.DemiBold
                style: Text.Outline
                styleColor: "#101B24"
            }
        }
    }

    ErrorPanel {
        visible: page.stopped
        situation: page.vm.fault
        glyph: "no_camera"
        Layout.fillWidth: true

        KButton {
            objectName: "retry"
            text: qsTr("Thử lại")
            glyph: "refresh"
            kind: "primary"
            Layout.fillWidth: true
            onClicked: page.vm.retry()
        }

        KButton {
            objectName: "goOnWithoutFace"
            weighty: true
            text: qsTr("Đi tiếp không dùng khuôn mặt")
            glyph: "forward"
            Layout.fillWidth: true
            onClicked: page.vm.decline()
        }
    }

    Item {
        visible: page.stopped
        Layout.fillHeight: true
    }

    aside: [
        ColumnLayout {
            visible: !page.stopped && Theme.landscape
            spacing: Theme.gapSection
            Layout.fillWidth: true
            Layout.fillHeight: true

            Item {
                Layout.fillHeight: true
            }

            Guidance {
                vertical: true
                good: guidanceBox.good
                sentence: page.guidance()
                glyph: page.guidanceGlyph()
                Layout.fillWidth: true
            }

            Item {
                Layout.fillHeight: true
            }
        },
        Words {
            objectName: "flashWarning"
            visible: page.flashTold && !(Theme.landscape && Theme.textScale > 1.2) // the page before has said it
            text: qsTr("Cuối cùng màn hình đổi màu chậm trong vài giây.")
            font.pixelSize: Theme.small
            horizontalAlignment: Text.AlignHCenter
            Layout.fillWidth: true
        },
        KButton {
            objectName: "skipFlash"
            visible: page.flashTold
            text: qsTr("Bỏ qua ánh sáng màu")
            glyph: "sun"
            Layout.fillWidth: true
            onClicked: page.vm.skipFlash(true)
        }
    ]

    component Guidance: GridLayout {
        id: guide

        property bool vertical: false
        required property bool good
        required property string sentence
        required property string glyph

        columns: guide.vertical ? 1 : 2
        columnSpacing: Theme.gapWide
        rowSpacing: Theme.gapSection

        Icon {
            glyph: guide.glyph
            tint: guide.good ? Theme.ok : (Theme.highContrast ? Theme.brand : Theme.brandDark)
            size: Math.round((guide.vertical && Theme.textScale < 1.4 ? 180 : 104) * Theme.u)
            weight: 2.2
            Layout.alignment: guide.vertical ? Qt.AlignHCenter : Qt.AlignVCenter
        }

        Words {
            objectName: "guidance"
            text: guide.sentence
            color: guide.good ? Theme.ok : (Theme.highContrast ? Theme.ink : Theme.brandDark)
            font.pixelSize: Math.round(46 * Theme.u * Theme.headingScale)
            font.weight: Font.Bold
            lineHeight: 1
            horizontalAlignment: guide.vertical ? Text.AlignHCenter : Text.AlignLeft
            Layout.fillWidth: true
            Accessible.role: Accessible.AlertMessage
        }
    }
}
