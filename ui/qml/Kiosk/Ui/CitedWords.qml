import QtQuick
import QtQuick.Layouts

// A sentence of the law with where it stands.
Card {
    id: cited

    required property string words
    required property string article
    property string lead

    implicitHeight: sentence.implicitHeight + 2 * Theme.gap
    Layout.fillWidth: true

    ColumnLayout {
        id: sentence

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        anchors.leftMargin: Theme.gapWide
        anchors.rightMargin: Theme.gapWide
        spacing: Math.round(4 * Theme.u)

        Words {
            text: cited.lead + cited.words
            Layout.fillWidth: true
        }

        Words {
            text: cited.article
            font.pixelSize: Theme.small
            color: Theme.inkSoft
            lineHeight: 1.04
            Layout.fillWidth: true
        }
    }
}
