import QtQuick
import Kiosk.Core

FieldFrame {
    id: question

    RowsList {
        field: question.field as RowsFieldVm
    }
}
