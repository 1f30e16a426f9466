import QtQuick

// The bank by name, the number, and the holder as the bank writes it.
FieldFrame {
    id: question

    readonly property bool banked: (question.field.chosen.bank ?? "") !== ""

    PickList {
        field: question.field
        part: "bank"
        searchPart: "search"
        placeholder: qsTr("Tên ngân hàng")
        chosenLabel: question.field.chosen.bank ?? ""
        onPicked: row => question.moveOn(row)
        most: 4
    }

    LabelledEntry {
        visible: question.banked
        text: qsTr("Số tài khoản")

        DigitsEntry {
            field: question.field
            part: "number"
            groups: [4, 4, 4, 4, 4]
            most: 19
            placeholderText: qsTr("6 đến 19 chữ số")
            name: qsTr("Số tài khoản")
        }
    }

    LabelledEntry {
        visible: question.banked && (question.field.settings.number_twice ?? false)
        text: qsTr("Nhập lại số tài khoản")

        DigitsEntry {
            field: question.field
            part: "number_again"
            groups: [4, 4, 4, 4, 4]
            most: 19
            placeholderText: qsTr("Nhập lại để không nhầm")
            name: qsTr("Nhập lại số tài khoản")
        }
    }

    LabelledEntry {
        visible: question.banked
        text: qsTr("Chủ tài khoản")

        TextEntry {
            readonly property string capitals: "words"

            field: question.field
            part: "holder"
            placeholderText: qsTr("Tên như ngân hàng ghi")
            name: qsTr("Chủ tài khoản")
        }
    }
}
