pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk.Core
import Kiosk.Ui

// Which child is registered: those whom the civil registry names, or another one, who is typed.
Page {
    id: page

    required property ChildrenVm vm

    stepName: page.vm.task
    title: page.vm.some ? qsTr("Ông/bà đăng ký cho con nào?") : (page.vm.silent ? qsTr("Hệ thống hộ tịch chưa trả lời") : qsTr("Hộ tịch chưa ghi con ở tuổi này"))
    lead: page.vm.some ? qsTr("Theo dữ liệu hộ tịch. Chọn con trong danh sách thì không cần giấy khai sinh.") : qsTr("Ông/bà vẫn đăng ký được: xin tự nhập thông tin của con ở các trang sau.")
    spoken: page.heard()
    primaryText: page.vm.some ? "" : qsTr("Tôi tự nhập")
    onPrimaryActivated: page.vm.chooseAnother()

    function heard(): string {
        const parts = [page.title];
        for (let place = 0; place < children.count; ++place)
            parts.push((children.itemAt(place) as ChildRow)?.heard ?? "");
        return parts.concat(page.lead).filter(part => part !== "").join(". ");
    }

    Repeater {
        id: children

        model: page.vm.known

        ChildRow {}
    }

    TaskRow {
        objectName: "anotherChild"
        visible: page.vm.some
        text: qsTr("Con khác")
        summary: qsTr("Tôi tự nhập. Cần giấy khai sinh.")
        Layout.fillWidth: true
        onClicked: page.vm.chooseAnother()
    }

    Notice {
        objectName: "paperNeeded"
        visible: !page.vm.some
        kind: "info"
        text: qsTr("Máy sẽ hỏi giấy khai sinh của con. Trung tâm còn hỏi lại hệ thống hộ tịch sau khi nhận hồ sơ.")
        Layout.fillWidth: true
    }

    Item {
        Layout.fillHeight: true
    }

    component ChildRow: TaskRow {
        id: row

        required property int index
        required property string name
        required property string born
        readonly property string heard: row.text + ". " + row.summary

        objectName: "child." + row.index
        text: row.name
        summary: qsTr("Sinh ngày %1").arg(row.born)
        focus: row.index === 0
        Layout.fillWidth: true
        onClicked: page.vm.choose(row.index)
    }
}
