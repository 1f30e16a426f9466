import QtQuick
import QtQuick.Layouts
import Kiosk.Core
import Kiosk.Ui

// One of many things: found by typing a few letters, then touched. What was chosen stands alone until it is changed.
ColumnLayout {
    id: picker

    required property FieldVm field
    property string part
    property string searchPart
    property string placeholder
    property string chosenLabel // the words of what is chosen, "" while nothing is
    property int most: Theme.landscape ? 4 : 5
    property int shown: picker.most
    readonly property bool open: picker.chosenLabel === "" || picker.changing || picker.searching
    readonly property bool searching: (picker.field.parts[picker.searchPart] ?? "") !== "" // until something is picked
    property bool changing: false
    signal picked(Item row) // the row that shows what was picked
    readonly property var offered: picker.field.choices[picker.part] ?? []

    spacing: Theme.gap
    Layout.fillWidth: true
    onOfferedChanged: {
        picker.shown = picker.most;
        if (search.activeFocus)
            Announcer.tell(qsTr("%1 kết quả").arg(picker.offered.length));
    }

    GridLayout {
        id: chosenLine

        visible: !picker.open
        columns: Theme.compact && !Theme.landscape && Theme.textScale > 1.2 ? 1 : 2
        columnSpacing: Theme.gap
        rowSpacing: Theme.gap
        Layout.fillWidth: true

        ChoiceRow {
            id: chosenRow

            objectName: picker.field.questionId + "." + picker.part + ".chosen"
            text: picker.chosenLabel
            locked: picker.field.locked
            chosen: true
            Layout.fillWidth: true
            onClicked: picker.reopen()
        }

        KButton {
            objectName: picker.field.questionId + "." + picker.part + ".change"
            visible: !picker.field.locked
            text: qsTr("Đổi")
            glyph: "pencil"
            Layout.fillWidth: chosenLine.columns === 1
            onClicked: picker.reopen()
        }
    }

    TextEntry {
        id: search

        field: picker.field
        part: picker.searchPart
        visible: picker.open
        results: list
        placeholderText: picker.placeholder
        inputMethodHints: Qt.ImhNoAutoUppercase | Qt.ImhNoPredictiveText
        name: picker.placeholder
        Keys.onDownPressed: list.move(0)
    }

    ChoiceList {
        id: list

        visible: picker.open
        field: picker.field
        part: picker.part
        offered: picker.offered.slice(0, picker.shown)
        columns: 1
        onPicked: {
            picker.changing = false;
            picker.field.type(picker.searchPart, "");
            Qt.callLater(picker.picked, chosenRow);
        }
    }

    KButton {
        objectName: picker.field.questionId + "." + picker.part + ".more"
        visible: picker.open && picker.offered.length > picker.shown
        text: qsTr("Xem thêm")
        glyph: "down"
        Layout.fillWidth: true
        onClicked: picker.shown += picker.most
    }

    Words {
        visible: picker.open && picker.offered.length === 0
        text: qsTr("Không thấy tên nào như vậy. Xin gõ ít chữ hơn.")
        color: Theme.inkSoft
        Layout.fillWidth: true
    }

    function reopen(): void {
        picker.changing = true;
        search.forceActiveFocus();
    }
}
