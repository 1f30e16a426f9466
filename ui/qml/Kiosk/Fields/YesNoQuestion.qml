import QtQuick
import Kiosk.Core

FieldFrame {
    id: question

    ChoiceList {
        field: question.field
        focus: true
    }
}
