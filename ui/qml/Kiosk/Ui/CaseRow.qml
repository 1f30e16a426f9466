import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T

// One of a list, such as a request that was filed: what it is and how it stands; touched it opens and closes.
T.AbstractButton {
    id: row

    property string words
    property bool open: false
    property string sign // how urgent it is, by its pictogram beside the words that say so: info, warn or danger
    property bool quiet: false // it was read before
    readonly property bool frame: true

    activeFocusOnTab: true
    focusPolicy: Qt.TabFocus
    leftPadding: Theme.cardPad
    rightPadding: Theme.cardPad
    implicitHeight: Math.max(Math.round(132 * Theme.u), column.implicitHeight + 2 * Theme.gapWide)
    Accessible.role: Accessible.Button
    Accessible.name: row.text + ". " + row.words + " " + (row.open ? qsTr("Đang mở") : qsTr("Đang đóng"))
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

        Icon {
            visible: row.sign !== ""
            glyph: row.sign === "info" ? "bell" : "warning"
            tint: row.sign === "danger" ? Theme.dangerText : (row.sign === "warn" ? Theme.warn : Theme.inkSoft)
            size: Math.round(44 * Theme.u)
            Layout.alignment: Qt.AlignVCenter
        }

        ColumnLayout {
            id: column

            spacing: Math.round(6 * Theme.u)
            Layout.fillWidth: true
            Layout.alignment: Qt.AlignVCenter

            Words {
                text: row.text
                font.weight: row.quiet ? Font.Normal : Font.Bold
                lineHeight: 1.04
                Layout.fillWidth: true
            }

            Words {
                text: row.words
                color: Theme.inkSoft
                font.pixelSize: Theme.small
                lineHeight: 1.04
                Layout.fillWidth: true
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
