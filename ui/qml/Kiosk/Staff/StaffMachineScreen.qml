pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk.Core
import Kiosk.Ui

// For technicians: as whom the kiosk is enrolled, and what was looked at. No data of persons.
Page {
    id: page

    required property StaffMachineVm vm
    readonly property var enrolment: page.vm.enrolment

    title: qsTr("Đường truyền và kiểm tra")
    lead: page.vm.looked || page.vm.fault !== "" ? "" : qsTr("Đang xem, mất vài giây…")
    primaryText: qsTr("Khởi động lại phần gửi")
    primaryGlyph: "refresh"
    primaryAvailable: page.vm.looked && !page.vm.restarting
    primaryReason: page.vm.restarting ? qsTr("Đang khởi động lại, xin chờ một chút.") : qsTr("Máy đang xem, xin chờ một chút.")
    otherText: page.vm.mayEnrol ? qsTr("Kích hoạt lại máy") : ""
    otherGlyph: "shield"
    otherName: "enrolAnew"
    onPrimaryActivated: page.vm.restartLine()
    onOtherActivated: page.vm.enrol()

    Notice {
        objectName: "restarted"
        visible: page.vm.restarted
        kind: "ok"
        text: qsTr("Kho và phần gửi đã mở lại. Hồ sơ không thay đổi.")
        Layout.fillWidth: true
    }

    Notice {
        objectName: "staffFault"
        visible: page.vm.fault !== ""
        kind: "danger"
        text: StaffTexts.fault(page.vm.fault)
        Layout.fillWidth: true
    }

    SummaryList {
        visible: page.vm.looked
        Layout.fillWidth: true

        CheckRow {
            objectName: "machine.enrolment"
            question: qsTr("Kích hoạt")
            answer: page.enrolmentText()
            mark: page.enrolment.kioskId && !page.enrolment.revoked ? "ok" : "warn"
        }

        CheckRow {
            objectName: "machine.line"
            question: qsTr("Trung tâm trả lời lần cuối")
            answer: page.enrolment.contact ? page.enrolment.contact : qsTr("Chưa lần nào từ khi khởi động")
            mark: page.kiosk.online && page.enrolment.contact ? "ok" : "warn"
        }

        CheckRow {
            objectName: "machine.sending"
            question: qsTr("Hồ sơ chờ gửi")
            answer: page.sendingText()
            mark: page.enrolment.problem ? "warn" : "ok"
        }

        CheckRow {
            objectName: "machine.network"
            visible: page.vm.hasNetwork
            question: qsTr("Mạng")
            answer: page.networkText()
            mark: page.vm.network.answer ? "ok" : "warn"
            last: true
        }
    }

    function enrolmentText(): string {
        if (!page.enrolment.kioskId)
            return qsTr("Chưa kích hoạt");
        const what = qsTr("%1, %2, khóa %3, từ %4").arg(page.enrolment.kioskId).arg(page.enrolment.office).arg(page.enrolment.key).arg(page.enrolment.at);
        return page.enrolment.revoked ? qsTr("Đã bị thu hồi: %1").arg(what) : what;
    }

    function sendingText(): string {
        const parts = [page.enrolment.waiting > 0 ? qsTr("%1 hồ sơ").arg(page.enrolment.waiting) : qsTr("Không có")];
        if (page.enrolment.problem)
            parts.push(StaffTexts.reason(page.enrolment.problem, ""));
        if (page.enrolment.waiting > 0 && page.enrolment.next)
            parts.push(qsTr("thử lại lúc %1").arg(page.enrolment.next));
        return parts.join(" · ");
    }

    function networkText(): string {
        const net = page.vm.network;
        const parts = [net.adapters === "" ? qsTr("không có thiết bị mạng") : net.adapters];
        parts.push(net.address === "" ? qsTr("chưa có địa chỉ") : qsTr("địa chỉ %1").arg(net.address));
        parts.push(net.answer ? qsTr("%1 trả lời sau %2 ms").arg(net.central).arg(net.ms) : qsTr("%1 không trả lời").arg(net.central));
        return parts.join(" · ");
    }

    SubHeading {
        visible: checks.count > 0
        text: qsTr("Kiểm tra")
    }

    SummaryList {
        visible: checks.count > 0
        Layout.fillWidth: true

        Repeater {
            id: checks

            model: page.vm.checks

            CheckRow {
                id: check

                required property int index
                required property string name
                required property bool ok
                required property string found
                required property string advice

                objectName: "check." + check.name
                question: StaffTexts.check(check.name) + " · " + (check.ok ? qsTr("Tốt") : qsTr("Cần xem"))
                answer: check.advice === "" ? check.found : check.found + "\n" + check.advice
                mark: check.ok ? "ok" : "warn"
                last: check.index === checks.count - 1
            }
        }
    }

    Words {
        visible: checks.count > 0
        text: qsTr("Camera và đầu đọc xem ở trang “Thiết bị”.")
        font.pixelSize: Theme.small
        color: Theme.inkSoft
        Layout.fillWidth: true
    }

    SubHeading {
        visible: received.count > 0
        text: qsTr("Đã nhận từ trung tâm")
    }

    SummaryList {
        visible: received.count > 0
        Layout.fillWidth: true

        Repeater {
            id: received

            model: page.vm.received

            CheckRow {
                id: entry

                required property int index
                required property string topic
                required property int number
                required property string holds
                required property string received

                objectName: "received." + entry.index
                question: qsTr("%1, số %2").arg(StaffTexts.topic(entry.topic)).arg(entry.number)
                answer: entry.holds === "" ? qsTr("Nhận lúc %1").arg(entry.received) : qsTr("Nhận lúc %1, dùng từ ngày %2").arg(entry.received).arg(entry.holds)
                mark: "ok"
                last: entry.index === received.count - 1
            }
        }
    }

    Item {
        Layout.fillHeight: true
    }
}
