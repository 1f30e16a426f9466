import QtQuick
import QtQuick.Layouts
import Kiosk.Ui

// The person asked for help: said so large that staff see it across the room. Their own door is below.
Page {
    id: page

    primaryText: qsTr("Tiếp tục tự làm")
    backShown: false
    onPrimaryActivated: page.kiosk.back()

    Item {
        Layout.fillHeight: true
    }

    Rectangle {
        color: Theme.accent
        radius: width / 2
        Layout.preferredWidth: Math.round((Theme.landscape ? (Theme.compact || Theme.textScale > 1.2 ? 110 : 190) : 400) * Theme.u)
        Layout.preferredHeight: Layout.preferredWidth
        Layout.alignment: Qt.AlignHCenter

        Icon {
            anchors.centerIn: parent
            glyph: "hand"
            tint: Theme.accentInk
            size: parent.width * 0.6
            weight: 1.6
        }
    }

    Words {
        text: qsTr("Cần cán bộ hỗ trợ")
        font.pixelSize: Theme.display
        font.weight: Font.Bold
        horizontalAlignment: Text.AlignHCenter
        lineHeight: 1
        Layout.fillWidth: true
        Layout.topMargin: Theme.flat ? 0 : Theme.gapSection
    }

    Words {
        objectName: "whoComes"
        text: page.kiosk.staffCome ? qsTr("Cán bộ đã nhận cuộc gọi và đang đến. Xin ông/bà chờ tại đây.") : qsTr("Cán bộ thấy màn hình này sẽ đến giúp. Ông/bà cũng có thể báo tại quầy gần nhất.")
        font.pixelSize: Theme.lead
        horizontalAlignment: Text.AlignHCenter
        Layout.fillWidth: true
        Layout.maximumWidth: Math.round(900 * Theme.u * Theme.headingScale)
        Layout.alignment: Qt.AlignHCenter
    }

    Notice {
        text: qsTr("Những gì ông/bà đã nhập vẫn còn.")
        kind: "ok"
        Layout.fillWidth: true
        Layout.maximumWidth: Math.round(900 * Theme.u * Theme.headingScale)
        Layout.alignment: Qt.AlignHCenter
        Layout.topMargin: Theme.flat ? 0 : Theme.gapSection
    }

    Item {
        Layout.fillHeight: true
    }

    // Side by side on a lying panel: what is said above has the height.
    GridLayout {
        columns: Theme.landscape ? 2 : 1
        columnSpacing: Theme.gapSection
        rowSpacing: Theme.gapWide
        Layout.alignment: Qt.AlignHCenter

        KButton {
            objectName: "staffDoor"
            visible: page.kiosk.hasStaffDoor
            text: qsTr("Dành cho cán bộ")
            glyph: "shield"
            kind: "quiet"
            pixelSize: Theme.small
            Layout.alignment: Qt.AlignHCenter
            onClicked: page.kiosk.openStaffRoom()
        }

        Words {
            text: qsTr("Máy %1 · Tổng đài %2").arg(page.kiosk.kioskId).arg(page.kiosk.hotline)
            digits: true
            font.pixelSize: Theme.small
            color: Theme.inkSoft
            horizontalAlignment: Text.AlignHCenter
            Layout.fillWidth: true
        }
    }
}
