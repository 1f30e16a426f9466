import QtQuick
import QtQuick.Layouts
import Kiosk.Ui

// A whole number between a minus and a plus, which can be touched, typed over or moved with the arrow keys.
FieldFrame {
    id: question

    readonly property int least: question.field.settings.least ?? 0
    readonly property int most: question.field.settings.most ?? 0
    readonly property int step: question.field.settings.step ?? 1
    readonly property string held: question.field.parts.text ?? ""
    readonly property int number: Number(question.held.replace(/[^0-9-]/g, ""))

    function go(by: int): void {
        let next = question.number + by;
        if (question.held === "")
            next = question.least;
        question.field.type("text", String(Math.max(question.least, Math.min(question.most, next))));
    }

    RowLayout {
        spacing: Theme.gap
        Layout.fillWidth: true

        KButton {
            objectName: question.field.questionId + ".less"
            text: "−"
            pixelSize: Theme.numberBig
            available: question.held === "" || question.number > question.least
            reason: qsTr("Số nhỏ nhất là %1.").arg(question.least)
            Accessible.name: qsTr("Bớt %1").arg(question.step)
            Layout.preferredWidth: Math.round(140 * Theme.u)
            Layout.fillHeight: true
            onClicked: question.go(-question.step)
        }

        DigitsEntry {
            field: question.field
            negative: question.least < 0
            most: 12
            horizontalAlignment: TextInput.AlignHCenter
            Keys.onUpPressed: question.go(question.step)
            Keys.onDownPressed: question.go(-question.step)
        }

        KButton {
            objectName: question.field.questionId + ".more"
            text: "+"
            pixelSize: Theme.numberBig
            available: question.held === "" || question.number < question.most
            reason: qsTr("Số lớn nhất là %1.").arg(question.most)
            Accessible.name: qsTr("Thêm %1").arg(question.step)
            Layout.preferredWidth: Math.round(140 * Theme.u)
            Layout.fillHeight: true
            onClicked: question.go(question.step)
        }

        Words {
            visible: text !== ""
            text: question.field.settings.unit ?? ""
            font.pixelSize: Theme.h2
            Layout.maximumWidth: Math.round(260 * Theme.u)
        }
    }
}
