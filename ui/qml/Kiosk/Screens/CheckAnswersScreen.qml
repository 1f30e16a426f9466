pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk.Core
import Kiosk.Ui

// Everything that will be sent, each answer with its way to change it. The button names the act.
Page {
    id: page

    required property AnswersVm vm
    readonly property bool twoByTwo: Theme.landscape && Theme.textScale < 1.2 && !Theme.compact

    stepName: qsTr("Xác nhận")
    title: qsTr("Xin xem lại trước khi gửi")
    primaryText: page.vm.submitting ? qsTr("Đang gửi…") : qsTr("Gửi hồ sơ")
    primaryGlyph: "sent"
    primaryAvailable: page.seen && !page.vm.submitting
    primaryReason: page.vm.submitting ? qsTr("Máy đang gửi hồ sơ, xin chờ một chút.") : qsTr("Xin chạm “Xem tiếp” và xem hết các dòng, rồi mới gửi được.")
    otherText: page.vm.signable && !page.vm.submitting ? qsTr("Xác nhận thêm bằng Smart OTP") : ""
    otherGlyph: "shield"
    otherName: "sign"
    mustSee: summary
    onPrimaryActivated: page.vm.submit()
    onOtherActivated: page.vm.sign()

    Connections {
        target: page.vm

        function onChanged(): void {
            if (page.vm.fault !== "")
                page.showStart(); // what went wrong is said there
        }
    }

    function labelOf(label: string): string {
        switch (label) {
        case "full_name":
            return qsTr("Họ và tên");
        case "passport_number":
            return qsTr("Số hộ chiếu");
        case "personal_number":
            return qsTr("Số định danh cá nhân");
        case "date_of_birth":
            return qsTr("Ngày sinh");
        case "identity_check":
            return qsTr("Đối chiếu khuôn mặt");
        case "signature":
            return qsTr("Đã xác nhận bằng Smart OTP");
        default:
            return "";
        }
    }

    function codeText(code: string): string {
        switch (code) {
        case "staff_review":
            return qsTr("Cán bộ sẽ kiểm tra");
        case "verified":
            return qsTr("Đã xác nhận");
        case "pending":
            return qsTr("Sẽ xác nhận sau");
        case "open":
            return qsTr("Chưa xác nhận");
        case "no_address":
            return qsTr("Không có thư điện tử");
        default:
            return "";
        }
    }

    ErrorPanel {
        visible: page.vm.fault !== ""
        situation: page.vm.fault
        Layout.fillWidth: true

        KButton {
            objectName: "retry"
            weighty: true
            text: qsTr("Gửi lại")
            glyph: "refresh"
            kind: "primary"
            Layout.fillWidth: true
            onClicked: page.vm.submit()
        }

        KButton {
            objectName: "staffInstead"
            text: qsTr("Nhờ cán bộ giúp")
            glyph: "hand"
            Layout.fillWidth: true
            onClicked: page.kiosk.callStaff()
        }
    }

    SummaryList {
        id: summary

        Layout.fillWidth: true

        GridLayout {
            columns: page.twoByTwo ? 2 : 1
            columnSpacing: Theme.pad
            rowSpacing: 0
            uniformCellWidths: true
            Layout.fillWidth: true

            Repeater {
                model: page.vm.rows

                SummaryRow {
                    id: row

                    required property string name
                    required property string label
                    required property string shown
                    required property string secret
                    required property string code
                    required property string page
                    required property bool isLast

                    objectName: "answer." + row.name
                    text: row.label !== "" ? row.label : page.labelOf(row.name)
                    value: [row.shown, page.codeText(row.code)].filter(part => part !== "").join(" · ")
                    hidden: row.secret
                    digits: row.name === "personal_number" || row.name === "passport_number" || row.name === "date_of_birth"
                    actionText: row.page !== "" && !page.vm.submitting ? qsTr("Thay đổi") : ""
                    Layout.preferredWidth: 1
                    Layout.fillHeight: true
                    last: row.isLast || page.twoByTwo
                    onActivated: page.vm.change(row.page)
                }
            }
        }
    }

    Words {
        text: qsTr("“Gửi hồ sơ” là xác nhận các thông tin trên đúng.")
        font.pixelSize: Theme.small
        color: Theme.inkSoft
        Layout.fillWidth: true
    }

    Item {
        Layout.fillHeight: true
    }
}
