import QtQuick

// One stretch of months: from when to when, in which scheme, with whom, at which wage.
FieldFrame {
    id: question

    labelShown: false
    helpShown: false
    noneShown: false

    MonthsEntry {
        field: question.field
    }

    LabelledEntry {
        text: qsTr("Loại bảo hiểm xã hội")
        Accessible.role: Accessible.Grouping // the choices do not say what they are of
        Accessible.name: text

        ChoiceList {
            field: question.field
            part: "scheme"
        }
    }

    LabelledEntry {
        text: qsTr("Nơi làm việc (không bắt buộc)")

        TextEntry {
            field: question.field
            part: "employer"
            placeholderText: qsTr("Tên đơn vị")
            name: qsTr("Nơi làm việc (không bắt buộc)")
        }
    }

    LabelledEntry {
        visible: question.field.settings.wages ?? true
        text: qsTr("Tiền lương hoặc thu nhập đóng, một tháng")

        MoneyEntry {
            field: question.field
            part: "wage"
            name: qsTr("Tiền lương hoặc thu nhập đóng, một tháng")
        }
    }
}
