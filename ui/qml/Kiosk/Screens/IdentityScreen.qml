pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk.Core
import Kiosk.Ui

// What the card says. Only the person can tell whether it is theirs.
Page {
    id: page

    required property IdentityVm vm

    stepName: page.passport ? qsTr("Đọc hộ chiếu") : qsTr("Đọc thẻ")
    title: qsTr("Đây có phải thông tin của ông/bà không?")
    lead: page.passport ? qsTr("Thông tin dưới đây lấy từ hộ chiếu của ông/bà.") : qsTr("Thông tin dưới đây lấy từ thẻ của ông/bà.")
    primaryText: qsTr("Đúng là tôi")
    primaryGlyph: "check"
    backText: qsTr("Không phải tôi")
    readonly property bool passport: page.vm.passport
    property bool checksOpen: false
    asideShare: 0.52
    onPrimaryActivated: page.vm.confirm()

    function labelOf(label: string): string {
        switch (label) {
        case "full_name":
            return qsTr("Họ và tên");
        case "personal_number":
            return qsTr("Số định danh cá nhân");
        case "passport_number":
            return qsTr("Số hộ chiếu");
        case "nationality":
            return qsTr("Quốc tịch (mã nước)");
        case "date_of_birth":
            return qsTr("Ngày sinh");
        case "sex":
            return qsTr("Giới tính");
        case "residence":
            return qsTr("Nơi cư trú");
        case "date_of_expiry":
            return page.passport ? qsTr("Hộ chiếu có giá trị đến") : qsTr("Thẻ có giá trị đến");
        default:
            return "";
        }
    }

    function valueOf(label: string, value: string): string {
        if (value === "no_expiry")
            return qsTr("Không thời hạn");
        if (label !== "sex")
            return value;
        return value === "male" ? qsTr("Nam") : (value === "female" ? qsTr("Nữ") : qsTr("Chưa ghi rõ"));
    }

    function findingText(code: string): string {
        switch (code) {
        case "chip_read":
            return qsTr("Đã đọc chip");
        case "chip_not_read":
            return page.passport ? qsTr("Chip chưa đọc được: cán bộ sẽ xem hộ chiếu") : qsTr("Chip chưa đọc được: cán bộ sẽ xem thẻ");
        case "data_intact":
            return qsTr("Dữ liệu nguyên vẹn");
        case "data_altered":
            return qsTr("Dữ liệu chip không khớp: cán bộ sẽ xem");
        case "signature_invalid":
            return qsTr("Chữ ký số chưa đúng: cán bộ sẽ xem");
        case "issuer_trusted":
            return qsTr("Đúng cơ quan cấp");
        case "issuer_unknown":
            return qsTr("Chưa kiểm tra được cơ quan cấp");
        case "issuer_revoked":
            return qsTr("Chứng thư của cơ quan cấp đã bị thu hồi: cán bộ sẽ xem");
        case "chip_genuine":
            return qsTr("Chip thật");
        case "chip_not_genuine":
            return qsTr("Chip cần cán bộ kiểm tra");
        case "portrait_missing":
            return qsTr("Chưa đọc được ảnh trong chip");
        case "print_differs":
            return page.passport ? qsTr("Trang in khác chip: cán bộ sẽ xem") : qsTr("Mã QR khác chip: cán bộ sẽ xem");
        case "expired":
            return page.passport ? qsTr("Hộ chiếu đã hết hạn: cán bộ sẽ hướng dẫn") : qsTr("Thẻ đã hết hạn: cán bộ sẽ hướng dẫn");
        default:
            return "";
        }
    }

    function checkName(name: string): string {
        switch (name) {
        case "access":
            return qsTr("Đọc chip có được bảo vệ không?");
        case "integrity":
            return qsTr("Thông tin trong chip có bị sửa không?");
        case "signature":
            return qsTr("Chữ ký số có đúng không?");
        case "issuer":
            return qsTr("Có đúng cơ quan nhà nước cấp không?");
        case "genuine":
            return qsTr("Chip là thật hay bản sao?");
        case "print":
            return page.passport ? qsTr("Trang in có khớp chip không?") : qsTr("Mã QR in trên thẻ có khớp chip không?");
        case "validity":
            return page.passport ? qsTr("Hộ chiếu còn giá trị không?") : qsTr("Thẻ còn giá trị không?");
        default:
            return "";
        }
    }

    function checkResult(name: string, result: string): string {
        switch (name + "." + result) {
        case "access.protected":
            return qsTr("Có, đường truyền được mã hóa (PACE)");
        case "access.protected_older":
            return qsTr("Có, đường truyền được mã hóa (BAC)");
        case "access.unprotected":
            return qsTr("Không được mã hóa: cán bộ sẽ xem");
        case "integrity.intact":
            return qsTr("Không, còn nguyên vẹn");
        case "integrity.altered":
            return qsTr("Không khớp: cán bộ sẽ xem");
        case "signature.valid":
            return qsTr("Đúng");
        case "signature.invalid":
            return qsTr("Chưa đúng: cán bộ sẽ xem");
        case "issuer.trusted":
            return qsTr("Đúng cơ quan cấp");
        case "issuer.unknown":
            return qsTr("Máy chưa có chứng thư của cơ quan cấp để kiểm tra");
        case "issuer.revoked":
            return qsTr("Chứng thư của cơ quan cấp đã bị thu hồi: cán bộ sẽ xem");
        case "genuine.genuine":
            return qsTr("Chip thật");
        case "genuine.copied":
            return qsTr("Chưa chứng minh được là chip thật: cán bộ sẽ xem");
        case "genuine.not_provable":
            return page.passport ? qsTr("Hộ chiếu này chưa cho phép kiểm tra điều đó") : qsTr("Thẻ này chưa cho phép kiểm tra điều đó");
        case "print.same":
            return qsTr("Khớp");
        case "print.different":
            return qsTr("Khác nhau: cán bộ sẽ xem");
        case "print.not_compared":
            return page.passport ? qsTr("Chưa so vì chưa đọc chip") : qsTr("Chưa so vì không đọc mã QR cùng chip");
        case "validity.valid":
            return qsTr("Còn giá trị");
        case "validity.no_expiry":
            return qsTr("Còn, thẻ không thời hạn");
        case "validity.expired":
            return qsTr("Đã hết hạn: cán bộ sẽ hướng dẫn");
        case "validity.unknown":
            return qsTr("Chưa rõ ngày hết hạn");
        default:
            return result === "chip_not_read" ? qsTr("Chưa kiểm tra vì chưa đọc chip") : qsTr("Chưa kiểm tra được");
        }
    }

    function backToDetails(): string {
        return page.passport ? qsTr("Xem lại thông tin trên hộ chiếu") : qsTr("Xem lại thông tin trên thẻ");
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
                Accessible.name: qsTr("Ảnh trong chip")
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

            ChecksButton {
                visible: !Theme.landscape
                Layout.fillWidth: true
            }
        }

        ChecksButton {
            visible: Theme.landscape
            Layout.fillWidth: true
            Layout.columnSpan: 2
        }
    }

    component ChecksButton: KButton {
        objectName: "showChecks"
        text: page.checksOpen ? page.backToDetails() : qsTr("Đã kiểm tra những gì?")
        glyph: page.checksOpen ? "card" : "shield"
        leftPadding: Theme.gap
        onClicked: page.checksOpen = !page.checksOpen
    }

    aside: [
        SummaryList {
            visible: page.checksOpen
            Layout.fillWidth: true

            Repeater {
                model: page.vm.checks

                CheckRow {
                    id: check

                    required property string name
                    required property string result
                    required property string kind
                    required property bool isLast

                    objectName: "check." + check.name
                    question: page.checkName(check.name)
                    answer: page.checkResult(check.name, check.result)
                    mark: check.kind
                    last: check.isLast
                }
            }
        },
        SummaryList {
            visible: !page.checksOpen
            Layout.fillWidth: true

            Repeater {
                model: page.vm.rows

                SummaryRow {
                    id: row

                    required property string name
                    required property string shown
                    required property string secret
                    required property bool isLast

                    text: page.labelOf(row.name)
                    value: page.valueOf(row.name, row.shown)
                    hidden: row.secret
                    digits: row.name === "personal_number" || row.name === "passport_number" || row.name.startsWith("date")
                    last: row.isLast
                }
            }
        },
        Item {
            Layout.fillHeight: true
        }
    ]
}
