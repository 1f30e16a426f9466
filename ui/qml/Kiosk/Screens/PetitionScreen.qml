import QtQuick
import QtQuick.Layouts
import Kiosk.Core
import Kiosk.Ui

// How a petition stands and what was answered, for who has its code. Nothing here tells who filed it.
Page {
    id: page

    required property PetitionVm vm
    readonly property bool told: page.vm.state === "shown"
    readonly property bool asking: page.vm.state === "asking"
    readonly property bool answered: page.vm.answer !== ""

    stepName: qsTr("Trả lời phản ánh")
    title: page.told ? page.standingTitle() : (page.asking ? qsTr("Đang hỏi trung tâm") : page.whyTitle())
    lead: page.told ? page.standingText() : (page.asking ? qsTr("Xin chờ một chút.") : page.whyText())
    spoken: [page.title, page.lead, page.vm.answer].filter(part => part !== "").join(". ")
    primaryText: page.told ? qsTr("Xong") : (page.asking ? "" : (page.vm.state === "unknown" ? qsTr("Xem lại mã") : qsTr("Thử lại")))
    primaryGlyph: page.told ? "check" : "refresh"
    onPrimaryActivated: page.told ? page.vm.finish() : (page.vm.state === "unknown" ? page.vm.mend() : page.vm.retry())

    function standingTitle(): string {
        switch (page.vm.standing) {
        case "forwarded":
            return qsTr("Đã chuyển cơ quan có trách nhiệm");
        case "answered":
            return qsTr("Đã trả lời");
        case "closed":
            return page.answered ? qsTr("Đã trả lời và đóng") : qsTr("Đã đóng");
        case "reopened":
            return qsTr("Đang xem lại theo đề nghị");
        default:
            return qsTr("Đã tiếp nhận, đang xem xét");
        }
    }

    function standingText(): string {
        if (page.answered)
            return qsTr("Trả lời ngày %1.").arg(page.vm.answeredOn);
        if (page.vm.dueOn === "")
            return qsTr("Cán bộ đang xem xét. Xin xem lại sau.");
        return page.vm.dueConfirmed ? qsTr("Hạn trả lời: %1.").arg(page.vm.dueOn) : qsTr("Hạn trả lời (dự kiến): %1.").arg(page.vm.dueOn);
    }

    function whyTitle(): string {
        switch (page.vm.state) {
        case "unknown":
            return qsTr("Chưa thấy phản ánh mang mã này");
        case "wait":
            return qsTr("Xin chờ một lát");
        case "line":
            return qsTr("Chưa kết nối được với trung tâm");
        default:
            return qsTr("Máy chưa xem được");
        }
    }

    function whyText(): string {
        switch (page.vm.state) {
        case "unknown":
            return qsTr("Xin so lại mã với giấy. Vừa gửi lúc mất kết nối thì mã dùng được khi máy đã gửi đi.");
        case "wait":
            return qsTr("Trung tâm giới hạn số lần nhập mã để giữ an toàn. Xin thử lại sau %1 phút.").arg(page.vm.waitMinutes);
        case "line":
            return qsTr("Trả lời chỉ có ở trung tâm. Xin thử lại, hoặc hỏi tại quầy.");
        default:
            return qsTr("Lỗi ở máy hoặc đường truyền, không phải do ông/bà. Xin thử lại, hoặc hỏi tại quầy.");
        }
    }

    Card {
        visible: page.answered
        border.width: Theme.lineStrong
        border.color: Theme.highContrast ? Theme.border : Theme.brand
        implicitHeight: answer.implicitHeight + 2 * Theme.cardPad
        Layout.fillWidth: true

        Words {
            id: answer

            objectName: "answer"
            anchors.left: parent.left
            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            anchors.margins: Theme.cardPad
            text: page.vm.answer
            font.pixelSize: Theme.lead
        }
    }

    Notice {
        objectName: "nobodyNamed"
        visible: page.told
        kind: "info"
        glyph: "shield"
        text: qsTr("Mã theo dõi chỉ cho xem tình trạng và trả lời, không cho biết ai đã gửi.")
        Layout.fillWidth: true
    }

    KButton {
        objectName: "reopen"
        visible: page.vm.reopenUntil !== ""
        text: qsTr("Chưa hài lòng, đề nghị trả lời lại (đến hết %1)").arg(page.vm.reopenUntil)
        glyph: "chat"
        Layout.fillWidth: true
        Layout.preferredHeight: Math.max(Theme.primaryHeight, implicitHeight)
        onClicked: page.vm.reopen()
    }

    Item {
        Layout.fillHeight: true
    }
}
