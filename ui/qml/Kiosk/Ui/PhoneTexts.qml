pragma Singleton

import QtQuick

// Why something could not be done with a phone of Smart OTP, and what to do then.
QtObject {
    function title(fault: string): string {
        switch (fault) {
        case "line":
            return qsTr("Chưa kết nối được với trung tâm");
        case "over":
            return qsTr("Thời gian chờ đã hết");
        case "locked":
            return qsTr("Điện thoại này đang bị khóa");
        case "anew":
            return qsTr("Cần quét mã mới");
        case "full":
            return qsTr("Đã đủ số điện thoại");
        case "gone":
            return qsTr("Điện thoại này đã được gỡ");
        case "text":
            return qsTr("Đã quá năm phút");
        default:
            return qsTr("Máy chưa làm được việc này");
        }
    }

    function advice(fault: string): string {
        switch (fault) {
        case "line":
            return qsTr("Smart OTP do trung tâm giữ, máy không giữ gì. Xin thử lại, hoặc đến quầy.");
        case "over":
            return qsTr("Để giữ an toàn, mỗi lần làm chỉ có hiệu lực vài phút. Xin đặt thẻ lại lên đầu đọc.");
        case "locked":
            return qsTr("Nhập sai 5 lần thì khóa 15 phút. Xin thử lại sau, hoặc gỡ điện thoại rồi thêm lại.");
        case "anew":
            return qsTr("Mã QR lúc nãy không dùng được nữa. Xin xóa mục “BHXH Smart OTP” vừa thêm trong ứng dụng rồi quét mã mới.");
        case "full":
            return qsTr("Xin gỡ một điện thoại không dùng nữa rồi thêm.");
        case "gone":
            return qsTr("Xin xem lại danh sách điện thoại.");
        case "text":
            return qsTr("Nội dung chờ xác nhận có hiệu lực năm phút. Xin xem lại và nhập mã một lần nữa.");
        default:
            return qsTr("Lỗi ở máy hoặc đường truyền, không phải do ông/bà. Xin thử lại, hoặc đến quầy.");
        }
    }

    // Beside what is typed once more.
    function typedWrong(fault: string): string {
        switch (fault) {
        case "code":
            return qsTr("Mã chưa đúng. Xin chờ ứng dụng đổi sang mã mới rồi nhập. Giờ của điện thoại phải đúng.");
        case "used":
            return qsTr("Mỗi mã chỉ dùng một lần. Xin chờ ứng dụng đổi sang mã mới.");
        case "proof":
            return qsTr("Mã PIN hoặc mã trên điện thoại chưa đúng. Xin nhập lại cả hai. Sai 5 lần thì khóa 15 phút.");
        case "weak":
            return qsTr("Mã PIN này dễ đoán. Xin chọn sáu số khác, không theo thứ tự, không lặp lại.");
        case "differs":
            return qsTr("Hai lần nhập chưa giống nhau. Xin đặt mã PIN lại.");
        case "line":
            return qsTr("Chưa kết nối được với trung tâm. Xin nhập lại mã đang hiện trên điện thoại.");
        default:
            return "";
        }
    }
}
