import QtQuick
import QtQuick.Layouts
import Kiosk.Core
import Kiosk.Ui

// Central is asked for the person's record: what the person has to do for it, or why it cannot be shown and what then.
Page {
    id: page

    required property RecordVm vm
    readonly property bool refused: page.vm.state === "refused"
    readonly property string elseText: page.vm.ofFinding ? qsTr("Đăng ký tiếp, không tìm") : page.vm.mayGoWithout ? qsTr("Tôi tự nhập") : qsTr("Làm việc khác")
    readonly property bool again: page.vm.mayRetry && !page.vm.mayVouch

    stepName: page.vm.ofPhones ? qsTr("Smart OTP") : page.vm.ofFinding ? qsTr("Tìm hồ sơ") : (page.vm.ofChildren ? qsTr("Hỏi dữ liệu hộ tịch") : qsTr("Xem hồ sơ"))
    title: page.refused ? page.whyTitle() : (page.vm.state === "card" ? qsTr("Đặt lại thẻ lên đầu đọc") : page.takingTitle())
    lead: page.refused ? page.whyText() : page.stateText()
    primaryText: !page.refused ? "" : (page.vm.mayVouch ? qsTr("Cán bộ xác nhận tại đây") : (page.again ? qsTr("Thử lại") : page.elseText))
    primaryGlyph: page.again ? "refresh" : "forward"
    otherText: page.refused && (page.again || page.vm.mayVouch) ? page.elseText : ""
    otherName: "otherTask"
    asideShare: 0.42
    onPrimaryActivated: page.vm.mayVouch ? page.vm.askOfficer() : (page.again ? page.vm.retry() : page.vm.leaveTask())
    onOtherActivated: page.vm.leaveTask()

    function takingTitle(): string {
        if (page.vm.ofPhones)
            return qsTr("Đang xác nhận với trung tâm");
        if (page.vm.ofFinding)
            return qsTr("Đang tìm hồ sơ của ông/bà");
        return page.vm.ofChildren ? qsTr("Đang hỏi dữ liệu hộ tịch") : qsTr("Đang lấy hồ sơ của ông/bà");
    }

    function privacyText(): string {
        if (page.vm.ofPhones)
            return qsTr("Điện thoại chỉ được thêm hoặc gỡ khi chủ thẻ đang ở đây. Mỗi lần làm đều được ghi lại.");
        if (page.vm.ofFinding)
            return qsTr("Trung tâm chỉ cho biết có hồ sơ hay không và chỗ nào khác với thẻ. Mỗi lần hỏi đều được ghi lại.");
        return page.vm.ofChildren ? qsTr("Danh sách con chỉ hiện trên màn hình này, không lưu trong máy, và xóa khi ông/bà rời đi. Mỗi lần hỏi đều được ghi lại.") : qsTr("Hồ sơ chỉ hiện trên màn hình này, không lưu trong máy, và xóa khi ông/bà rời đi. Mỗi lần xem đều được ghi lại.");
    }

    function stateText(): string {
        switch (page.vm.state) {
        case "asking":
            return qsTr("Máy đang hỏi trung tâm. Xin để yên thẻ trên đầu đọc.");
        case "card":
            return qsTr("Xin đặt đúng thẻ vừa đọc. Chip của thẻ xác nhận với trung tâm rằng ông/bà đang ở đây.");
        case "chip":
            return qsTr("Chip đang xác nhận với trung tâm. Xin giữ yên thẻ.");
        default:
            return page.vm.ofPhones || page.vm.ofFinding ? qsTr("Trung tâm đang kiểm tra thẻ…") : (page.vm.ofChildren ? qsTr("Trung tâm đang chờ hệ thống hộ tịch trả lời…") : qsTr("Trung tâm đang gửi hồ sơ đến máy này…"));
        }
    }

    function whyTitle(): string {
        switch (page.vm.obstacle) {
        case "line":
            return qsTr("Chưa kết nối được với trung tâm");
        case "wait":
            return qsTr("Xin chờ một lát");
        case "again":
            return qsTr("Thời gian chờ đã hết");
        case "officer":
            return qsTr("Cần cán bộ xác nhận");
        case "officer_wrong":
            return qsTr("Số cán bộ hoặc mã chưa đúng");
        case "other_card":
            return qsTr("Đây không phải thẻ vừa đọc");
        case "card":
            return qsTr("Thẻ chưa trả lời");
        case "no_chip":
            return qsTr("Cần đọc được chip của thẻ");
        case "not_proved":
            return qsTr("Thẻ này cần cán bộ kiểm tra");
        case "nobody":
            return qsTr("Chưa có hồ sơ mang số này");
        case "changed":
            return qsTr("Kết quả vừa được thay bằng bản mới");
        default:
            return qsTr("Máy chưa lấy được hồ sơ");
        }
    }

    function whyText(): string {
        switch (page.vm.obstacle) {
        case "line":
            return page.vm.ofPhones ? qsTr("Smart OTP do trung tâm giữ, máy không giữ gì. Xin thử lại, hoặc đến quầy.") : qsTr("Hồ sơ chỉ có ở trung tâm, máy không giữ bản nào. Xin thử lại, hoặc đến quầy.");
        case "wait":
            return qsTr("Trung tâm giới hạn số lần xem để giữ an toàn. Xin thử lại sau %1 phút, hoặc đến quầy.").arg(page.vm.waitMinutes);
        case "again":
            return qsTr("Mỗi lần xem chỉ có hiệu lực vài phút. Xin để yên thẻ trên đầu đọc rồi thử lại.");
        case "officer":
            return qsTr("Máy và chip chưa đủ để biết chắc là ông/bà. Cán bộ xem thẻ, nhìn người rồi xác nhận ngay tại máy này. Chưa có cán bộ? Xin chạm “Gọi cán bộ”.");
        case "officer_wrong":
            return qsTr("Mỗi mã chỉ dùng một lần và chỉ có hiệu lực nửa phút. Nhập sai nhiều lần thì số cán bộ bị khóa 15 phút.");
        case "other_card":
            return page.vm.ofFinding ? qsTr("Trung tâm chỉ trả lời cho chủ của thẻ đã đọc lúc đầu. Xin đặt đúng thẻ đó rồi thử lại.") : qsTr("Hồ sơ chỉ mở cho chủ của thẻ đã đọc lúc đầu. Xin đặt đúng thẻ đó rồi thử lại.");
        case "card":
            return qsTr("Xin đặt thẻ nằm phẳng giữa đầu đọc, giữ yên, rồi thử lại.");
        case "no_chip":
            return qsTr("Lúc nãy máy chỉ đọc mã QR hoặc chữ in, nên chưa xem được tại máy. Xin đến quầy với thẻ Căn cước: cán bộ xem và in cho ông/bà.");
        case "not_proved":
            return qsTr("Trung tâm chưa xác nhận được chip của thẻ. Xin đến quầy với thẻ Căn cước: cán bộ xem và in cho ông/bà.");
        case "nobody":
            return qsTr("Trung tâm chưa có ai mang số định danh này. Có thể hồ sơ còn ghi số cũ. Xin đến quầy với thẻ Căn cước và sổ BHXH.");
        case "changed":
            return qsTr("Xin mở lại “Hồ sơ của tôi” để xem bản mới.");
        default:
            return qsTr("Lỗi ở máy hoặc đường truyền, không phải do ông/bà. Xin thử lại, hoặc đến quầy.");
        }
    }

    CardGuide {
        visible: page.vm.state === "card" || page.vm.state === "chip" || page.vm.obstacle === "other_card" || page.vm.obstacle === "card"
        reading: page.vm.state === "chip"
        fraction: 1
        Layout.fillWidth: true
        Layout.fillHeight: true
        Layout.preferredHeight: Math.round(260 * Theme.u)
    }

    Notice {
        objectName: "recordPrivacy"
        visible: !page.refused
        kind: "info"
        glyph: "shield"
        text: page.privacyText()
        Layout.fillWidth: true
    }

    Notice {
        objectName: "obstacle"
        visible: page.refused
        kind: "warn"
        text: page.vm.mayVouch ? qsTr("Xin để yên thẻ trên đầu đọc trong khi cán bộ nhập mã.") : qsTr("Không có gì của ông/bà bị thay đổi.")
        Layout.fillWidth: true
    }

    KButton {
        objectName: "later"
        visible: page.vm.mayHaveLater
        text: qsTr("Để lại yêu cầu, nhận bản in sau")
        glyph: "sent"
        Layout.fillWidth: true
        onClicked: page.vm.askForLater()
    }

    Item {
        Layout.fillHeight: true
    }
}
