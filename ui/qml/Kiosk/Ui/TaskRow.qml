import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T

// One task in a list: its name, what it is, and why it cannot be done now where that is so. Where there is no room for
// more than the name, a touch tells why.
T.AbstractButton {
    id: row

    property string summary
    property string reason
    property bool available: true
    property bool brief: false // the name only
    readonly property bool explains: row.brief && !row.available && row.reason !== ""
    readonly property bool frame: true

    enabled: row.available || row.explains
    activeFocusOnTab: true
    focusPolicy: Qt.TabFocus
    leftPadding: Theme.cardPad
    rightPadding: Theme.cardPad
    implicitHeight: row.brief ? Math.max(Theme.target, words.implicitHeight + Theme.gapWide) : Math.max(Math.round(148 * Theme.u), words.implicitHeight + 2 * Theme.gapWide)
    Accessible.role: Accessible.Button
    Accessible.name: row.reason === "" ? row.text : row.text + " – " + row.reason
    Accessible.description: row.summary
    onClicked: {
        if (row.explains)
            Reasons.tell(row.reason);
    }
    Keys.onReturnPressed: row.click()
    Keys.onEnterPressed: row.click()

    background: Rectangle {
        radius: Theme.radius
        color: !row.available ? (Theme.highContrast ? Theme.surface : Theme.bg) : (row.down ? Theme.brandSoft : Theme.surface)
        border.width: row.available ? Theme.lineStrong - 1 : Theme.line
        border.color: row.available ? Theme.brand : Theme.hair

        FocusRing {
            control: row
        }
    }

    contentItem: RowLayout {
        spacing: Theme.gapWide

        ColumnLayout {
            id: words

            spacing: Math.round(6 * Theme.u)
            Layout.fillWidth: true
            Layout.alignment: Qt.AlignVCenter

            Words {
                text: row.text
                color: row.available ? (Theme.highContrast ? Theme.brand : Theme.brandDark) : Theme.disabledText
                font.weight: Font.Bold
                font.pixelSize: Math.round(34 * Theme.u * Theme.headingScale)
                lineHeight: 1.04
                Layout.fillWidth: true
            }

            Words {
                visible: row.summary !== "" && !row.brief
                text: row.summary
                color: row.available ? Theme.inkSoft : Theme.disabledText
                font.pixelSize: Theme.small
                lineHeight: 1.04
                Layout.fillWidth: true
            }

            RowLayout {
                visible: row.reason !== "" && !row.brief
                spacing: Theme.gap
                Layout.fillWidth: true

                Icon {
                    glyph: "clock"
                    tint: Theme.disabledText
                    size: Math.round(32 * Theme.u)
                }

                Words {
                    text: row.reason
                    color: Theme.disabledText
                    font.pixelSize: Theme.small
                    font.weight: Font.DemiBold
                    lineHeight: 1.04
                    Layout.fillWidth: true
                }
            }
        }

        Icon {
            visible: row.available || row.explains
            glyph: row.available ? "forward" : "clock"
            tint: row.available ? (Theme.highContrast ? Theme.brand : Theme.brandDark) : Theme.disabledText
            size: Math.round(40 * Theme.u)
            Layout.alignment: Qt.AlignVCenter
        }
    }
}
