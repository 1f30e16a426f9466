pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk.Ui

// What would you like to do? Services that this kiosk cannot do yet are shown, with the reason.
Page {
    id: page

    title: qsTr("Ông/bà cần làm việc gì?")
    lead: qsTr("Chạm vào một ô để bắt đầu.")

    function titleOf(task: string): string {
        switch (task) {
        case "register_account":
            return qsTr("Đăng ký tài khoản giao dịch điện tử");
        case "social_insurance_book":
            return qsTr("Sổ BHXH, quá trình đóng");
        case "public_services":
            return qsTr("Nộp hồ sơ trực tuyến");
        case "change_details":
            return qsTr("Điều chỉnh thông tin");
        case "calculators":
            return qsTr("Tính mức đóng, mức hưởng");
        case "bank_account":
            return qsTr("Tài khoản ngân hàng");
        case "notices":
            return qsTr("Thông báo, nhắc lịch");
        case "feedback":
            return qsTr("Phản ánh, kiến nghị");
        default:
            return "";
        }
    }

    readonly property var glyphs: ({
            "register_account": "account",
            "social_insurance_book": "book",
            "public_services": "services",
            "change_details": "pencil",
            "calculators": "calculator",
            "bank_account": "bank",
            "notices": "bell",
            "feedback": "chat"
        })

    GridLayout {
        columns: Theme.landscape ? 3 : 2
        columnSpacing: Theme.gapWide
        rowSpacing: Theme.gapWide
        uniformCellWidths: true
        Layout.fillWidth: true
        Layout.fillHeight: true

        Repeater {
            model: page.kiosk.tasks

            Tile {
                id: tile

                required property int index
                required property string task
                required property bool isAvailable
                readonly property bool first: tile.index === 0

                objectName: "home." + tile.task
                text: page.titleOf(tile.task)
                glyph: page.glyphs[tile.task] ?? ""
                description: tile.first ? qsTr("Dùng cho ứng dụng VssID và Cổng dịch vụ công. Cần thẻ Căn cước và số điện thoại.") : ""
                available: tile.isAvailable
                featured: tile.first
                reason: qsTr("Sắp có")
                focus: tile.first
                Layout.fillWidth: true
                Layout.fillHeight: true
                Layout.columnSpan: tile.first || (!Theme.landscape && tile.index === 7) ? 2 : 1
                onClicked: page.kiosk.choose(tile.task)
            }
        }
    }
}
