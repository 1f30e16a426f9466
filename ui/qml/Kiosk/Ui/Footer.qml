import QtQuick
import QtQuick.Layouts
import Kiosk.Core

// The ways on, always at the same places: below in portrait, with the primary button in a row of its own above the
// others, and a rail on the right in landscape.
Rectangle {
    id: footer

    required property KioskVm kiosk
    property string primaryText
    property string primaryGlyph: "forward"
    property bool primaryAvailable: true
    property string backText: qsTr("Quay lại")
    property bool backShown: true
    signal primaryActivated
    signal backActivated

    readonly property bool rail: Theme.landscape
    readonly property bool hasPrimary: footer.primaryText !== ""

    color: Theme.surface
    implicitWidth: Math.round(360 * Theme.u * Theme.headingScale)
    implicitHeight: grid.implicitHeight + 2 * Math.round(28 * Theme.u)

    Rectangle {
        width: footer.rail ? Theme.line : parent.width
        height: footer.rail ? parent.height : Theme.line
        color: Theme.hair
    }

    GridLayout {
        id: grid

        x: Math.round((footer.rail ? 28 : 32) * Theme.u)
        y: footer.rail ? footer.height - height - Theme.gapSection : (footer.height - height) / 2
        width: footer.width - 2 * x
        height: implicitHeight
        columns: footer.rail ? 1 : 3
        columnSpacing: Theme.gap
        rowSpacing: Theme.gap

        KButton {
            id: end

            objectName: "end"
            text: qsTr("Thoát")
            glyph: "door"
            kind: "quiet"
            visible: footer.kiosk.canEnd
            Layout.row: footer.rail ? 0 : 1
            Layout.column: footer.rail ? 0 : 2
            Layout.fillWidth: true
            Layout.preferredHeight: footer.rail ? Theme.target : Theme.primaryHeight
            Layout.minimumHeight: implicitHeight
            onClicked: footer.kiosk.end()
        }

        KButton {
            id: staff

            objectName: "callStaff"
            text: qsTr("Gọi cán bộ")
            glyph: "hand"
            kind: footer.rail ? "secondary" : "quiet"
            visible: footer.kiosk.screen !== "staff_called"
            Layout.row: 1
            Layout.column: footer.rail ? 0 : 1
            Layout.fillWidth: true
            Layout.preferredHeight: footer.rail ? Theme.target : Theme.primaryHeight
            Layout.minimumHeight: implicitHeight
            onClicked: footer.kiosk.callStaff()
        }

        KButton {
            id: back

            objectName: "back"
            text: footer.backText
            glyph: "back"
            visible: footer.backShown && footer.kiosk.canGoBack
            Layout.row: footer.rail ? 2 : 1
            Layout.column: 0
            Layout.fillWidth: true
            Layout.preferredHeight: footer.rail ? Theme.target : Theme.primaryHeight
            Layout.minimumHeight: implicitHeight
            onClicked: footer.backActivated()
        }

        KButton {
            id: primary

            objectName: "primary"
            text: footer.primaryText
            glyph: footer.primaryGlyph
            glyphAfter: footer.primaryGlyph === "forward"
            kind: "primary"
            weighty: true
            available: footer.primaryAvailable
            visible: footer.hasPrimary
            Layout.row: footer.rail ? 3 : 0
            Layout.column: 0
            Layout.columnSpan: footer.rail ? 1 : 3
            Layout.fillWidth: true
            Layout.minimumHeight: implicitHeight
            Layout.preferredHeight: footer.rail ? Math.round(128 * Theme.u) : Theme.primaryHeight
            onClicked: footer.primaryActivated()
        }
    }
}
