pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk.Core
import Kiosk.Ui

// Each device by itself. What a camera sees is shown and never kept.
Page {
    id: page

    required property StaffDevicesVm vm
    readonly property bool looking: page.vm.device !== ""
    readonly property bool atReader: page.vm.device === "reader"

    title: page.looking ? ServiceTexts.device(page.vm.device) : qsTr("Thiết bị")
    lead: page.looking ? "" : qsTr("Chạm vào từng thiết bị để thử.")
    primaryText: page.looking ? qsTr("Thiết bị khác") : ""
    primaryGlyph: "check"
    onPrimaryActivated: page.vm.stop()

    function printerText(): string {
        switch (page.vm.printing) {
        case "working":
            return qsTr("Đang gửi trang thử…");
        case "done":
            return qsTr("Máy in đã nhận trang thử. Xin xem trang in ra.");
        default:
            return qsTr("In một trang thử");
        }
    }

    function soundText(): string {
        switch (page.vm.sound) {
        case "played":
            return qsTr("Đã phát hai tiếng. Không nghe thấy? Xin xem loa và âm lượng.");
        case "none":
            return qsTr("Máy này không phát được âm: thiếu aplay, hoặc cài đặt đã tắt âm báo.");
        default:
            return qsTr("Phát hai tiếng");
        }
    }

    Notice {
        objectName: "deviceFault"
        visible: page.vm.fault !== ""
        kind: "danger"
        text: ServiceTexts.fault(page.vm.fault)
        Layout.fillWidth: true
    }

    GridLayout {
        visible: !page.looking
        columns: Theme.textScale < 1.2 && !(Theme.compact && !Theme.landscape) ? 2 : 1
        columnSpacing: Theme.gapWide
        rowSpacing: Theme.gapWide
        uniformCellWidths: true
        Layout.fillWidth: true

        Repeater {
            model: page.vm.cameras

            TaskRow {
                required property string modelData

                objectName: "device." + modelData
                text: ServiceTexts.device(modelData)
                summary: qsTr("Xem hình")
                Layout.fillWidth: true
                onClicked: page.vm.look(modelData)
            }
        }

        TaskRow {
            objectName: "device.reader"
            text: ServiceTexts.device("reader")
            summary: qsTr("Đặt một thẻ lên, nhấc ra")
            Layout.fillWidth: true
            onClicked: page.vm.look("reader")
        }

        TaskRow {
            objectName: "device.printer"
            text: qsTr("Máy in")
            summary: page.printerText()
            available: page.vm.printing !== "working"
            Layout.fillWidth: true
            onClicked: page.vm.printPage()
        }

        TaskRow {
            objectName: "device.sound"
            text: qsTr("Loa")
            summary: page.soundText()
            Layout.fillWidth: true
            onClicked: page.vm.playTone()
        }

        TaskRow {
            objectName: "device.touch"
            text: qsTr("Màn hình chạm")
            summary: qsTr("Chạm hết các ô")
            Layout.fillWidth: true
            onClicked: page.vm.openTouch()
        }
    }

    // A camera
    Rectangle {
        visible: page.looking && !page.atReader
        color: Theme.surface
        border.width: Theme.line
        border.color: Theme.border
        radius: Theme.radiusSmall
        Layout.fillWidth: true
        Layout.fillHeight: true
        Layout.minimumHeight: Math.round(320 * Theme.u)

        Image {
            objectName: "deviceView"
            anchors.fill: parent
            anchors.margins: Theme.line
            source: page.vm.preview
            fillMode: Image.PreserveAspectFit
            cache: false
            Accessible.role: Accessible.Graphic
            Accessible.name: qsTr("Hình của camera")
        }

        Words {
            anchors.centerIn: parent
            width: parent.width - 2 * Theme.pad
            visible: page.vm.preview === "" && page.vm.fault === ""
            text: qsTr("Đang mở camera…")
            horizontalAlignment: Text.AlignHCenter
        }
    }

    Words {
        objectName: "deviceFigures"
        visible: page.vm.size !== ""
        text: page.vm.rate > 0 ? qsTr("Hình %1, %2 hình mỗi giây").arg(page.vm.size).arg(page.vm.rate) : qsTr("Hình %1").arg(page.vm.size)
        font.pixelSize: Theme.body
        Layout.fillWidth: true
    }

    // The reader
    Words {
        visible: page.vm.reader !== ""
        text: page.vm.reader
        font.pixelSize: Theme.lead
        Layout.fillWidth: true
    }

    Notice {
        objectName: "readerState"
        visible: page.vm.reader !== ""
        kind: page.vm.cardLies ? "ok" : "info"
        glyph: "card"
        text: page.vm.cardLies ? qsTr("Có thẻ trên đầu đọc. Xin nhấc thẻ ra.") : qsTr("Không có thẻ. Xin đặt một thẻ lên; máy không đọc thẻ.")
        Layout.fillWidth: true
    }

    Item {
        visible: !page.looking || page.atReader
        Layout.fillHeight: true
    }
}
