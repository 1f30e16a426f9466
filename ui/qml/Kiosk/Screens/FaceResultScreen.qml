pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk.Core
import Kiosk.Ui

// What came of it. Only two ways lead away from here: on, or once more. Never a refusal.
Page {
    id: page

    required property FaceVm vm
    readonly property bool again: page.vm.outcome === "retry"
    readonly property bool accepted: page.vm.outcome === "accept"
    readonly property color strong: page.accepted ? Theme.ok : (page.again ? Theme.warn : (Theme.highContrast ? Theme.brand : Theme.brandDark))

    stepName: qsTr("Khuôn mặt")
    spoken: title.text + ". " + explanation.text
    primaryText: page.again ? qsTr("Chụp lại") : qsTr("Tiếp tục")
    primaryGlyph: page.again ? "refresh" : "forward"
    primaryAvailable: page.vm.outcome !== ""
    primaryReason: qsTr("Máy đang so ảnh, xin chờ một chút.")
    otherText: page.again ? qsTr("Không dùng khuôn mặt") : ""
    otherGlyph: "no_camera"
    otherName: "declineFace"
    backShown: page.vm.declined
    onOtherActivated: page.vm.decline()
    onPrimaryActivated: page.again ? page.vm.retry() : page.vm.proceed()

    Item {
        Layout.fillHeight: true
    }

    Rectangle {
        color: page.accepted ? Theme.okSoft : (page.again ? Theme.warnSoft : Theme.brandSoft)
        border.width: Theme.lineStrong
        border.color: page.strong
        radius: width / 2
        Layout.preferredWidth: Math.round((Theme.landscape ? (Theme.textScale > 1.4 ? 96 : (Theme.textScale > 1.2 ? 150 : 220)) : 340) * Theme.u)
        Layout.preferredHeight: Layout.preferredWidth
        Layout.alignment: Qt.AlignHCenter

        Icon {
            anchors.centerIn: parent
            glyph: page.accepted ? "check" : (page.again ? "refresh" : "hand")
            tint: page.strong
            size: parent.width * 0.56
            weight: 2
        }
    }

    Words {
        id: title

        objectName: "resultTitle"
        text: page.accepted ? qsTr("Đã xác nhận đúng là ông/bà") : (page.again ? (FaceTexts.finding(page.vm.failure) !== "" ? qsTr("Hình chưa đủ rõ") : qsTr("Chưa chụp xong")) : qsTr("Cán bộ sẽ kiểm tra giúp ông/bà"))
        font.pixelSize: Theme.h1
        font.weight: Font.Bold
        color: page.strong
        horizontalAlignment: Text.AlignHCenter
        lineHeight: 1
        Layout.fillWidth: true
        Layout.topMargin: Theme.landscape ? Theme.gap : Theme.gapSection
    }

    Words {
        id: explanation

        objectName: "explanation"
        text: page.explanation()
        font.pixelSize: Theme.lead
        horizontalAlignment: Text.AlignHCenter
        Layout.fillWidth: true
        Layout.maximumWidth: Math.round(900 * Theme.u)
        Layout.alignment: Qt.AlignHCenter
    }

    function explanation(): string {
        if (page.accepted)
            return qsTr("Khuôn mặt khớp với ảnh trong chip của thẻ.");
        if (page.again)
            return FaceTexts.better(page.vm.failure) || qsTr("Xin chụp lại ở chỗ đủ sáng, nhìn thẳng và làm theo hướng dẫn trên màn hình.");
        return qsTr("Ông/bà cứ làm tiếp. Hồ sơ được nhận ngay bây giờ, cán bộ đối chiếu giấy tờ trước khi duyệt.");
    }

    Words {
        objectName: "triesLeft"
        visible: page.again
        text: page.vm.triesLeft > 1 ? qsTr("Ông/bà còn %1 lần chụp.").arg(page.vm.triesLeft) : qsTr("Ông/bà còn một lần chụp, sau đó cán bộ sẽ giúp.")
        color: Theme.inkSoft
        horizontalAlignment: Text.AlignHCenter
        Layout.fillWidth: true
    }

    Item {
        Layout.fillHeight: true
    }
}
