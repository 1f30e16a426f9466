import QtQuick
import QtQuick.Layouts
import Kiosk.Core
import Kiosk.Ui

// Before a calculator: whether the person's own record shall fill in the answers. Only who was identified is asked.
Page {
    id: page

    required property OwnDataVm vm

    stepName: page.vm.task
    title: qsTr("Dùng số liệu của ông/bà?")
    lead: qsTr("Máy có thể lấy quá trình đóng và tiền lương từ hồ sơ của ông/bà để điền sẵn. Ông/bà xem và sửa được trước khi đi tiếp.")
    primaryText: qsTr("Dùng số liệu của tôi")
    primaryAvailable: page.vm.available
    primaryReason: qsTr("Máy đang mất kết nối nên chưa lấy được hồ sơ. Ông/bà có thể tự nhập.")
    otherText: qsTr("Tôi tự nhập")
    otherGlyph: "pencil"
    otherName: "typeMyself"
    onPrimaryActivated: page.vm.use()
    onOtherActivated: page.vm.decline()

    Notice {
        objectName: "ownDataPrivacy"
        kind: "info"
        glyph: "shield"
        text: qsTr("Hồ sơ chỉ dùng để điền sẵn ở đây, không lưu trong máy, và xóa khi ông/bà rời đi. Cần thẻ của ông/bà trên đầu đọc.")
        Layout.fillWidth: true
    }

    Notice {
        objectName: "ownDataOffline"
        visible: !page.vm.available
        kind: "warn"
        text: qsTr("Máy đang mất kết nối nên chưa lấy được hồ sơ. Ông/bà có thể tự nhập.")
        Layout.fillWidth: true
    }

    Item {
        Layout.fillHeight: true
    }
}
