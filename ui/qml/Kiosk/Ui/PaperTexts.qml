pragma Singleton

import QtQuick

// The sentences about a paper under the camera: what to do before the picture is taken, and what is wrong with the
// picture that was.
QtObject {
    function toDo(finding: string): string {
        switch (finding) {
        case "no_paper":
            return qsTr("Xin đặt giấy vào giữa khung.");
        case "edges_unsure":
            return qsTr("Máy chưa thấy rõ mép giấy. Xin đặt giấy trên nền sẫm màu, hoặc chạm “Chụp”.");
        case "cut_off":
            return qsTr("Xin đẩy giấy vào để thấy đủ bốn góc.");
        case "too_far":
            return qsTr("Giấy còn nhỏ trong khung. Xin đặt gần máy chụp hơn.");
        case "tilted":
            return qsTr("Giấy đang nghiêng. Xin đặt giấy nằm phẳng dưới máy chụp.");
        case "too_dark":
            return qsTr("Hơi tối. Xin đừng che ánh sáng trên giấy.");
        case "glare":
            return qsTr("Có vệt chói che chữ. Xin dịch giấy ra khỏi bóng đèn.");
        case "blurred":
            return qsTr("Chữ chưa rõ. Xin vuốt phẳng giấy và giữ yên.");
        default:
            return "";
        }
    }

    function wrong(finding: string): string {
        switch (finding) {
        case "edges_unsure":
            return qsTr("Máy chưa thấy mép giấy nên giữ cả khung hình.");
        case "cut_off":
            return qsTr("Hình thiếu một góc giấy.");
        case "too_far":
            return qsTr("Giấy nhỏ quá trong hình, chữ có thể khó đọc.");
        case "tilted":
            return qsTr("Giấy bị nghiêng nhiều, chữ có thể méo.");
        case "too_dark":
            return qsTr("Hình tối.");
        case "glare":
            return qsTr("Có vệt chói che chữ.");
        case "blurred":
            return qsTr("Hình chưa rõ chữ.");
        default:
            return "";
        }
    }
}
