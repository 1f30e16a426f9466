pragma Singleton

import QtQuick

// The words for staff: roles, states, reasons, and what to do.
QtObject {
    function role(role: string): string {
        switch (role) {
        case "officer":
            return qsTr("Cán bộ");
        case "supervisor":
            return qsTr("Phụ trách");
        case "technician":
            return qsTr("Kỹ thuật");
        case "auditor":
            return qsTr("Kiểm tra");
        default:
            return "";
        }
    }

    function state(state: string): string {
        switch (state) {
        case "waiting":
            return qsTr("Chờ gửi");
        case "under_way":
            return qsTr("Đang gửi");
        case "received":
            return qsTr("Trung tâm đã nhận");
        case "quarantined":
            return qsTr("Cần xem lại");
        case "damaged":
            return qsTr("Không nguyên vẹn");
        default:
            return qsTr("Bị mất");
        }
    }

    function stateKind(state: string): string {
        switch (state) {
        case "waiting":
            return "off";
        case "under_way":
            return "info";
        case "received":
            return "ok";
        case "quarantined":
            return "warn";
        default:
            return "danger";
        }
    }

    function filter(which: string): string {
        switch (which) {
        case "waiting":
            return qsTr("Chờ gửi");
        case "received":
            return qsTr("Đã nhận");
        case "quarantined":
            return qsTr("Cần xem lại");
        case "undecided":
            return qsTr("Chờ quyết định");
        case "lost":
            return qsTr("Hỏng, mất");
        default:
            return qsTr("Tất cả");
        }
    }

    function title(title: string): string {
        return title === "" ? qsTr("Hồ sơ không rõ loại") : title;
    }

    function caseState(state: string): string {
        switch (state) {
        case "received":
            return qsTr("Đã tiếp nhận");
        case "in_review":
            return qsTr("Đang xử lý");
        case "returned":
            return qsTr("Chờ bổ sung");
        case "approved":
            return qsTr("Đã duyệt");
        case "refused":
            return qsTr("Từ chối");
        case "done":
            return qsTr("Đã xong");
        case "withdrawn":
            return qsTr("Đã rút");
        default:
            return "";
        }
    }

    function caseLine(state: string): string {
        return state === "" ? "" : qsTr("Giải quyết: %1").arg(caseState(state));
    }

    // Why an act waits, needs staff, or is not whole. What this version has no words for is told in central's.
    function reason(code: string, told: string): string {
        switch (code) {
        case "":
            return "";
        case "central_unreachable":
            return qsTr("Mất đường truyền đến trung tâm");
        case "central_not_trusted":
        case "central_keys_not_trusted":
            return qsTr("Máy không tin được trung tâm đang trả lời");
        case "not_enrolled":
            return qsTr("Máy chưa được kích hoạt");
        case "device-revoked":
            return qsTr("Trung tâm đã thu hồi máy này");
        case "busy":
        case "database-unavailable":
        case "internal-error":
            return qsTr("Trung tâm đang bận, máy sẽ gửi lại");
        case "sync_restarted":
            return qsTr("Phần gửi hồ sơ vừa khởi động lại");
        case "stream_diverged":
            return qsTr("Trung tâm có hồ sơ khác ở cùng chỗ");
        case "central_lacks_earlier_acts":
            return qsTr("Máy đang gửi lại những hồ sơ mà trung tâm thiếu");
        case "receipt_invalid":
        case "receipt_mismatch":
            return qsTr("Biên nhận của trung tâm không đúng");
        case "no_answer_yet":
            return qsTr("Chưa có trả lời sau một phút, máy vẫn đang gửi");
        case "content-invalid":
            return qsTr("Nội dung thiếu hoặc không đúng mẫu");
        case "kind-unknown":
            return qsTr("Trung tâm chưa biết loại hồ sơ này");
        case "kind-misstated":
            return qsTr("Loại hồ sơ ghi bên ngoài khác với bên trong");
        case "envelope-unreadable":
            return qsTr("Trung tâm không mở được hồ sơ");
        case "envelope-key-unknown":
            return qsTr("Hồ sơ được khóa bằng khóa mà trung tâm không còn");
        case "envelope-misplaced":
            return qsTr("Hồ sơ nằm sai chỗ trong hàng");
        case "act-id-reused":
            return qsTr("Số của hồ sơ đã được dùng cho hồ sơ khác");
        case "judging-failed":
            return qsTr("Trung tâm gặp lỗi khi xem hồ sơ");
        case "damaged":
        case "unreadable":
            return qsTr("Không đọc được trên đĩa của máy");
        case "altered":
            return qsTr("Khác với lúc ghi nhận");
        case "purged":
            return qsTr("Nội dung đã được xóa theo hạn lưu");
        case "missing":
            return qsTr("Đã có biên nhận nhưng không còn ở máy");
        case "at_central":
            return qsTr("Không còn ở máy, trung tâm đang có");
        case "settled":
            return qsTr("Cán bộ đã xử lý");
        default:
            return told !== "" ? told : qsTr("Vấn đề khác, mã %1").arg(code);
        }
    }

    // Where in the act it lies, as central names it.
    function actDetail(detail: string): string {
        return detail === "" ? "" : qsTr("Chỗ trong hồ sơ: %1").arg(detail);
    }

    // What to do about an act that needs staff.
    function actAdvice(code: string): string {
        switch (code) {
        case "content-invalid":
            return qsTr("Xin đọc trả lời của trung tâm. Thường cần mời người dân lập lại hồ sơ.");
        case "kind-unknown":
        case "judging-failed":
        case "envelope-key-unknown":
            return qsTr("Trung tâm xem lại sau khi cập nhật. Không cần người dân đến lại.");
        case "damaged":
        case "unreadable":
        case "altered":
        case "missing":
            return qsTr("Mời người dân đến lập lại. Xin giữ nguyên đĩa và báo kỹ thuật.");
        case "at_central":
        case "settled":
        case "purged":
            return qsTr("Không cần làm gì thêm.");
        default:
            return qsTr("Xin báo cán bộ ở trung tâm, đọc số biên nhận.");
        }
    }

    // What needs somebody at this kiosk.
    function matter(code: string, number: int): string {
        switch (code) {
        case "device_revoked":
            return qsTr("Trung tâm đã thu hồi máy này");
        case "program_too_old":
            return qsTr("Chương trình của máy cũ hơn bản mà trung tâm yêu cầu");
        case "not_enrolled":
            return qsTr("Máy chưa được kích hoạt");
        case "stream_diverged":
            return qsTr("Trung tâm có hồ sơ khác dưới tên máy này");
        case "central_not_trusted":
        case "central_keys_not_trusted":
            return qsTr("Máy không tin được trung tâm đang trả lời");
        case "receipt_invalid":
        case "receipt_mismatch":
            return qsTr("Biên nhận của trung tâm không đúng");
        case "store_closed":
            return qsTr("Chưa mở được kho hồ sơ");
        case "acts_lost":
            return qsTr("%1 hồ sơ đã có biên nhận bị mất").arg(number);
        case "acts_aside":
            return qsTr("%1 hồ sơ không còn nguyên vẹn, được giữ riêng").arg(number);
        case "files_damaged":
            return qsTr("%1 hình giấy tờ của hồ sơ bị hỏng").arg(number);
        case "feed_refused":
            return qsTr("%1 gói số liệu của trung tâm không dùng được, máy vẫn dùng bản trước").arg(number);
        case "acts_elsewhere":
            return qsTr("Trung tâm có %1 hồ sơ của máy này mà máy không có").arg(number);
        case "acts_quarantined":
            return qsTr("%1 hồ sơ trung tâm cần xem lại").arg(number);
        case "audit_altered":
            return qsTr("Nhật ký kiểm soát không còn nguyên vẹn");
        case "disk_full":
            return qsTr("Đĩa của máy gần đầy");
        case "offline_refused":
            return qsTr("Hồ sơ chờ gửi quá lâu hoặc quá nhiều");
        case "offline_near":
            return qsTr("Hồ sơ chờ gửi đã đến %1% giới hạn").arg(number);
        case "reader_out":
            return qsTr("Đầu đọc thẻ hỏng: chưa nhận diện được ai");
        case "camera_out":
            return qsTr("Camera khuôn mặt hỏng");
        case "scanner_out":
            return qsTr("Camera chụp giấy tờ hỏng");
        case "printer_out":
            return qsTr("Máy in hỏng hoặc hết giấy");
        case "workers_restarted":
            return qsTr("Phần mềm đã tự khởi động lại %1 lần").arg(number);
        case "clock_behind":
            return qsTr("Đồng hồ của máy chậm hơn trung tâm %1 phút").arg(number);
        case "clock_ahead":
            return qsTr("Đồng hồ của máy nhanh hơn trung tâm %1 phút").arg(number);
        case "clock_jumped":
            return qsTr("Đồng hồ của máy đã bị đổi %1 phút").arg(number);
        case "trust_no_revocations":
            return qsTr("Chưa có danh sách chứng thư bị thu hồi");
        case "trust_revocations_overdue":
            return qsTr("Danh sách chứng thư bị thu hồi đã quá hạn");
        case "trust_issuer_expired":
            return qsTr("Chứng thư của cơ quan cấp thẻ đã hết hạn");
        case "trust_no_issuer":
            return qsTr("Chưa có chứng thư cấp thẻ của Việt Nam");
        case "trust_no_folder":
            return qsTr("Chưa cài kho chứng thư cấp thẻ");
        case "trust_damaged":
            return qsTr("Kho chứng thư cấp thẻ bị hỏng");
        default:
            return qsTr("Kho hồ sơ bị hỏng");
        }
    }

    function matterAdvice(code: string): string {
        switch (code) {
        case "device_revoked":
        case "not_enrolled":
            return qsTr("Kỹ thuật xin mã kích hoạt mới ở trung tâm và kích hoạt lại. Hồ sơ đã lưu vẫn còn và sẽ được gửi.");
        case "program_too_old":
            return qsTr("Kỹ thuật cập nhật chương trình. Từ đó máy phục vụ lại; hồ sơ đã lưu vẫn được gửi.");
        case "stream_diverged":
        case "acts_elsewhere":
            return qsTr("Có thể đĩa đã được sao chép hoặc khôi phục từ bản cũ. Xin báo kỹ thuật và trung tâm.");
        case "central_not_trusted":
        case "central_keys_not_trusted":
        case "receipt_invalid":
        case "receipt_mismatch":
            return qsTr("Xin báo kỹ thuật: kiểm tra địa chỉ và chứng thư của trung tâm. Hồ sơ vẫn ở máy.");
        case "acts_lost":
        case "acts_aside":
            return qsTr("Mở hàng đợi, mục “Hỏng, mất”. Mời những người này đến lại, giữ nguyên đĩa và báo kỹ thuật.");
        case "files_damaged":
            return qsTr("Xin báo kỹ thuật, và mời người dân đến lại với giấy tờ.");
        case "feed_refused":
            return qsTr("Xin báo kỹ thuật xem lại gói số liệu đã phát hành.");
        case "acts_quarantined":
            return qsTr("Mở hàng đợi, mục “Cần xem lại”, đọc lý do và trả lời của trung tâm.");
        case "audit_altered":
            return qsTr("Xin báo kỹ thuật và bộ phận kiểm tra, giữ nguyên thư mục dữ liệu.");
        case "disk_full":
            return qsTr("Máy không nhận người mới cho đến khi có chỗ. Xin báo kỹ thuật dọn đĩa.");
        case "offline_refused":
            return qsTr("Máy ngừng nhận người mới cho đến khi gửi được. Xin sửa đường truyền, rồi chạm “Gửi ngay”.");
        case "offline_near":
            return qsTr("Xin kiểm tra đường truyền trước khi máy phải ngừng nhận.");
        case "reader_out":
        case "camera_out":
        case "scanner_out":
            return qsTr("Xin rút ra cắm lại, hoặc báo kỹ thuật. Khi thiết bị hoạt động lại, máy tự mở các việc cần nó.");
        case "printer_out":
            return qsTr("Xin thêm giấy, xem dây và nguồn. Máy in hoạt động lại là máy tự dùng.");
        case "workers_restarted":
            return qsTr("Máy vẫn làm việc. Xin báo kỹ thuật gửi nhật ký phần mềm.");
        case "clock_behind":
        case "clock_ahead":
        case "clock_jumped":
            return qsTr("Xin báo kỹ thuật: để máy tự chỉnh giờ theo mạng. Giờ trên biên nhận có thể sai.");
        case "trust_no_revocations":
        case "trust_revocations_overdue":
            return qsTr("Xin báo kỹ thuật tải danh sách mới. Thẻ vẫn đọc được.");
        case "trust_issuer_expired":
        case "trust_no_issuer":
        case "trust_no_folder":
        case "trust_damaged":
            return qsTr("Thẻ nào cũng phải xem tại quầy cho đến khi kỹ thuật cài kho chứng thư.");
        default:
            return qsTr("Xin khởi động lại máy. Nếu vẫn vậy, gọi kỹ thuật.");
        }
    }

    // What central sends to kiosks.
    function topic(name: string): string {
        switch (name) {
        case "benefits":
            return qsTr("Bảng số liệu");
        case "reference":
            return qsTr("Danh mục");
        case "texts":
            return qsTr("Lời trên giấy");
        case "policy":
            return qsTr("Quy định cho máy");
        case "revocations":
            return qsTr("Chứng thư bị thu hồi");
        case "notices":
            return qsTr("Thông báo cho cán bộ");
        default:
            return qsTr("Loại khác (%1)").arg(name);
        }
    }

    // What was looked at for technicians, by its stable name.
    function check(name: string): string {
        switch (name) {
        case "trust":
            return qsTr("Chứng thư cấp thẻ");
        case "light":
            return qsTr("Ánh sáng ở chỗ đặt máy");
        case "chips":
            return qsTr("Quy định về chip");
        case "printer":
            return qsTr("Máy in");
        case "speech":
        case "sound":
            return qsTr("Đọc màn hình, âm báo");
        case "acts":
            return qsTr("Hồ sơ");
        case "workers":
            return qsTr("Các phần chạy nền");
        case "offline":
            return qsTr("Giới hạn khi mất mạng");
        case "staff":
            return qsTr("Danh sách cán bộ");
        case "audit":
            return qsTr("Nhật ký kiểm soát");
        case "tables":
            return qsTr("Bảng số liệu của luật");
        case "disk":
            return qsTr("Chỗ trống trên đĩa");
        case "clock":
            return qsTr("Đồng hồ");
        case "central":
            return qsTr("Trung tâm");
        default:
            return name;
        }
    }

    // Why something that staff asked for was not done.
    function fault(code: string): string {
        switch (code) {
        case "":
            return "";
        case "staff_not_allowed":
            return qsTr("Vai trò này không được làm việc đó.");
        case "enrolment_code_malformed":
            return qsTr("Mã kích hoạt có 20 chữ và số, chia thành năm nhóm. Xin so lại.");
        case "enrolment-code-wrong":
            return qsTr("Trung tâm không nhận mã này: đã dùng, quá hạn hoặc sai. Xin so lại hoặc xin mã khác.");
        case "central_not_genuine":
            return qsTr("Nơi trả lời không biết mã này, không phải trung tâm. Máy không đổi gì.");
        case "central_unreachable":
            return qsTr("Chưa kết nối được với trung tâm. Xin kiểm tra đường truyền rồi thử lại.");
        case "act_unknown":
            return qsTr("Không tìm thấy hồ sơ này ở máy.");
        default:
            return qsTr("Máy chưa làm được, mã %1.").arg(code);
        }
    }

    // What stands against going through a case, or deciding it.
    function reviewFault(code: string): string {
        switch (code) {
        case "officer-refused":
            return qsTr("Mã không dùng được: sai, đã dùng, bị khóa, hoặc số cán bộ chưa có mã này. Mỗi mã chỉ dùng một lần.");
        case "review-ended":
            return qsTr("Lần mở này đã hết hạn. Xin quay lại và mở hồ sơ lần nữa.");
        case "case-unknown":
            return qsTr("Trung tâm chưa có hồ sơ này, hoặc hồ sơ không lập tại máy này.");
        case "case-changed":
            return qsTr("Có người vừa thay đổi hồ sơ. Xin quay lại và mở lần nữa.");
        case "case-change-refused":
            return qsTr("Hồ sơ đang ở tình trạng không cho phép việc này.");
        case "case-of-another-office":
        case "case-of-another-officer":
            return qsTr("Hồ sơ do cán bộ hoặc cơ quan khác giải quyết.");
        case "older-case-first":
            return qsTr("Người này còn hồ sơ nộp trước, cần giải quyết trước.");
        case "papers-unchecked":
            return qsTr("Còn giấy tờ chụp chưa đối chiếu bản chính: xin đối chiếu ở trang cán bộ rồi duyệt.");
        case "time-needed":
        case "record-unfound":
        case "number-taken":
            return qsTr("Hồ sơ này ghi vào dữ liệu BHXH: xin xem và duyệt ở trang cán bộ.");
        case "second-person-needed":
            return qsTr("Ông/bà đã đề nghị; một người phụ trách khác phải đồng ý.");
        case "checklist-incomplete":
        case "checklist-against":
            return qsTr("Danh mục kiểm tra chưa đạt nên chưa duyệt được.");
        default:
            return fault(code);
        }
    }

    // Colour alone tells nothing: a value that is good, doubtful or bad has its sign.
    function toned(value: string, tone: string): string {
        switch (tone) {
        case "good":
            return "✓ " + value;
        case "warn":
            return "! " + value;
        case "bad":
            return "✗ " + value;
        default:
            return value;
        }
    }

    function size(characters: int): string {
        return characters === 0 ? qsTr("đã xóa theo hạn lưu") : qsTr("%1 kB").arg(Math.max(1, Math.round(characters / 1000)));
    }
}
