pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk.Core
import Kiosk.Ui

// Before something is shown that others are not to see: what it is, and whether anybody looks on. Nothing is asked for
// before the person has said so.
Page {
    id: page

    required property ConfirmRecordVm vm

    stepName: qsTr("Thông tin riêng")
    title: page.vm.title
    lead: qsTr("Trang sau có thông tin riêng của ông/bà:")
    spoken: [page.title, page.lead, page.vm.shown.join(". "), looking.Accessible.name].join(". ")
    primaryText: qsTr("Không ai nhìn, cho tôi xem")
    otherText: qsTr("Để lúc khác")
    otherName: "notNow"
    onPrimaryActivated: page.vm.agree()
    onOtherActivated: page.vm.decline()

    Card {
        implicitHeight: list.implicitHeight + 2 * Theme.cardPad
        Layout.fillWidth: true

        ColumnLayout {
            id: list

            anchors.left: parent.left
            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            anchors.margins: Theme.cardPad
            spacing: Theme.gap

            Repeater {
                model: page.vm.shown

                RowLayout {
                    id: line

                    required property int index
                    required property string modelData

                    spacing: Theme.gap
                    Layout.fillWidth: true

                    Icon {
                        glyph: "eye"
                        tint: Theme.highContrast ? Theme.brand : Theme.brandDark
                        size: Math.round(36 * Theme.u)
                        Layout.alignment: Qt.AlignTop
                    }

                    Words {
                        objectName: "shown." + line.index
                        text: line.modelData
                        font.weight: Font.DemiBold
                        Layout.fillWidth: true
                    }
                }
            }
        }
    }

    Notice {
        id: looking

        objectName: "looking"
        kind: "warn"
        title: qsTr("Có ai nhìn được màn hình này không?")
        text: qsTr("Xin nhìn quanh. Nếu có người đứng gần, ông/bà nhờ họ lùi lại.")
        Layout.fillWidth: true
    }

    Notice {
        objectName: "howShown"
        glyph: "shield"
        text: qsTr("Máy chỉ hỏi trung tâm sau khi ông/bà đồng ý. Số tiền, tên bệnh được che, giữ nút mới hiện. Máy không lưu, và xóa khi ông/bà rời đi. Cần thẻ của ông/bà trên đầu đọc.")
        Layout.fillWidth: true
    }

    Item {
        Layout.fillHeight: true
    }
}
