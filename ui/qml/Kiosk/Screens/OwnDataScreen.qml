import QtQuick
import QtQuick.Layouts
import Kiosk.Core
import Kiosk.Ui

// Whether the person's own record shall fill in the answers of a calculator or stand beside their card, or the civil registry shall be asked for
// their children. Only who was identified is asked.
Page {
    id: page

    required property OwnDataVm vm
    readonly property string offline: page.vm.ofChildren ? qsTr("Máy đang mất kết nối nên chưa hỏi được. Ông/bà tự nhập và dùng giấy khai sinh; trung tâm hỏi sau.") : qsTr("Máy đang mất kết nối nên chưa lấy được hồ sơ. Ông/bà có thể tự nhập.")

    stepName: page.vm.task
    title: page.vm.ofChildren ? qsTr("Hỏi dữ liệu hộ tịch về con của ông/bà?") : page.vm.ofPerson ? qsTr("So dữ liệu BHXH với thẻ của ông/bà?") : qsTr("Dùng số liệu của ông/bà?")
    lead: page.vm.ofChildren ? qsTr("Nếu hộ tịch đã ghi ông/bà là cha, mẹ của con thì không cần giấy khai sinh, cũng không phải nhập số của con.") : page.vm.ofPerson ? qsTr("Máy lấy họ tên, ngày sinh, các số của ông/bà đang ghi trong dữ liệu BHXH, đặt cạnh thẻ để thấy chỗ khác nhau. Ông/bà không phải nhập lại.") : qsTr("Máy có thể lấy quá trình đóng và tiền lương từ hồ sơ của ông/bà để điền sẵn. Ông/bà xem và sửa được trước khi đi tiếp.")
    primaryText: page.vm.ofChildren ? qsTr("Hỏi dữ liệu hộ tịch") : page.vm.ofPerson ? qsTr("So với thẻ của tôi") : qsTr("Dùng số liệu của tôi")
    primaryAvailable: page.vm.available
    primaryReason: page.offline
    otherText: qsTr("Tôi tự nhập")
    otherGlyph: "pencil"
    otherName: "typeMyself"
    onPrimaryActivated: page.vm.use()
    onOtherActivated: page.vm.decline()

    Notice {
        objectName: "ownDataPrivacy"
        kind: "info"
        glyph: "shield"
        text: page.vm.ofChildren ? qsTr("Danh sách con chỉ hiện ở đây, không lưu trong máy, và xóa khi ông/bà rời đi. Cần thẻ của ông/bà trên đầu đọc.") : qsTr("Hồ sơ chỉ dùng để điền sẵn ở đây, không lưu trong máy, và xóa khi ông/bà rời đi. Cần thẻ của ông/bà trên đầu đọc.")
        Layout.fillWidth: true
    }

    Notice {
        objectName: "ownDataOffline"
        visible: !page.vm.available
        kind: "warn"
        text: page.offline
        Layout.fillWidth: true
    }

    Item {
        Layout.fillHeight: true
    }
}
