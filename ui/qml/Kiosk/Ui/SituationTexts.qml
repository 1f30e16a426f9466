pragma Singleton

import QtQuick

// The words for each situation that a fault can put a person in. The kiosk did not manage; nobody is blamed.
QtObject {
    function title(situation: string): string {
        switch (situation) {
        case "reader":
            return qsTr("Đầu đọc thẻ đang gặp sự cố");
        case "lifted":
            return qsTr("Thẻ được nhấc lên hơi sớm");
        case "changed":
            return qsTr("Máy thấy một thẻ khác");
        case "not_our_card":
            return qsTr("Máy chưa nhận ra thẻ Căn cước");
        case "wrong_number":
            return qsTr("Số vừa nhập chưa mở được chip");
        case "chip_unreadable":
            return qsTr("Máy chưa đọc được chip của thẻ");
        case "code_unreadable":
            return qsTr("Máy chưa đọc được mã in trên thẻ");
        case "chip_not_safe":
            return qsTr("Máy đã dừng đọc để giữ an toàn");
        case "no_card_seen":
            return qsTr("Máy chưa thấy thẻ");
        case "passport_unreadable":
            return qsTr("Máy chưa đọc được hộ chiếu");
        case "passport_lifted":
            return qsTr("Hộ chiếu được nhấc lên hơi sớm");
        case "camera":
            return qsTr("Camera chưa hoạt động");
        case "face_check_down":
            return qsTr("Máy chưa kiểm tra được khuôn mặt");
        case "face_too_slow":
            return qsTr("Máy chưa nhìn rõ khuôn mặt");
        case "line":
            return qsTr("Chưa kết nối được với máy chủ");
        case "storage":
            return qsTr("Máy chưa lưu được hồ sơ");
        case "printer":
            return qsTr("Máy in chưa in được");
        case "code_too_soon":
            return qsTr("Mã trước vừa được gửi");
        default:
            return qsTr("Máy đang gặp sự cố");
        }
    }

    function advice(situation: string): string {
        switch (situation) {
        case "reader":
            return qsTr("Xin ông/bà thử lại. Nếu vẫn chưa được, cán bộ sẽ giúp.");
        case "lifted":
            return qsTr("Xin đặt thẻ lại và giữ yên đến khi máy báo xong.");
        case "changed":
            return qsTr("Xin chỉ đặt một thẻ của ông/bà lên đầu đọc rồi thử lại.");
        case "not_our_card":
            return qsTr("Xin đặt thẻ Căn cước hoặc CCCD gắn chip, mặt có mã QR lên trên.");
        case "wrong_number":
            return qsTr("Xin so lại 12 số trên mặt trước của thẻ rồi nhập lại.");
        case "chip_unreadable":
            return qsTr("Xin đặt thẻ nằm phẳng giữa đầu đọc, bỏ ví và điện thoại ra xa, rồi thử lại.");
        case "code_unreadable":
            return qsTr("Xin lau sạch thẻ, đưa mã QR vào giữa chỗ đọc, tránh bóng đèn, rồi thử lại.");
        case "chip_not_safe":
            return qsTr("Xin thử lại một lần. Nếu vẫn vậy, cán bộ sẽ kiểm tra thẻ giúp ông/bà.");
        case "no_card_seen":
            return qsTr("Xin đặt thẻ vào giữa đầu đọc và giữ yên, rồi thử lại.");
        case "passport_unreadable":
            return qsTr("Xin mở trang có ảnh, đặt nằm phẳng giữa đầu đọc, để bìa và thẻ khác ra xa, rồi thử lại.");
        case "passport_lifted":
            return qsTr("Xin đặt hộ chiếu lại và giữ yên đến khi máy báo xong.");
        case "camera":
            return qsTr("Ông/bà có thể thử lại, hoặc đi tiếp không dùng khuôn mặt: cán bộ sẽ đối chiếu giấy tờ.");
        case "face_check_down":
            return qsTr("Ông/bà có thể thử lại, hoặc đi tiếp không dùng khuôn mặt: cán bộ sẽ đối chiếu giấy tờ.");
        case "face_too_slow":
            return qsTr("Xin đứng trước camera, đủ sáng, rồi thử lại. Ông/bà cũng có thể không dùng khuôn mặt.");
        case "line":
            return qsTr("Những gì đã nhập vẫn còn. Ông/bà có thể thử lại hoặc đi tiếp.");
        case "storage":
            return qsTr("Hồ sơ chưa được gửi. Những gì đã nhập vẫn còn. Xin thử lại hoặc gọi cán bộ.");
        case "printer":
            return qsTr("Xin chụp lại số biên nhận trên màn hình, hoặc gọi cán bộ.");
        case "code_too_soon":
            return qsTr("Xin chờ một phút rồi mới xin gửi lại mã.");
        default:
            return qsTr("Xin thử lại. Nếu vẫn chưa được, cán bộ sẽ giúp ông/bà.");
        }
    }
}
