import QtQuick

// An office of Social Insurance, by province and name.
FieldFrame {
    id: question

    readonly property bool chosen: (question.field.chosen.office ?? "") !== ""

    PickList {
        visible: !question.chosen
        field: question.field
        part: "province"
        searchPart: "province_search"
        placeholder: qsTr("Tỉnh, thành phố")
        chosenLabel: question.field.chosen.province ?? ""
        onPicked: row => question.moveOn(row)
        most: 4
    }

    PickList {
        visible: question.chosen || (question.field.chosen.province ?? "") !== ""
        field: question.field
        part: "office"
        searchPart: "search"
        placeholder: qsTr("Tên cơ quan BHXH")
        chosenLabel: question.field.chosen.office ?? ""
        onPicked: row => question.moveOn(row)
    }
}
