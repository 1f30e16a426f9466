import QtQuick
import QtQuick.Layouts

// A sentence that stands out: colour, pictogram and words together. kind: info, ok, warn or danger.
Rectangle {
    id: notice

    property string kind: "info"
    property string title
    property string text
    property string glyph: ({
            "info": "info",
            "ok": "check",
            "warn": "warning",
            "danger": "warning"
        })[notice.kind]
    readonly property color strong: ({
            "info": Theme.highContrast ? Theme.link : Theme.brandDark,
            "ok": Theme.ok,
            "warn": Theme.warn,
            "danger": Theme.dangerText
        })[notice.kind]
    readonly property bool frame: true

    color: ({
            "info": Theme.brandSoft,
            "ok": Theme.okSoft,
            "warn": Theme.warnSoft,
            "danger": Theme.dangerSoft
        })[notice.kind]
    radius: Theme.radius
    border.width: Theme.highContrast ? Theme.line : 0
    border.color: notice.strong
    implicitHeight: row.implicitHeight + 2 * Theme.gapWide
    Accessible.role: Accessible.AlertMessage
    Accessible.name: [notice.title, notice.text].filter(each => each !== "").join(". ")

    readonly property string told: notice.visible ? notice.Accessible.name : ""
    onToldChanged: Announcer.tell(notice.told)

    Rectangle {
        width: Math.round(10 * Theme.u)
        height: parent.height - 2 * Theme.gapWide
        anchors.left: parent.left
        anchors.leftMargin: Theme.gap
        anchors.verticalCenter: parent.verticalCenter
        radius: width / 2
        color: notice.strong
    }

    RowLayout {
        id: row

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        anchors.leftMargin: Math.round(46 * Theme.u)
        anchors.rightMargin: Theme.gapWide
        spacing: Theme.gapWide

        Icon {
            glyph: notice.glyph
            tint: notice.strong
            size: Math.round(44 * Theme.u)
            Layout.alignment: Qt.AlignTop
        }

        ColumnLayout {
            spacing: Math.round(6 * Theme.u)
            Layout.fillWidth: true

            Words {
                visible: notice.title !== ""
                text: notice.title
                color: notice.strong
                font.weight: Font.Bold
                Layout.fillWidth: true
            }

            Words {
                visible: notice.text !== ""
                text: notice.text
                color: Theme.ink
                Layout.fillWidth: true
            }
        }
    }
}
