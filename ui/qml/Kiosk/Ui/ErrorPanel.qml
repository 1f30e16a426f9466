import QtQuick
import QtQuick.Layouts

// What happened, what to do, and (as children) at least two ways on.
Card {
    id: panel

    property string situation
    property string glyph: "warning"
    default property alias actions: actionColumn.data

    color: Theme.dangerSoft
    border.color: Theme.danger
    implicitHeight: column.implicitHeight + 2 * Theme.cardPad
    Accessible.role: Accessible.AlertMessage
    Accessible.name: SituationTexts.title(panel.situation) + ". " + SituationTexts.advice(panel.situation)

    readonly property string told: panel.visible ? panel.Accessible.name : ""
    onToldChanged: Announcer.tell(panel.told)

    ColumnLayout {
        id: column

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        anchors.margins: Theme.cardPad
        spacing: Theme.gapWide

        RowLayout {
            spacing: Theme.gapWide
            Layout.fillWidth: true

            Icon {
                glyph: panel.glyph
                tint: Theme.dangerText
                size: Math.round(72 * Theme.u)
                Layout.alignment: Qt.AlignTop
            }

            ColumnLayout {
                spacing: Math.round(10 * Theme.u)
                Layout.fillWidth: true

                Words {
                    objectName: "faultTitle"
                    text: SituationTexts.title(panel.situation)
                    font.pixelSize: Theme.h2
                    font.weight: Font.Bold
                    color: Theme.dangerText
                    lineHeight: 1.04
                    Layout.fillWidth: true
                }

                Words {
                    text: SituationTexts.advice(panel.situation)
                    font.pixelSize: Theme.body
                    Layout.fillWidth: true
                }
            }
        }

        ColumnLayout {
            id: actionColumn

            spacing: Theme.gap
            Layout.fillWidth: true
        }
    }
}
