import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T

// One thing to agree to: the whole card can be tapped, and the box says in words what it holds.
T.AbstractButton {
    id: card

    property string description
    property string basis
    property string tagText
    property string tagKind: "info"
    property bool given: false
    property bool demanded: false // the person went on without this one
    signal answered(bool given)

    readonly property bool frame: true
    readonly property bool wide: card.width > Math.round(1200 * Theme.u)

    activeFocusOnTab: true
    focusPolicy: Qt.TabFocus
    padding: card.wide ? Theme.gap : Theme.cardPad
    implicitHeight: row.implicitHeight + 2 * card.padding
    Accessible.role: Accessible.CheckBox
    Accessible.name: card.text
    Accessible.description: [card.tagText, card.description].filter(each => each !== "").join(". ")
    Accessible.checkable: true
    Accessible.checked: card.given
    Keys.onReturnPressed: card.click()
    Keys.onEnterPressed: card.click()
    onClicked: {
        if (!pause.running)
            card.answered(!card.given);
        pause.restart();
    }

    Delay {
        id: pause

        interval: 300
    }

    background: Rectangle {
        radius: Theme.radius
        color: card.given ? Theme.okSoft : (card.demanded ? Theme.dangerSoft : (card.down ? Theme.brandSoft : Theme.surface))
        border.width: card.given || card.demanded ? Theme.lineStrong : Theme.lineStrong - 1
        border.color: card.given ? Theme.ok : (card.demanded ? Theme.danger : Theme.border)

        FocusRing {
            control: card
        }
    }

    contentItem: Item {
        RowLayout {
            id: row

            anchors.left: parent.left
            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            spacing: Math.round(28 * Theme.u)

            Rectangle {
                color: card.given ? Theme.ok : Theme.surface
                border.width: Theme.lineStrong
                border.color: card.given ? Theme.ok : Theme.border
                radius: Theme.radiusSmall
                Layout.preferredWidth: Math.round(64 * Theme.u)
                Layout.preferredHeight: Math.round(64 * Theme.u)
                Layout.alignment: Qt.AlignTop

                Icon {
                    anchors.centerIn: parent
                    visible: card.given
                    glyph: "check"
                    tint: Theme.okInk
                    size: Math.round(46 * Theme.u)
                    weight: 3
                }
            }

            ColumnLayout {
                spacing: Math.round(8 * Theme.u)
                Layout.fillWidth: true

                RowLayout {
                    spacing: Theme.gapWide
                    Layout.fillWidth: true

                    Words {
                        text: card.text
                        font.weight: Font.Bold
                        font.pixelSize: Math.round(34 * Theme.u * Theme.textScale)
                        lineHeight: 1.04
                        Layout.fillWidth: true
                    }

                    StatusTag {
                        visible: card.tagText !== "" && card.wide
                        text: card.tagText
                        kind: card.tagKind
                        Layout.alignment: Qt.AlignTop
                    }
                }

                Words {
                    text: card.description
                    font.pixelSize: Theme.small
                    Layout.fillWidth: true
                }

                LegalBasis {
                    visible: card.basis !== "" || (card.tagText !== "" && !card.wide)
                    basis: card.basis

                    StatusTag {
                        visible: card.tagText !== "" && !card.wide
                        text: card.tagText
                        kind: card.tagKind
                    }
                }
            }
        }
    }
}
