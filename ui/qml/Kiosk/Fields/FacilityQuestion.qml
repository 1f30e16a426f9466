import QtQuick

// A care facility: by name at once, or by province first.
FieldFrame {
    id: question

    readonly property bool chosen: (question.field.chosen.facility ?? "") !== ""

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
        part: "facility"
        searchPart: "search"
        placeholder: qsTr("Tên bệnh viện, trung tâm, trạm y tế")
        chosenLabel: question.field.chosen.facility ?? ""
        onPicked: row => question.moveOn(row)
    }
}
