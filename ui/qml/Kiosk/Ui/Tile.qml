import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T

// One choice of the home screen. What cannot be done yet stays visible, with the reason.
T.AbstractButton {
    id: tile

    property string glyph
    property string description
    property bool available: true
    property bool featured: false
    property string reason
    property bool tagged: !tile.available // the reason stands in the corner
    readonly property bool frame: true
    readonly property color strong: !tile.available ? Theme.disabledText : (tile.featured ? Theme.brandInk : (Theme.highContrast ? Theme.brand : Theme.brandDark))

    enabled: tile.available
    activeFocusOnTab: true
    focusPolicy: Qt.TabFocus
    padding: Theme.gapWide
    implicitHeight: Math.max(Math.round((Theme.landscape ? 180 : 220) * Theme.u), column.implicitHeight + 2 * tile.padding)
    Accessible.role: Accessible.Button
    Accessible.name: !tile.tagged ? tile.text : tile.text + " – " + tile.reason
    Accessible.description: tile.description
    Keys.onReturnPressed: tile.click()
    Keys.onEnterPressed: tile.click()

    background: Rectangle {
        radius: Theme.radius
        color: !tile.available ? (Theme.highContrast ? Theme.surface : Theme.bg) : (tile.featured ? (tile.down ? Theme.brandDark : Theme.brand) : (tile.down ? Theme.brandSoft : Theme.surface))
        border.width: tile.available ? Theme.lineStrong - 1 : Theme.line
        border.color: tile.available ? Theme.brand : Theme.hair

        FocusRing {
            control: tile
        }
    }

    contentItem: Item {
        ColumnLayout {
            id: column

            anchors.left: parent.left
            anchors.right: parent.right
            anchors.top: tile.featured ? undefined : parent.top
            anchors.verticalCenter: tile.featured ? parent.verticalCenter : undefined
            spacing: Math.round(14 * Theme.u)

            RowLayout {
                Layout.fillWidth: true
                spacing: Theme.gap

                Rectangle {
                    color: !tile.available ? Theme.disabledFill : (tile.featured ? Theme.brandInk : Theme.brandSoft)
                    radius: Theme.radiusSmall
                    Layout.preferredWidth: Math.round(76 * Theme.u)
                    Layout.preferredHeight: Math.round(76 * Theme.u)

                    Icon {
                        anchors.centerIn: parent
                        glyph: tile.glyph
                        tint: tile.featured && tile.available ? Theme.brand : tile.strong
                        size: Math.round(46 * Theme.u)
                    }
                }

                Item {
                    Layout.fillWidth: true
                }

                StatusTag {
                    visible: tile.tagged
                    text: tile.reason
                    kind: "off"
                    Layout.alignment: Qt.AlignTop
                    Layout.maximumWidth: tile.availableWidth - Math.round(100 * Theme.u)
                }
            }

            Words {
                text: tile.text
                color: tile.strong
                font.weight: Font.Bold
                font.pixelSize: Math.round(34 * Theme.u * (tile.featured ? Theme.textScale : Theme.headingScale))
                lineHeight: 1
                Layout.fillWidth: true
            }

            Words {
                visible: tile.description !== ""
                text: tile.description
                color: tile.featured && tile.available ? Theme.brandInk : (tile.available ? Theme.inkSoft : Theme.disabledText)
                font.pixelSize: Theme.small
                lineHeight: 1.04
                Layout.fillWidth: true
            }
        }
    }
}
