import QtQuick
import QtQuick.Layouts
import Kiosk.Core
import Kiosk.Ui

// Somebody stands where people stand; the screen turns black and white; the camera sees how much of it the face gives back.
Page {
    id: page

    required property StaffLightVm vm
    readonly property bool measuring: page.vm.state === "measuring"
    readonly property bool placing: page.vm.state === "placing"

    title: page.measuring ? "" : page.vm.state === "kept" ? qsTr("Đã lưu") : qsTr("Đo ánh sáng")
    bare: page.measuring
    lead: page.placing ? qsTr("Bật đèn và mở rèm như mọi ngày. Đứng như người dân, để mặt vào khung, rồi chạm “Đo”. Màn hình đổi đen, trắng vài lần trong 6 giây: xin đứng yên, nhìn thẳng.") : ""
    primaryText: page.placing ? qsTr("Đo") : page.vm.state === "found" ? qsTr("Lưu") : page.vm.state === "kept" ? qsTr("Xong") : ""
    primaryGlyph: page.placing ? "sun" : "check"
    primaryAvailable: !page.placing || page.vm.preview !== ""
    primaryReason: qsTr("Camera đang mở, xin chờ một chút.")
    otherText: page.vm.state === "found" ? qsTr("Đo lại") : ""
    otherGlyph: "refresh"
    otherName: "measureAgain"
    spokenAtOnce: !page.measuring
    onPrimaryActivated: {
        if (page.placing)
            page.vm.measure();
        else if (page.vm.state === "found")
            page.vm.keep();
        else
            page.kiosk.back();
    }
    onOtherActivated: page.vm.again()
    asideShown: page.placing

    aside: Rectangle {
        color: Theme.surface
        border.width: Theme.line
        border.color: Theme.border
        radius: Theme.radiusSmall
        Layout.fillWidth: true
        Layout.fillHeight: true
        Layout.minimumHeight: Math.round((Theme.landscape ? 320 : 640) * Theme.u)

        Image {
            objectName: "lightView"
            anchors.fill: parent
            anchors.margins: Theme.line
            source: page.vm.preview
            fillMode: Image.PreserveAspectFit
            cache: false
            Accessible.role: Accessible.Graphic
            Accessible.name: qsTr("Hình của camera, với khung cho khuôn mặt")
        }

        Words {
            anchors.centerIn: parent
            width: parent.width - 2 * Theme.pad
            visible: page.vm.preview === "" && page.vm.fault === ""
            text: qsTr("Đang mở camera…")
            horizontalAlignment: Text.AlignHCenter
        }
    }

    Notice {
        objectName: "lightFault"
        visible: page.vm.fault !== ""
        kind: "warn"
        text: ServiceTexts.fault(page.vm.fault)
        Layout.fillWidth: true
    }

    Notice {
        visible: page.vm.isSet && !page.measuring
        kind: "warn"
        text: qsTr("Cài đặt (face.screen_light) đã nêu số này: số đo ở đây chưa được dùng.")
        Layout.fillWidth: true
    }

    Words {
        objectName: "lightKept"
        visible: page.placing && page.vm.keptText !== ""
        text: qsTr("Lần đo trước: %1").arg(page.vm.keptText)
        font.pixelSize: Theme.small
        color: Theme.inkSoft
        Layout.fillWidth: true
    }

    Words {
        visible: page.vm.state === "found" || page.vm.state === "kept"
        text: qsTr("Ánh sáng màn hình so với phòng")
        font.pixelSize: Theme.lead
        color: Theme.inkSoft
        Layout.fillWidth: true
    }

    BigFigure {
        objectName: "lightRatio"
        visible: page.vm.state === "found" || page.vm.state === "kept"
        text: page.vm.ratio.toFixed(2)
        Layout.fillWidth: true
    }

    Notice {
        objectName: "lightFound"
        visible: page.vm.state === "found" || page.vm.state === "kept"
        kind: page.vm.enough ? "ok" : "warn"
        text: page.vm.enough ? qsTr("Đủ: máy dùng ánh sáng màu khi kiểm tra khuôn mặt.") : qsTr("Phòng quá sáng so với màn hình: máy không dùng ánh sáng màu, vẫn kiểm tra bằng các cách khác. Che bớt nắng hoặc đèn trước máy rồi đo lại.")
        Layout.fillWidth: true
    }

    Item {
        visible: !page.placing
        Layout.fillHeight: true
    }

    Rectangle {
        objectName: "lightScreen"
        parent: page
        visible: page.measuring
        anchors.fill: parent
        color: page.vm.lit ? "#FFFFFF" : "#000000"

        Words {
            anchors.centerIn: parent
            width: parent.width - 2 * Theme.pad
            text: qsTr("Xin đứng yên, nhìn vào đây")
            color: page.vm.lit ? "#000000" : "#FFFFFF"
            font.pixelSize: Theme.h2
            horizontalAlignment: Text.AlignHCenter
        }
    }
}
