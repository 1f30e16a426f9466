import QtQuick
import Kiosk.Core

FieldFrame {
    id: question

    readonly property RowsFieldVm rows: question.field as RowsFieldVm

    faultShown: question.rows.place < 0 || !question.rows.rowFaulty

    RowsList {
        field: question.rows
    }
}
