import QtQuick
import QtQuick.Layouts

// A short state in a word, with its pictogram. kind: ok, warn, danger, info or off.
Rectangle {
    id: tag

    property string kind: "ok"
    property string text
    readonly property bool frame: true
    readonly property color strong: ({
            "ok": Theme.ok,
            "warn": Theme.warn,
            "danger": Theme.dangerText,
            "info": Theme.highContrast ? Theme.link : Theme.brandDark,
            "off": Theme.disabledText
        })[tag.kind]

    color: ({
            "ok": Theme.okSoft,
            "warn": Theme.warnSoft,
            "danger": Theme.dangerSoft,
            "info": Theme.brandSoft,
            "off": Theme.disabledFill
        })[tag.kind]
    radius: Math.round(14 * Theme.u)
    implicitWidth: row.implicitWidth + 2 * Math.round(16 * Theme.u)
    implicitHeight: row.implicitHeight + 2 * Math.round(8 * Theme.u)

    RowLayout {
        id: row

        anchors.centerIn: parent
        width: Math.min(implicitWidth, tag.width - 2 * Math.round(16 * Theme.u))
        spacing: Math.round(10 * Theme.u)

        Icon {
            glyph: ({
                    "ok": "check",
                    "warn": "warning",
                    "danger": "warning",
                    "info": "info",
                    "off": "clock"
                })[tag.kind]
            tint: tag.strong
            size: Math.round(30 * Theme.u)
            weight: 2.4
        }

        Words {
            text: tag.text
            color: tag.strong
            font.pixelSize: Math.round(26 * Theme.u * Theme.headingScale)
            font.weight: Font.DemiBold
            lineHeight: 1
            Layout.fillWidth: true
        }
    }
}
