import QtQuick
import QtQuick.Layouts
import Kiosk.Core
import Kiosk.Ui

// The kiosk takes a new enrolment while it runs.
Page {
    id: page

    required property StaffEnrolVm vm
    readonly property bool entering: page.vm.state !== "done"

    title: page.entering ? qsTr("Kích hoạt lại máy") : qsTr("Đã kích hoạt")
    lead: page.entering ? qsTr("Nhập mã kích hoạt mà trung tâm cấp, năm nhóm bốn chữ. Hồ sơ đã lưu vẫn còn.") : ""
    keyboard: page.entering ? "en" : ""
    primaryText: page.entering ? qsTr("Kích hoạt") : ""
    primaryAvailable: page.vm.state === "entry" && entry.text.trim() !== ""
    primaryReason: page.vm.state === "working" ? qsTr("Máy đang hỏi trung tâm, xin chờ một chút.") : qsTr("Xin nhập mã trước.")
    backShown: page.vm.state !== "working"
    alarm: wrong
    onPrimaryActivated: page.vm.enrol(entry.text)

    TextField {
        id: entry

        objectName: "enrolmentCode"
        visible: page.entering
        focus: true
        inputMethodHints: Qt.ImhLatinOnly | Qt.ImhNoPredictiveText
        maximumLength: 40
        faulty: page.vm.fault !== ""
        Layout.fillWidth: true
        name: qsTr("Mã kích hoạt")
    }

    Notice {
        id: wrong

        objectName: "staffFault"
        visible: page.vm.fault !== ""
        kind: "danger"
        text: StaffTexts.fault(page.vm.fault)
        Layout.fillWidth: true
    }

    Notice {
        objectName: "enrolled"
        visible: !page.entering
        kind: "ok"
        text: qsTr("Máy dùng kích hoạt mới ngay, không cần khởi động lại. Hồ sơ chờ sẽ được gửi.")
        Layout.fillWidth: true
    }

    Item {
        Layout.fillHeight: true
    }
}
