import QtQuick
import QtQuick.Layouts
import Kiosk.Core

// Where one is, what time it is, and the two switches that every screen has.
Rectangle {
    id: header

    required property KioskVm kiosk
    property bool tight: false // somebody types: the page needs the room
    property string asked // what the page asks, while its words are out of sight: it stands here instead of the name
    readonly property bool terse: header.asked !== "" && Theme.compact && !Theme.landscape // no room for more words
    readonly property string otherLanguage: header.kiosk.language === "vi" ? "English" : "Tiếng Việt"
    readonly property bool small: header.tight || Theme.compact
    signal accessibilityRequested

    color: Theme.surface
    implicitHeight: Math.max(header.small ? 0 : Math.round((Theme.landscape ? 104 : 132) * Theme.u), row.implicitHeight + (header.small ? Math.round(12 * Theme.u) : Theme.gap))

    Rectangle {
        anchors.bottom: parent.bottom
        width: parent.width
        height: Theme.line
        color: Theme.hair
    }

    RowLayout {
        id: row

        anchors.fill: parent
        anchors.leftMargin: Theme.pad
        anchors.rightMargin: Theme.pad
        spacing: Theme.gap

        Emblem {
            visible: header.asked === "" && header.width >= 900 * Theme.u
            Layout.preferredWidth: Math.round(76 * Theme.u)
            Layout.preferredHeight: Math.round(76 * Theme.u)
        }

        Words {
            objectName: "asked"
            visible: header.asked !== ""
            text: header.asked
            font.weight: Font.Bold
            font.pixelSize: Theme.button
            fontSizeMode: Text.Fit
            minimumPixelSize: Math.round(24 * Theme.u)
            lineHeight: 1
            verticalAlignment: Text.AlignVCenter
            Layout.fillWidth: true
            Layout.preferredHeight: Theme.target // however long it is: the page must not move
        }

        ColumnLayout {
            visible: header.asked === "" && (!Theme.compact || Theme.landscape || Theme.textScale < 1.2)
            spacing: 0
            Layout.fillWidth: true
            Layout.alignment: Qt.AlignVCenter

            Words {
                text: qsTr("Bảo hiểm xã hội Việt Nam")
                font.weight: Font.Bold
                font.pixelSize: Math.round(28 * Theme.u * Theme.headingScale)
                color: Theme.highContrast ? Theme.ink : Theme.brandDark
                lineHeight: 1
                Layout.fillWidth: true
            }

            Words {
                text: header.kiosk.officeName
                font.pixelSize: Math.round(24 * Theme.u * Theme.headingScale)
                color: Theme.inkSoft
                lineHeight: 1
                visible: (Theme.landscape || Theme.textScale < 1.4) && !(header.small && !Theme.landscape)
                Layout.fillWidth: true
            }
        }

        Item {
            visible: header.asked === "" && Theme.compact && !Theme.landscape && Theme.textScale > 1.2
            Layout.fillWidth: true
        }

        Words {
            text: header.kiosk.clockText
            digits: true
            visible: header.asked === "" && Theme.landscape
            font.pixelSize: Theme.lead
            font.weight: Font.DemiBold
            color: Theme.inkSoft
            Layout.rightMargin: Theme.gap
        }

        KButton {
            objectName: "language"
            text: header.terse ? "" : header.otherLanguage
            Accessible.name: header.otherLanguage
            glyph: "globe"
            pixelSize: Math.round(28 * Theme.u * Theme.headingScale)
            leftPadding: Math.round(18 * Theme.u)
            onClicked: header.kiosk.setLanguage(header.kiosk.language === "vi" ? "en" : "vi")
        }

        KButton {
            objectName: "accessibility"
            text: header.terse ? "" : qsTr("Trợ năng")
            Accessible.name: qsTr("Trợ năng")
            glyph: "sight"
            pixelSize: Math.round(28 * Theme.u * Theme.headingScale)
            leftPadding: Math.round(18 * Theme.u)
            onClicked: header.accessibilityRequested()
        }
    }
}
