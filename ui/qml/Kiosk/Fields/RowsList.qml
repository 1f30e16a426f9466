pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk.Core
import Kiosk.Ui

// The rows of a repeating group in words; one at a time is open, with a field for each of its columns.
ColumnLayout {
    id: list

    required property RowsFieldVm field
    property RowEditor editor: null // of the open row

    spacing: Theme.gap
    Layout.fillWidth: true

    // Once the row has found its place; it ends with the list, which a call from the engine's queue would not.
    Delay {
        id: entering

        interval: 0
        onTriggered: list.enter()
    }

    Repeater {
        model: list.field.rows

        Card {
            id: row

            required property int index
            required property string words
            readonly property bool open: row.index === list.field.place
            readonly property string name: list.field.questionId + ".row" + row.index
            readonly property string title: qsTr("%1 %2", "what a row is, its number").arg(list.field.item).arg(row.index + 1)

            objectName: row.name
            border.width: row.open ? Theme.lineStrong : Theme.line
            border.color: row.open ? Theme.brand : Theme.border
            implicitHeight: content.implicitHeight + 2 * Theme.gapWide
            Layout.fillWidth: true

            GridLayout {
                id: content

                columns: row.open || ((Theme.compact || Theme.textScale > 1.1) && !Theme.landscape) ? 1 : 2
                columnSpacing: Theme.gap
                rowSpacing: Theme.gap
                anchors.left: parent.left
                anchors.right: parent.right
                anchors.verticalCenter: parent.verticalCenter
                anchors.margins: Theme.gapWide

                ColumnLayout {
                    spacing: Math.round(4 * Theme.u)
                    Layout.fillWidth: true

                    Words {
                        text: row.title.charAt(0).toUpperCase() + row.title.slice(1)
                        font.pixelSize: Theme.small
                        color: Theme.inkSoft
                        Layout.fillWidth: true
                    }

                    Words {
                        objectName: row.name + ".words"
                        visible: !row.open
                        text: row.words !== "" ? row.words : qsTr("Chưa ghi gì")
                        font.weight: Font.DemiBold
                        Layout.fillWidth: true
                    }
                }

                Loader {
                    id: editor

                    active: row.open
                    visible: row.open
                    Layout.fillWidth: true
                    Layout.preferredHeight: (editor.item as Item)?.implicitHeight ?? 0

                    onLoaded: {
                        list.editor = editor.item as RowEditor;
                        entering.start();
                    }

                    sourceComponent: RowEditor {
                        field: list.field
                    }
                }

                RowLayout {
                    spacing: Theme.gap
                    Layout.fillWidth: row.open
                    Layout.alignment: Qt.AlignVCenter

                    KButton {
                        objectName: row.name + ".save"
                        visible: row.open
                        text: qsTr("Xong dòng này")
                        glyph: "check"
                        kind: "primary"
                        Layout.fillWidth: true
                        onClicked: list.save()
                    }

                    KButton {
                        objectName: row.name + ".change"
                        visible: !row.open && !list.field.locked
                        text: qsTr("Sửa")
                        glyph: "pencil"
                        Accessible.name: qsTr("Sửa %1").arg(row.title)
                        onClicked: list.field.change(row.index)
                    }

                    KButton {
                        objectName: row.name + ".remove"
                        visible: !list.field.locked
                        text: qsTr("Bỏ")
                        glyph: "cross"
                        Accessible.name: qsTr("Bỏ %1").arg(row.title)
                        onClicked: {
                            list.field.remove(row.index);
                            add.forceActiveFocus(Qt.TabFocusReason);
                        }
                    }
                }
            }
        }
    }

    KButton {
        id: add

        objectName: list.field.questionId + ".add"
        visible: list.field.canAdd && !list.field.locked && list.field.place < 0
        text: list.field.count === 0 ? qsTr("Thêm %1").arg(list.field.item) : qsTr("Thêm %1 nữa").arg(list.field.item)
        glyph: "plus"
        Layout.fillWidth: true
        onClicked: list.field.add()
    }

    KButton {
        objectName: list.field.questionId + ".restore"
        visible: list.field.canRestore
        text: qsTr("Lấy lại %1 vừa bỏ").arg(list.field.item)
        glyph: "refresh"
        Layout.fillWidth: true
        onClicked: {
            list.field.restore();
            add.forceActiveFocus(Qt.TabFocusReason);
        }
    }

    function enter(): void {
        if (list.field.place >= 0)
            list.editor?.enter();
    }

    function save(): void {
        if (list.field.finish())
            add.forceActiveFocus(Qt.TabFocusReason);
        else
            list.enter();
    }
}
