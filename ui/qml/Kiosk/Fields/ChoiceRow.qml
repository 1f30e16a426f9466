import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Kiosk.Ui

// One thing to choose: the whole row can be touched, and a mark says whether it is chosen.
T.AbstractButton {
    id: row

    property string note
    property bool chosen: false
    property bool locked: false // may not be changed here
    property bool several: false // more than one can be chosen: a box instead of a circle
    readonly property bool frame: true

    activeFocusOnTab: true
    focusPolicy: Qt.TabFocus
    leftPadding: Theme.cardPad
    rightPadding: Theme.cardPad
    implicitHeight: Math.max(Math.round(116 * Theme.u), words.implicitHeight + 2 * Theme.gapWide)
    Layout.fillWidth: true
    Accessible.role: row.several ? Accessible.CheckBox : Accessible.RadioButton
    Accessible.name: row.note === "" ? row.text : row.text + ". " + row.note
    Accessible.checkable: true
    Accessible.checked: row.chosen
    onClicked: row.forceActiveFocus(row.visualFocus ? Qt.TabFocusReason : Qt.MouseFocusReason)
    Keys.onReturnPressed: row.click()
    Keys.onEnterPressed: row.click()

    background: Rectangle {
        radius: Theme.radius
        color: row.locked ? Theme.disabledFill : row.chosen || row.down ? Theme.brandSoft : Theme.surface
        border.width: row.chosen ? Theme.lineStrong : Theme.line
        border.color: row.chosen ? Theme.brand : Theme.border

        FocusRing {
            control: row
        }
    }

    contentItem: RowLayout {
        spacing: Theme.gapWide

        Rectangle {
            color: row.chosen ? Theme.brand : Theme.surface
            radius: row.several ? Theme.radiusSmall : width / 2
            border.width: Theme.lineStrong
            border.color: row.chosen ? Theme.brand : Theme.border
            Layout.preferredWidth: Math.round(52 * Theme.u)
            Layout.preferredHeight: Math.round(52 * Theme.u)
            Layout.alignment: Qt.AlignVCenter

            Icon {
                anchors.centerIn: parent
                visible: row.chosen
                glyph: "check"
                tint: Theme.brandInk
                size: Math.round(36 * Theme.u)
                weight: 3
            }
        }

        ColumnLayout {
            id: words

            spacing: Math.round(4 * Theme.u)
            Layout.fillWidth: true
            Layout.alignment: Qt.AlignVCenter

            Words {
                text: row.text
                font.weight: Font.DemiBold
                lineHeight: 1.04
                Layout.fillWidth: true
            }

            Words {
                visible: row.note !== ""
                text: row.note
                font.pixelSize: Theme.small
                color: Theme.inkSoft
                lineHeight: 1.04
                Layout.fillWidth: true
            }
        }
    }
}
