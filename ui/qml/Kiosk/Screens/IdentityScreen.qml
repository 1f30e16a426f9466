pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk.Core
import Kiosk.Ui

// What the card says. Only the person can tell whether it is theirs.
Page {
    id: page

    readonly property IdentityVm vm: page.kiosk.identity

    stepName: qsTr("Đọc thẻ")
    title: qsTr("Đây có phải ông/bà không?")
    lead: qsTr("Thông tin dưới đây lấy từ thẻ của ông/bà.")
    primaryText: qsTr("Đúng là tôi")
    primaryGlyph: "check"
    backText: qsTr("Không phải")
    asideShare: 0.52
    onPrimaryActivated: page.vm.confirm()

    function labelOf(label: string): string {
        switch (label) {
        case "full_name":
            return qsTr("Họ và tên");
        case "personal_number":
            return qsTr("Số định danh cá nhân");
        case "date_of_birth":
            return qsTr("Ngày sinh");
        case "sex":
            return qsTr("Giới tính");
        case "residence":
            return qsTr("Nơi cư trú");
        case "date_of_expiry":
            return qsTr("Thẻ có giá trị đến");
        default:
            return "";
        }
    }

    function valueOf(label: string, value: string): string {
        if (label !== "sex")
            return value;
        return value === "male" ? qsTr("Nam") : (value === "female" ? qsTr("Nữ") : qsTr("Chưa ghi rõ"));
    }

    function findingText(code: string): string {
        switch (code) {
        case "chip_read":
            return qsTr("Đã đọc chip");
        case "chip_not_read":
            return qsTr("Chip chưa đọc được: cán bộ sẽ xem thẻ");
        case "data_intact":
            return qsTr("Dữ liệu nguyên vẹn");
        case "data_altered":
            return qsTr("Dữ liệu chip không khớp: cán bộ sẽ xem");
        case "signature_invalid":
            return qsTr("Chữ ký số chưa đúng: cán bộ sẽ xem");
        case "issuer_trusted":
            return qsTr("Đúng nơi cấp");
        case "issuer_unknown":
            return qsTr("Chưa kiểm tra được nơi cấp");
        case "issuer_revoked":
            return qsTr("Nơi cấp đã thu hồi: cán bộ sẽ xem");
        case "chip_not_genuine":
            return qsTr("Chip cần cán bộ kiểm tra");
        case "print_differs":
            return qsTr("Mã QR khác chip: cán bộ sẽ xem");
        case "expired":
            return qsTr("Thẻ đã hết hạn: cán bộ sẽ hướng dẫn");
        default:
            return "";
        }
    }

    GridLayout {
        columns: 2
        columnSpacing: Theme.gapSection
        rowSpacing: Theme.gapWide
        Layout.fillWidth: true

        Card {
            Layout.preferredWidth: Math.round(255 * Theme.u)
            Layout.preferredHeight: Math.round(340 * Theme.u)
            clip: true

            Image {
                objectName: "portrait"
                anchors.fill: parent
                anchors.margins: Theme.line
                source: page.vm.portraitSource
                cache: false
                fillMode: Image.PreserveAspectFit
                visible: status === Image.Ready
                Accessible.role: Accessible.Graphic
                Accessible.name: qsTr("Ảnh trong chip của thẻ")
            }

            Icon {
                anchors.centerIn: parent
                visible: page.vm.portraitSource === ""
                glyph: "face"
                tint: Theme.inkSoft
                size: parent.width * 0.6
                weight: 1.2
            }
        }

        ColumnLayout {
            spacing: Theme.gap
            Layout.fillWidth: true
            Layout.alignment: Qt.AlignTop

            Repeater {
                model: page.vm.findings

                StatusTag {
                    required property string code
                    required property bool good

                    text: page.findingText(code)
                    kind: good ? "ok" : "warn"
                    Layout.fillWidth: true
                    Layout.maximumWidth: implicitWidth
                }
            }
        }
    }

    aside: [
        SummaryList {
            Layout.fillWidth: true

            Repeater {
                model: page.vm.rows

                SummaryRow {
                    id: row

                    required property string name
                    required property string shown
                    required property string secret
                    required property bool isLast

                    label: page.labelOf(row.name)
                    value: page.valueOf(row.name, row.shown)
                    hidden: row.secret
                    digits: row.name === "personal_number" || row.name.startsWith("date")
                    last: row.isLast
                }
            }
        },
        Item {
            Layout.fillHeight: true
        }
    ]
}
