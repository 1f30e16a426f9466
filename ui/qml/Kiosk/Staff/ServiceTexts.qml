pragma Singleton

import QtQuick

// The words for technicians at the machine itself: devices, faults, what is used.
QtObject {
    function device(name: string): string {
        switch (name) {
        case "face":
            return qsTr("Camera khuôn mặt");
        case "card":
            return qsTr("Camera đọc mã thẻ");
        case "documents":
            return qsTr("Camera chụp giấy tờ");
        case "reader":
            return qsTr("Đầu đọc thẻ");
        default:
            return name;
        }
    }

    function power(what: string): string {
        switch (what) {
        case "program":
            return qsTr("Khởi động lại chương trình");
        case "machine":
            return qsTr("Khởi động lại máy");
        default:
            return qsTr("Tắt máy");
        }
    }

    function part(name: string): string {
        switch (name) {
        case "system":
            return qsTr("Hệ điều hành");
        case "python":
            return "Python";
        case "kernel":
            return qsTr("Nhân hệ điều hành");
        case "face_limits":
            return qsTr("Giới hạn so khuôn mặt");
        default:
            return name;
        }
    }

    // Why something that a technician asked for was not done.
    function fault(code: string): string {
        switch (code) {
        case "":
            return "";
        case "camera_not_set_up":
            return qsTr("Cài đặt chưa nêu camera này.");
        case "camera_virtual":
            return qsTr("Đây là camera ảo, không phải thiết bị: máy không dùng.");
        case "camera_not_expected":
            return qsTr("Camera này khác với camera trong cài đặt (face.camera_identity).");
        case "camera_unavailable":
            return qsTr("Không mở được camera. Xin cắm lại rồi thử lại.");
        case "camera_lost":
        case "camera_frozen":
            return qsTr("Camera không gửi hình. Xin xem dây cắm.");
        case "no_reader":
        case "unknown_reader":
            return qsTr("Không thấy đầu đọc thẻ. Xin xem dây cắm.");
        case "reader_service_unavailable":
            return qsTr("Dịch vụ đầu đọc (pcscd) không chạy. Xin khởi động lại máy.");
        case "no_printer":
            return qsTr("Không thấy máy in. Xin xem dây cắm và hàng in.");
        case "printer_refused":
        case "printer_timeout":
            return qsTr("Máy in không nhận trang. Xin xem giấy, mực và hàng in.");
        case "light_too_few_frames":
            return qsTr("Camera gửi quá ít hình nên chưa đo được. Xin đo lại.");
        case "light_unsteady":
            return qsTr("Ánh sáng thay đổi hoặc người đứng đã cử động. Xin đứng yên và đo lại.");
        case "no_stick":
            return qsTr("Chưa thấy USB. Xin cắm USB đã được cho phép ở máy này, chờ vài giây rồi thử lại.");
        case "stick_not_written":
            return qsTr("Không ghi được vào USB: đầy, hỏng hoặc chỉ đọc.");
        case "log_unreadable":
            return qsTr("Không đọc được nhật ký của máy.");
        case "power_refused":
            return qsTr("Máy không cho phép. Xin dùng lệnh systemctl khi đăng nhập quản trị.");
        case "disk_full":
            return qsTr("Đĩa đầy nên chưa ghi được.");
        default:
            return StaffTexts.fault(code);
        }
    }

    // Why no card of Vietnam is believed.
    function trustFault(code: string): string {
        switch (code) {
        case "":
            return "";
        case "no_folder":
            return qsTr("Chưa cài kho chứng thư cấp thẻ (card.csca_folder)");
        default:
            return qsTr("Kho chứng thư bị hỏng, mã %1").arg(code);
        }
    }
}
