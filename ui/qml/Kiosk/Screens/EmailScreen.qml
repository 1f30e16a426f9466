import QtQuick
import QtQuick.Layouts
import Kiosk.Core
import Kiosk.Ui

// The e-mail address; "I have none" is an answer too.
Page {
    id: page

    readonly property ContactVm vm: page.kiosk.contact

    stepName: qsTr("Liên hệ")
    title: qsTr("Địa chỉ thư điện tử (e-mail)")
    lead: qsTr("Mã xác nhận và kết quả hồ sơ sẽ gửi đến địa chỉ này.")
    primaryText: qsTr("Tiếp tục")
    primaryAvailable: field.text !== ""
    keyboard: "email"
    textItem: field
    onPrimaryActivated: page.vm.submitEmail(field.text)

    function faultText(): string {
        switch (page.vm.fault) {
        case "email_no_at":
            return qsTr("Địa chỉ cần có dấu @, ví dụ: ten@example.vn");
        case "email_several_at":
            return qsTr("Địa chỉ chỉ có một dấu @. Xin xem lại.");
        case "email_space":
            return qsTr("Địa chỉ không có khoảng trống. Xin xem lại.");
        case "email_not_ascii":
            return qsTr("Địa chỉ thư không dùng chữ có dấu. Xin xem lại.");
        case "email_domain":
            return qsTr("Phần sau dấu @ chưa đúng, ví dụ: gmail.com. Xin xem lại.");
        default:
            return qsTr("Địa chỉ này chưa đúng. Xin xem lại.");
        }
    }

    GridLayout {
        columns: Theme.landscape ? 2 : 1
        columnSpacing: Theme.gap
        rowSpacing: Theme.gapWide
        Layout.fillWidth: true

        TextField {
            id: field

            objectName: "emailField"
            focus: true
            faulty: page.vm.fault !== ""
            placeholderText: qsTr("Ví dụ: ten@example.vn")
            inputMethodHints: Qt.ImhEmailCharactersOnly | Qt.ImhNoAutoUppercase | Qt.ImhNoPredictiveText
            maximumLength: 254
            Layout.fillWidth: true
            Accessible.name: page.title
            // Once, not bound: what the person types must never be overwritten.
            Component.onCompleted: field.text = page.vm.email
            onTextEdited: page.vm.clearFault()
            onAccepted: {
                if (field.text !== "")
                    page.vm.submitEmail(field.text);
            }
        }

        Notice {
            visible: page.vm.fault !== ""
            kind: "danger"
            text: page.faultText()
            Layout.row: 1
            Layout.columnSpan: Theme.landscape ? 2 : 1
            Layout.fillWidth: true
        }

        KButton {
            objectName: "noEmail"
            text: qsTr("Tôi không có thư điện tử")
            Layout.row: Theme.landscape ? 0 : 2
            Layout.column: Theme.landscape ? 1 : 0
            Layout.fillWidth: !Theme.landscape
            Layout.preferredHeight: Math.max(Math.round(96 * Theme.u), implicitHeight)
            onClicked: page.vm.declineEmail()
        }
    }

    Item {
        Layout.fillHeight: true
    }
}
