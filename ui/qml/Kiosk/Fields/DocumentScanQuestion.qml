pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk.Core
import Kiosk.Ui

// A paper under the document camera: seen on the screen with a word about what to mend, taken by itself or by the button,
// looked at, kept or taken anew, page after page. Handing it to staff is always the other way.
FieldFrame {
    id: question

    readonly property ScanFieldVm scan: question.field as ScanFieldVm
    readonly property string name: question.field.questionId
    readonly property bool reviewing: question.scan.taken !== ""
    // What is watched gives way to large words; what was taken is read in it.
    readonly property int tall: Math.round((Theme.landscape ? 400 : question.reviewing ? 620 : 620 / Theme.textScale) * Theme.u)
    readonly property bool live: question.scan.watching || question.reviewing // a paper lies under the camera

    Words {
        visible: question.live
        text: qsTr("Trang %1, chụp được nhiều nhất %2 trang").arg(question.scan.number).arg(question.scan.pagesMost)
        font.weight: Font.DemiBold
        Layout.fillWidth: true
    }

    Notice {
        objectName: question.name + ".scanFault"
        visible: question.scan.scanFault !== ""
        kind: "warn"
        text: question.faultText(question.scan.scanFault)
        Layout.fillWidth: true
    }

    // Lying screens are low: what is said and what is tapped stand beside the picture, in sight.
    GridLayout {
        visible: question.live
        columns: Theme.landscape ? 2 : 1
        columnSpacing: Theme.gap
        rowSpacing: Theme.gap
        Layout.fillWidth: true

        Rectangle {
            color: Theme.surface
            border.width: Theme.line
            border.color: Theme.border
            radius: Theme.radiusSmall
            Layout.fillWidth: true
            Layout.preferredWidth: 1
            Layout.alignment: Qt.AlignTop
            Layout.preferredHeight: question.tall

            Image {
                objectName: question.name + (question.reviewing ? ".taken" : ".preview")
                anchors.fill: parent
                anchors.margins: Theme.line
                source: question.reviewing ? question.scan.taken : question.scan.preview
                fillMode: Image.PreserveAspectFit
                cache: false
                Accessible.role: Accessible.Graphic
                Accessible.name: question.reviewing ? qsTr("Hình trang %1 vừa chụp").arg(question.scan.number) : qsTr("Hình giấy tờ dưới máy chụp")
            }

            Words {
                anchors.centerIn: parent
                width: parent.width - 2 * Theme.pad
                visible: question.scan.watching && question.scan.preview === ""
                text: qsTr("Đang mở máy chụp…")
                horizontalAlignment: Text.AlignHCenter
            }
        }

        ColumnLayout {
            spacing: Theme.gap
            Layout.fillWidth: true
            Layout.preferredWidth: 1
            Layout.alignment: Qt.AlignTop

            Notice {
                objectName: question.name + ".guidance"
                visible: question.scan.watching && question.scan.preview !== ""
                kind: "info"
                text: question.scan.finding !== "" ? PaperTexts.toDo(question.scan.finding) : question.scan.byItself ? qsTr("Xin đặt giấy nằm yên. Khi thấy rõ, máy tự chụp.") : qsTr("Xin đặt giấy nằm yên rồi chạm “Chụp”.")
                Layout.fillWidth: true
            }

            Notice {
                objectName: question.name + ".takenWords"
                visible: question.reviewing
                kind: question.scan.takenFindings.length === 0 ? "ok" : "warn"
                text: question.reviewText()
                Layout.fillWidth: true
            }

            KButton {
                objectName: question.name + ".take"
                visible: question.scan.watching
                available: question.scan.preview !== "" && !question.scan.taking
                reason: question.scan.taking ? qsTr("Máy đang chụp, xin giữ yên giấy.") : qsTr("Máy chụp đang mở, xin chờ một chút.")
                text: question.scan.taking ? qsTr("Đang chụp, xin giữ yên…") : qsTr("Chụp")
                glyph: "camera"
                kind: "primary"
                Layout.fillWidth: true
                onClicked: question.scan.take()
            }

            KButton {
                objectName: question.name + ".keep"
                visible: question.reviewing && question.scan.canKeep
                available: !question.scan.taking
                reason: qsTr("Máy đang giữ hình, xin chờ một chút.")
                text: question.scan.takenFindings.length === 0 ? qsTr("Giữ trang này") : qsTr("Vẫn giữ trang này")
                glyph: "check"
                kind: question.scan.takenFindings.length === 0 ? "primary" : "secondary"
                Layout.fillWidth: true
                onClicked: question.scan.keep()
            }

            KButton {
                objectName: question.name + ".retake"
                visible: question.reviewing
                text: qsTr("Chụp lại trang này")
                glyph: "camera"
                kind: question.scan.takenFindings.length === 0 ? "secondary" : "primary"
                Layout.fillWidth: true
                onClicked: question.scan.start()
            }

            KButton {
                objectName: question.name + ".turn"
                visible: question.reviewing
                text: qsTr("Xoay hình sang phải")
                Layout.fillWidth: true
                onClicked: question.scan.turn()
            }

            KButton {
                objectName: question.name + ".stop"
                visible: (question.scan.watching || question.reviewing) && question.scan.pages.length > 0
                text: qsTr("Không chụp thêm")
                Layout.fillWidth: true
                onClicked: question.scan.stop()
            }
        }
    }

    Flow {
        visible: question.scan.pages.length > 0
        spacing: Theme.gap
        Layout.fillWidth: true

        Repeater {
            model: question.scan.pages

            ColumnLayout {
                id: shot

                required property int index
                required property string modelData

                spacing: Theme.gap

                Image {
                    source: shot.modelData
                    fillMode: Image.PreserveAspectFit
                    cache: false
                    Accessible.role: Accessible.Graphic
                    Accessible.name: qsTr("Trang %1 đã chụp").arg(shot.index + 1)
                    Layout.preferredWidth: Math.round(380 * Theme.u)
                    Layout.preferredHeight: Math.round(260 * Theme.u)
                }

                KButton {
                    objectName: question.name + ".page" + shot.index + ".remove"
                    text: qsTr("Bỏ trang %1").arg(shot.index + 1)
                    glyph: "cross"
                    Layout.fillWidth: true
                    onClicked: {
                        question.scan.remove(shot.index);
                        TapGuard.shifted(); // the next one may stand in its place
                    }
                }
            }
        }
    }

    KButton {
        objectName: question.name + ".start"
        visible: !question.scan.watching && !question.reviewing && question.scan.canTake
        text: question.scan.pages.length === 0 ? qsTr("Chụp %1").arg(question.withinWords(question.field.settings.paper ?? "")) : qsTr("Chụp trang nữa")
        glyph: "camera"
        kind: question.scan.pages.length === 0 ? "primary" : "secondary"
        Layout.fillWidth: true
        onClicked: question.scan.start()
    }

    ChoiceList {
        field: question.field
    }

    // A name in the middle of a sentence: its first letter is small, but for an abbreviation.
    function withinWords(name: string): string {
        return /^\S[A-ZĐ0-9]/.test(name) ? name : name.charAt(0).toLowerCase() + name.slice(1);
    }

    function reviewText(): string {
        const wrong = question.scan.takenFindings.map(each => PaperTexts.wrong(each)).filter(each => each !== "");
        if (wrong.length === 0)
            return qsTr("Máy thấy rõ trang %1. Xin xem lại chữ trong hình.").arg(question.scan.number);
        return (question.scan.canKeep ? [...wrong, qsTr("Nếu vẫn giữ, cán bộ sẽ thấy lời ghi này bên hình.")] : [...wrong, qsTr("Xin chụp lại.")]).join(" ");
    }

    function faultText(code: string): string {
        switch (code) {
        case "picture_empty":
            return qsTr("Máy chưa thấy giấy tờ. Xin đặt giấy vào giữa khung rồi chụp lại.");
        case "attachments_full":
            return qsTr("Hồ sơ đã có đủ số trang chụp được. Phần còn lại, xin nộp bản giấy cho cán bộ.");
        case "disk_full":
            return qsTr("Máy không còn chỗ để giữ hình. Xin nộp bản giấy cho cán bộ.");
        default:
            return qsTr("Máy chụp chưa dùng được. Xin thử lại, hoặc nộp bản giấy cho cán bộ.");
        }
    }
}
