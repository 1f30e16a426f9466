import QtQuick
import QtQuick.Layouts
import Kiosk.Core
import Kiosk.Ui

// What there is to do at the machine itself.
Page {
    id: page

    required property StaffServiceVm vm

    title: qsTr("Máy")
    lead: qsTr("Xong việc, xin quay lại và đăng xuất.")

    GridLayout {
        columns: Theme.landscape && Theme.textScale < 1.2 ? 2 : 1
        columnSpacing: Theme.gapWide
        rowSpacing: Theme.gapWide
        uniformCellWidths: true
        Layout.fillWidth: true

        TaskRow {
            objectName: "service.state"
            text: qsTr("Đường truyền và kiểm tra")
            summary: qsTr("Kích hoạt, mạng, hồ sơ chờ, khởi động lại phần gửi")
            focus: true
            Layout.fillWidth: true
            onClicked: page.vm.open("staff_machine")
        }

        TaskRow {
            objectName: "service.devices"
            text: qsTr("Thiết bị")
            summary: qsTr("Camera, đầu đọc, máy in, loa, màn hình chạm")
            Layout.fillWidth: true
            onClicked: page.vm.open("staff_devices")
        }

        TaskRow {
            objectName: "service.versions"
            text: qsTr("Phiên bản, chứng thư, số liệu")
            summary: qsTr("Máy đang dùng gì, từ ngày nào")
            Layout.fillWidth: true
            onClicked: page.vm.open("staff_versions")
        }

        TaskRow {
            objectName: "service.cleaning"
            text: qsTr("Lau màn hình")
            summary: qsTr("Màn hình không nhận chạm trong lúc lau")
            Layout.fillWidth: true
            onClicked: page.vm.open("staff_cleaning")
        }

        TaskRow {
            objectName: "service.light"
            visible: page.vm.mayService
            text: qsTr("Đo ánh sáng")
            summary: qsTr("Một lần khi lắp máy, và khi đổi chỗ hay đổi đèn")
            Layout.fillWidth: true
            onClicked: page.vm.open("staff_light")
        }

        TaskRow {
            objectName: "service.logs"
            visible: page.vm.mayService
            text: qsTr("Chép nhật ký ra USB")
            summary: qsTr("Không có dữ liệu của người dân")
            Layout.fillWidth: true
            onClicked: page.vm.open("staff_logs")
        }

        TaskRow {
            objectName: "service.power"
            text: qsTr("Khởi động lại, tắt máy")
            summary: qsTr("Hồ sơ đã lưu vẫn còn")
            Layout.fillWidth: true
            onClicked: page.vm.open("staff_power")
        }
    }

    Item {
        Layout.fillHeight: true
    }
}
