import QtQuick
import QtQuick.Layouts
import Kiosk.Core
import Kiosk.Ui

// What every question has around its field: its words, what is wrong, where the answer comes from, "I have none".
ColumnLayout {
    id: frame

    required property FieldVm field
    property bool labelled: false // the page asks several questions, so each says its own words
    property bool labelShown: true // false where the content says it
    property bool helpShown: true
    property bool noneShown: true
    default property alias body: content.data
    signal typing(string layout, Item item) // the keyboard is wanted, for this item

    spacing: Theme.gap
    Layout.fillWidth: true

    Words {
        objectName: frame.field.questionId + ".label"
        visible: frame.labelled && frame.labelShown
        text: frame.field.required ? frame.field.label : qsTr("%1 (không bắt buộc)").arg(frame.field.label)
        font.weight: Font.DemiBold
        Layout.fillWidth: true
    }

    ColumnLayout {
        id: content

        enabled: !frame.field.locked
        spacing: Theme.gap
        Layout.fillWidth: true
    }

    Notice {
        objectName: frame.field.questionId + ".fault"
        visible: frame.field.fault !== ""
        kind: "danger"
        text: frame.field.fault
        Layout.fillWidth: true
    }

    Words {
        objectName: frame.field.questionId + ".source"
        visible: frame.field.fromCard
        text: frame.field.locked ? qsTr("Lấy từ thẻ của ông/bà, không sửa ở đây.") : qsTr("Lấy từ thẻ của ông/bà. Xin sửa nếu nay đã khác.")
        font.pixelSize: Theme.small
        color: Theme.inkSoft
        Layout.fillWidth: true
    }

    Words {
        objectName: frame.field.questionId + ".help"
        visible: frame.helpShown && frame.field.help !== "" && frame.field.fault === ""
        text: frame.field.help
        font.pixelSize: Theme.small
        color: Theme.inkSoft
        Layout.fillWidth: true
    }

    KButton {
        objectName: frame.field.questionId + ".none"
        visible: frame.noneShown && frame.field.noneText !== ""
        text: frame.field.noneText
        glyph: frame.field.declined ? "check" : ""
        kind: frame.field.declined ? "primary" : "secondary"
        Accessible.checkable: true
        Accessible.checked: frame.field.declined
        Layout.fillWidth: true
        Layout.preferredHeight: Math.max(Theme.target, implicitHeight)
        onClicked: frame.field.decline()
    }
}
