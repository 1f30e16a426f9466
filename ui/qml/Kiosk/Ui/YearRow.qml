import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T

// One year: what counts of it in words and as a bar; touched it opens and closes.
T.AbstractButton {
    id: row

    property string words
    property real share // of the year, 0 to 1
    property bool open: false
    readonly property bool frame: true

    activeFocusOnTab: true
    focusPolicy: Qt.TabFocus
    leftPadding: Theme.cardPad
    rightPadding: Theme.cardPad
    implicitHeight: Math.max(Math.round(112 * Theme.u), column.implicitHeight + Theme.gapWide)
    Accessible.role: Accessible.Button
    Accessible.name: row.text + ": " + row.words + ". " + (row.open ? qsTr("Đang mở") : qsTr("Đang đóng"))
    Keys.onReturnPressed: row.click()
    Keys.onEnterPressed: row.click()

    background: Rectangle {
        radius: Theme.radius
        color: row.down || row.open ? Theme.brandSoft : Theme.surface
        border.width: row.open ? Theme.lineStrong : Theme.line
        border.color: row.open ? Theme.brand : Theme.border

        FocusRing {
            control: row
        }
    }

    contentItem: RowLayout {
        spacing: Theme.gapWide

        Words {
            text: row.text
            digits: true
            font.weight: Font.Bold
            Layout.preferredWidth: Math.round(120 * Theme.u * Theme.textScale)
        }

        ColumnLayout {
            id: column

            spacing: Math.round(8 * Theme.u)
            Layout.fillWidth: true
            Layout.alignment: Qt.AlignVCenter

            Words {
                text: row.words
                lineHeight: 1.04
                Layout.fillWidth: true
            }

            Rectangle {
                color: Theme.highContrast ? Theme.surface : Theme.hair
                radius: height / 2
                border.width: Theme.highContrast ? Theme.line : 0
                border.color: Theme.border
                Layout.fillWidth: true
                Layout.preferredHeight: Math.round(14 * Theme.u)

                Rectangle {
                    visible: row.share > 0
                    color: Theme.brand
                    radius: height / 2
                    width: Math.round(parent.width * row.share)
                    height: parent.height
                }
            }
        }

        Icon {
            glyph: row.open ? "up" : "down"
            tint: Theme.highContrast ? Theme.brand : Theme.brandDark
            size: Math.round(36 * Theme.u)
            Layout.alignment: Qt.AlignVCenter
        }
    }
}
