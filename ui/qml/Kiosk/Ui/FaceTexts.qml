pragma Singleton

import QtQuick

// The sentences of the face check: what stands in the way, what to do now, what to do better next time. They never
// say that anybody cheated: whether a face is the person's own is for staff to judge.
QtObject {
    function finding(finding: string): string {
        switch (finding) {
        case "no_face":
            return qsTr("Đưa khuôn mặt vào giữa hình bầu dục");
        case "grey_picture":
            return qsTr("Camera không cho hình màu. Xin báo cán bộ.");
        case "several_faces":
            return qsTr("Xin chỉ một người đứng trước camera");
        case "too_far":
            return qsTr("Xin lại gần hơn một chút");
        case "too_close":
            return qsTr("Xin lùi lại một chút");
        case "cut_off":
            return qsTr("Xin lùi lại để thấy trọn khuôn mặt");
        case "not_centred":
            return qsTr("Đưa khuôn mặt vào giữa hình bầu dục");
        case "turn_to_camera":
            return qsTr("Xin nhìn thẳng vào màn hình");
        case "tilted_head":
            return qsTr("Xin giữ đầu thẳng");
        case "too_dark":
            return qsTr("Hơi tối, xin quay mặt về phía sáng");
        case "too_bright":
            return qsTr("Hơi chói, xin đứng lệch khỏi đèn");
        case "uneven_light":
            return qsTr("Xin quay để hai bên mặt sáng đều");
        case "low_contrast":
            return qsTr("Hình hơi mờ, xin đứng chỗ sáng hơn");
        case "blurred":
            return qsTr("Xin đứng yên một chút");
        case "eyes_closed":
            return qsTr("Xin mở mắt nhìn màn hình");
        case "mouth_open":
            return qsTr("Xin khép miệng");
        case "mask_suspected":
            return qsTr("Xin tháo khẩu trang hoặc khăn che mặt");
        case "dark_glasses_suspected":
            return qsTr("Xin tháo kính");
        case "glasses_glare":
            return qsTr("Kính bị loá, xin cúi nhẹ hoặc tháo kính");
        default:
            return "";
        }
    }

    function action(action: string): string {
        switch (action) {
        case "turn_left":
            return qsTr("Xin quay mặt từ từ sang trái");
        case "turn_right":
            return qsTr("Xin quay mặt từ từ sang phải");
        case "blink":
            return qsTr("Xin nhắm mắt rồi mở ra");
        default:
            return qsTr("Xin nhìn thẳng lại vào màn hình");
        }
    }

    function actionGlyph(action: string): string {
        switch (action) {
        case "turn_left":
            return "arrow_left";
        case "turn_right":
            return "arrow_right";
        case "blink":
            return "eye";
        default:
            return "face";
        }
    }

    // After a check that did not succeed; "" for what is no fault of posture or light.
    function better(failure: string): string {
        switch (failure) {
        case "too_slow":
            return qsTr("Xin làm theo ngay khi máy nhắc, mỗi lần một động tác.");
        case "wrong_direction":
            return qsTr("Xin quay về phía mũi tên trên màn hình.");
        case "flat_face":
            return qsTr("Xin quay cả đầu sang bên, rồi nhìn thẳng lại.");
        case "face_lost":
            return qsTr("Xin giữ khuôn mặt trong hình bầu dục đến khi máy báo xong.");
        case "several_faces":
            return qsTr("Xin chỉ một người đứng trước camera.");
        case "face_changed":
            return qsTr("Xin cùng một người đứng trước camera từ đầu đến cuối.");
        case "repeated_frames":
            return qsTr("Hình từ camera bị lặp lại. Xin thử lại, hoặc nhờ cán bộ.");
        case "colours_not_reflected":
            return qsTr("Xin đứng gần màn hình hơn và tránh đèn hoặc nắng chiếu thẳng vào mặt.");
        case "relief_not_seen":
            return qsTr("Xin quay đầu chậm hơn và giữ một chút ở mỗi bên.");
        case "no_relief":
            return qsTr("Xin chờ cán bộ xem giúp.");
        case "capture_timed_out":
            return qsTr("Xin đứng trước camera, nhìn thẳng và giữ yên một lúc.");
        default:
            return texts.finding(failure);
        }
    }

    id: texts
}
