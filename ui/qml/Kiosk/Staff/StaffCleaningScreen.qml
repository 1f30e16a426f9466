pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk.Core
import Kiosk.Ui

// The screen is wiped: it takes no touch until the time is over.
Page {
    id: page

    required property StaffCleaningVm vm
    readonly property bool cleaning: page.vm.state === "cleaning"

    title: page.cleaning ? qsTr("Đang lau màn hình") : page.vm.state === "done" ? qsTr("Màn hình nhận chạm lại") : qsTr("Lau màn hình")
    bare: page.cleaning
    lead: page.cleaning ? qsTr("Màn hình không nhận chạm. Máy không tắt.") : qsTr("Chọn bao lâu. Trong lúc đó màn hình không nhận chạm, hết giờ máy tự nhận lại.")
    primaryText: page.vm.state === "done" ? qsTr("Xong") : ""
    primaryGlyph: "check"
    onPrimaryActivated: page.kiosk.back()

    GridLayout {
        visible: !page.cleaning
        columns: Theme.landscape ? 3 : 1
        columnSpacing: Theme.gapWide
        rowSpacing: Theme.gapWide
        uniformCellWidths: true
        Layout.fillWidth: true

        Repeater {
            model: page.vm.choices

            KButton {
                required property int modelData

                objectName: "clean." + modelData
                text: modelData < 60 ? qsTr("%1 giây").arg(modelData) : qsTr("%1 phút").arg(modelData / 60)
                glyph: "hand"
                Layout.fillWidth: true
                Layout.preferredHeight: Math.max(Theme.primaryHeight, implicitHeight)
                onClicked: page.vm.begin(modelData)
            }
        }
    }

    Item {
        Layout.fillHeight: true
    }

    Item {
        visible: page.cleaning
        Layout.fillWidth: true
        Layout.preferredHeight: ring.height

        ProgressRing {
            id: ring

            anchors.horizontalCenter: parent.horizontalCenter
            width: Math.round((Theme.flat ? 300 : 480) * Theme.u)
            height: width
            fraction: page.vm.fractionLeft

            Words {
                objectName: "cleaningLeft"
                anchors.centerIn: parent
                text: page.vm.secondsLeft
                digits: true
                font.pixelSize: Theme.display
                font.weight: Font.Bold
            }
        }
    }

    Item {
        Layout.fillHeight: true
    }
}
