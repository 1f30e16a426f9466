import QtQuick
import QtQuick.Layouts
import Kiosk.Core
import Kiosk.Ui

// Where a result goes by e-mail, and what became of the mail.
QuestionScreen {
    id: page

    readonly property MailVm mail: page.vm as MailVm
    readonly property string mailState: page.mail?.state ?? "asking"
    readonly property bool sent: page.mailState === "sent"
    readonly property string failed: ({
            "wait": qsTr("Vừa gửi thư từ đây. Xin thử lại sau %1 phút, hoặc in, hoặc quét mã QR.").arg(page.mail?.waitMinutes ?? 1),
            "line": qsTr("Máy đang mất kết nối nên chưa gửi được. Xin in, hoặc quét mã QR."),
            "mail": qsTr("Lúc này chưa gửi được thư. Xin thử lại, hoặc in, hoặc quét mã QR.")
        })[page.mailState] ?? ""

    stepName: qsTr("Kết quả")
    title: page.sent ? qsTr("Đã gửi thư") : page.vm.title
    lead: page.sent ? "" : page.vm.lead
    primaryText: page.sent ? qsTr("Xong") : (page.mailState === "sending" ? qsTr("Đang gửi…") : qsTr("Gửi thư"))
    primaryGlyph: page.sent ? "check" : ""
    primaryAvailable: page.mailState !== "sending"
    primaryReason: qsTr("Máy đang gửi thư, xin chờ một chút.")
    alarm: notMailed.visible ? notMailed : page.at?.alarm ?? null
    onSentChanged: if (page.sent)
        page.keyboard = ""

    below: [
        Notice {
            objectName: "mailed"
            visible: page.sent
            kind: "ok"
            title: qsTr("Đã gửi đến %1").arg(page.mail?.sentTo ?? "")
            text: qsTr("Chưa thấy thư, xin xem cả mục thư rác.")
            Layout.fillWidth: true
        },
        KButton {
            objectName: "again"
            visible: page.sent
            text: qsTr("Gửi đến địa chỉ khác")
            glyph: "mail"
            Layout.fillWidth: true
            onClicked: {
                page.mail.askAgain();
                page.enter();
            }
        },
        Notice {
            id: notMailed

            objectName: "notMailed"
            visible: page.failed !== ""
            kind: "warn"
            text: page.failed
            Layout.fillWidth: true
        }
    ]
}
