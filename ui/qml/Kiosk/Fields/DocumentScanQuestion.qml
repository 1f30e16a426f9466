pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk.Core
import Kiosk.Ui

// A paper under the document camera: seen on the screen, taken, looked at, taken anew. Handing it to staff is always
// the other way.
FieldFrame {
    id: question

    readonly property ScanFieldVm scan: question.field as ScanFieldVm
    readonly property string name: question.field.questionId

    Rectangle {
        visible: question.scan.watching
        color: Theme.surface
        border.width: Theme.line
        border.color: Theme.border
        radius: Theme.radiusSmall
        Layout.fillWidth: true
        Layout.preferredHeight: Math.round((Theme.landscape ? 420 : 620) * Theme.u)

        Image {
            objectName: question.name + ".preview"
            anchors.fill: parent
            anchors.margins: Theme.line
            source: question.scan.preview
            fillMode: Image.PreserveAspectFit
            cache: false
            Accessible.role: Accessible.Graphic
            Accessible.name: qsTr("Hình giấy tờ dưới máy chụp")
        }

        Words {
            anchors.centerIn: parent
            width: parent.width - 2 * Theme.pad
            visible: question.scan.preview === ""
            text: qsTr("Đang mở máy chụp…")
            horizontalAlignment: Text.AlignHCenter
        }
    }

    Notice {
        objectName: question.name + ".scanFault"
        visible: question.scan.scanFault !== ""
        kind: "warn"
        text: question.faultText(question.scan.scanFault)
        Layout.fillWidth: true
    }

    Flow {
        visible: question.scan.pages.length > 0
        spacing: Theme.gap
        Layout.fillWidth: true

        Repeater {
            model: question.scan.pages

            ColumnLayout {
                id: shot

                required property int index
                required property string modelData

                spacing: Theme.gap

                Image {
                    source: shot.modelData
                    fillMode: Image.PreserveAspectFit
                    cache: false
                    Accessible.role: Accessible.Graphic
                    Accessible.name: qsTr("Trang %1 đã chụp").arg(shot.index + 1)
                    Layout.preferredWidth: Math.round(380 * Theme.u)
                    Layout.preferredHeight: Math.round(260 * Theme.u)
                }

                KButton {
                    objectName: question.name + ".page" + shot.index + ".remove"
                    text: qsTr("Bỏ trang %1").arg(shot.index + 1)
                    glyph: "cross"
                    Layout.fillWidth: true
                    onClicked: question.scan.remove(shot.index)
                }
            }
        }
    }

    KButton {
        objectName: question.name + ".start"
        visible: !question.scan.watching && question.scan.canTake
        text: question.scan.pages.length === 0 ? qsTr("Chụp %1").arg(question.field.settings.paper ?? "") : qsTr("Chụp trang nữa")
        glyph: "camera"
        kind: question.scan.pages.length === 0 ? "primary" : "secondary"
        Layout.fillWidth: true
        onClicked: question.scan.start()
    }

    KButton {
        objectName: question.name + ".take"
        visible: question.scan.watching
        available: question.scan.preview !== "" && !question.scan.taking
        reason: question.scan.taking ? qsTr("Máy đang chụp, xin giữ yên giấy.") : qsTr("Máy chụp đang mở, xin chờ một chút.")
        text: question.scan.taking ? qsTr("Đang chụp, xin giữ yên…") : qsTr("Chụp")
        glyph: "camera"
        kind: "primary"
        Layout.fillWidth: true
        onClicked: question.scan.take()
    }

    ChoiceList {
        field: question.field
    }

    function faultText(code: string): string {
        switch (code) {
        case "picture_blurred":
            return qsTr("Hình chưa rõ chữ. Xin đặt giấy phẳng, nằm yên rồi chụp lại.");
        case "picture_empty":
            return qsTr("Máy chưa thấy giấy tờ. Xin đặt giấy vào giữa khung rồi chụp lại.");
        case "attachments_full":
            return qsTr("Hồ sơ đã có đủ số trang chụp được. Phần còn lại, xin nộp bản giấy cho cán bộ.");
        case "disk_full":
            return qsTr("Máy không còn chỗ để giữ hình. Xin nộp bản giấy cho cán bộ.");
        default:
            return qsTr("Máy chụp chưa dùng được. Xin thử lại, hoặc nộp bản giấy cho cán bộ.");
        }
    }
}
