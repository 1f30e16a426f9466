import QtQuick
import QtQuick.Layouts
import Kiosk.Ui

// Province, then commune, then street. An address of the old three levels stays readable until it is chosen anew.
FieldFrame {
    id: question

    readonly property bool placed: (question.field.chosen.commune ?? "") !== ""
    readonly property bool old: !question.placed && (question.field.parts.text ?? "") !== "" && !question.anew
    readonly property bool anew: (question.field.parts.anew ?? "") !== "" // province and commune are chosen instead of the old line

    Words {
        visible: question.old
        objectName: question.field.questionId + ".old"
        text: question.field.parts.text ?? ""
        font.weight: Font.DemiBold
        Layout.fillWidth: true
    }

    KButton {
        objectName: question.field.questionId + ".anew"
        visible: question.old
        text: qsTr("Chọn lại theo tỉnh và xã")
        glyph: "pencil"
        Layout.fillWidth: true
        onClicked: {
            question.field.choose("anew", "yes");
            question.enter();
        }
    }

    PickList {
        visible: !question.old
        field: question.field
        part: "province"
        searchPart: "province_search"
        placeholder: qsTr("Tỉnh, thành phố")
        chosenLabel: question.field.chosen.province ?? ""
        onPicked: row => question.moveOn(row)
    }

    PickList {
        visible: !question.old && (question.field.chosen.province ?? "") !== ""
        field: question.field
        part: "commune"
        searchPart: "commune_search"
        placeholder: qsTr("Xã, phường, đặc khu")
        chosenLabel: question.field.chosen.commune ?? ""
        onPicked: row => question.moveOn(row)
    }

    TextEntry {
        visible: question.placed
        field: question.field
        part: "street"
        placeholderText: qsTr("Số nhà, đường hoặc thôn, xóm")
        name: placeholderText
    }
}
