import QtQuick
import QtQuick.Layouts

// Rows of label and value between hairlines; rows are SummaryRow items.
Card {
    id: list

    default property alias rows: column.data

    implicitHeight: column.implicitHeight + 2 * Theme.gap

    ColumnLayout {
        id: column

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        anchors.leftMargin: Theme.cardPad
        anchors.rightMargin: Theme.cardPad
        spacing: 0
    }
}
