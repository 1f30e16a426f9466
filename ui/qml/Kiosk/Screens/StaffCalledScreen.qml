import QtQuick
import QtQuick.Layouts
import Kiosk.Core
import Kiosk.Ui

// The person asked for help: said so large that staff see it across the room, and below what they should know of this
// kiosk.
Page {
    id: page

    required property StaffVm vm

    primaryText: qsTr("Tiếp tục tự làm")
    backShown: false
    onPrimaryActivated: page.kiosk.back()

    function trustText(): string {
        switch (page.vm.trust) {
        case "good":
            return qsTr("Đủ và còn hạn");
        case "no_revocations":
            return qsTr("Chưa có danh sách chứng thư bị thu hồi");
        case "revocations_overdue":
            return qsTr("Danh sách chứng thư bị thu hồi đã quá hạn: cần cập nhật");
        case "issuer_expired":
            return qsTr("Chứng thư của cơ quan cấp đã hết hạn: thẻ nào cũng phải xem tại quầy");
        case "no_issuer":
            return qsTr("Chưa có chứng thư của Việt Nam: thẻ nào cũng phải xem tại quầy");
        case "no_folder":
            return qsTr("Chưa cài kho chứng thư: thẻ nào cũng phải xem tại quầy");
        default:
            return qsTr("Kho chứng thư bị hỏng: thẻ nào cũng phải xem tại quầy");
        }
    }

    function lineText(): string {
        if (page.kiosk.online)
            return qsTr("Có mạng");
        return page.kiosk.pending > 0 ? qsTr("Mất mạng, %1 hồ sơ chờ gửi").arg(page.kiosk.pending) : qsTr("Mất mạng");
    }

    function noteText(code: string, number: int): string {
        switch (code) {
        case "store_closed":
            return qsTr("Chưa mở được kho hồ sơ");
        case "acts_lost":
            return qsTr("%1 hồ sơ đã có biên nhận bị mất: xin báo kỹ thuật, mời người dân đến lại").arg(number);
        case "acts_aside":
            return qsTr("%1 hồ sơ không còn nguyên vẹn, được giữ riêng: xin báo kỹ thuật").arg(number);
        case "files_damaged":
            return qsTr("%1 hình giấy tờ của hồ sơ bị hỏng: xin báo kỹ thuật, mời người dân đến lại với giấy tờ").arg(number);
        case "acts_elsewhere":
            return qsTr("Cơ quan BHXH có %1 hồ sơ của máy này mà máy không có: xin báo kỹ thuật").arg(number);
        case "workers_restarted":
            return qsTr("Phần mềm đã tự khởi động lại %1 lần: xin báo kỹ thuật").arg(number);
        case "offline_refused":
            return qsTr("Chưa gửi được hồ sơ quá lâu hoặc quá nhiều: máy ngừng nhận cho đến khi có mạng");
        case "offline_near":
            return qsTr("Hồ sơ chờ gửi đã đến %1% giới hạn: xin kiểm tra đường truyền").arg(number);
        case "clock_jumped":
            return qsTr("Đồng hồ của máy đã bị đổi %1 phút").arg(number);
        case "audit_altered":
            return qsTr("Nhật ký kiểm soát không còn nguyên vẹn: xin báo kỹ thuật");
        case "feed_refused":
            return qsTr("Có %1 gói số liệu của cơ quan BHXH không dùng được, máy vẫn dùng bản trước: xin báo kỹ thuật").arg(number);
        default:
            return qsTr("Kho hồ sơ bị hỏng: xin báo kỹ thuật");
        }
    }

    function notesText(): string {
        return page.vm.notes.map(note => page.noteText(note.code, note.number)).join("\n");
    }

    Item {
        Layout.fillHeight: true
    }

    Rectangle {
        color: Theme.accent
        radius: width / 2
        Layout.preferredWidth: Math.round((Theme.landscape ? 280 : 400) * Theme.u)
        Layout.preferredHeight: Layout.preferredWidth
        Layout.alignment: Qt.AlignHCenter

        Icon {
            anchors.centerIn: parent
            glyph: "hand"
            tint: Theme.accentInk
            size: parent.width * 0.6
            weight: 1.6
        }
    }

    Words {
        text: qsTr("Cần cán bộ hỗ trợ")
        font.pixelSize: Theme.display
        font.weight: Font.Bold
        horizontalAlignment: Text.AlignHCenter
        lineHeight: 1
        Layout.fillWidth: true
        Layout.topMargin: Theme.gapSection
    }

    Words {
        text: qsTr("Cán bộ thấy màn hình này sẽ đến giúp. Ông/bà cũng có thể báo tại quầy gần nhất.")
        font.pixelSize: Theme.lead
        horizontalAlignment: Text.AlignHCenter
        Layout.fillWidth: true
        Layout.maximumWidth: Math.round(900 * Theme.u)
        Layout.alignment: Qt.AlignHCenter
    }

    Notice {
        text: qsTr("Những gì ông/bà đã nhập vẫn còn.")
        kind: "ok"
        Layout.fillWidth: true
        Layout.maximumWidth: Math.round(900 * Theme.u)
        Layout.alignment: Qt.AlignHCenter
        Layout.topMargin: Theme.gapSection
    }

    Item {
        Layout.fillHeight: true
    }

    aside: [
        SummaryList {
            Layout.fillWidth: true
            Layout.maximumWidth: Math.round(900 * Theme.u)
            Layout.alignment: Qt.AlignHCenter | Qt.AlignVCenter

            CheckRow {
                objectName: "staff.trust"
                visible: page.vm.trust !== ""
                question: qsTr("Dành cho cán bộ: chứng thư của cơ quan cấp thẻ")
                answer: page.trustText()
                mark: page.vm.trust === "good" ? "ok" : "warn"
            }

            CheckRow {
                objectName: "staff.line"
                question: qsTr("Dành cho cán bộ: đường truyền")
                answer: page.lineText()
                mark: page.kiosk.online ? "ok" : "warn"
                last: page.vm.notes.length === 0
            }

            CheckRow {
                objectName: "staff.store"
                visible: page.vm.notes.length > 0
                question: qsTr("Dành cho cán bộ: hồ sơ và phần mềm")
                answer: page.notesText()
                mark: "warn"
                last: true
            }
        },
        Words {
            text: qsTr("Máy %1 · Tổng đài %2").arg(page.kiosk.kioskId).arg(page.kiosk.hotline)
            digits: true
            font.pixelSize: Theme.small
            color: Theme.inkSoft
            horizontalAlignment: Text.AlignHCenter
            Layout.fillWidth: true
        }
    ]
}
