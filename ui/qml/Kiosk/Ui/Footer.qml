import QtQuick
import QtQuick.Layouts
import Kiosk.Core

// The ways on, always at the same places: below in portrait, with the primary button in a row of its own above the
// others, and a rail on the right in landscape. The Tab key takes them in the order in which they are seen.
Rectangle {
    id: footer

    required property KioskVm kiosk
    property string primaryText
    property string primaryGlyph: "forward"
    property bool primaryAvailable: true
    property string primaryReason
    property string otherText // a second way on, beside the primary button
    property string otherGlyph
    property string otherName
    property bool otherAvailable: true
    property string otherReason
    property bool tight: false // somebody types: the page needs the room
    property string backText: qsTr("Quay lại")
    property bool backShown: true
    signal primaryActivated
    signal otherActivated
    signal backActivated

    readonly property bool rail: Theme.landscape
    readonly property bool hasPrimary: footer.primaryText !== ""
    readonly property bool small: Theme.compact || footer.tight
    readonly property int quietHeight: footer.rail || footer.small ? Theme.target : Theme.primaryHeight
    readonly property int sides: Theme.compact ? Math.round(12 * Theme.u) : footer.rail ? Math.round(28 * Theme.u) : Theme.gap // three of them in a row

    // To the first way on; false where there is none.
    function enter(): bool {
        const first = [primary, other, back, staff, end].find(each => each.visible && each.enabled) ?? null;
        first?.forceActiveFocus(Qt.TabFocusReason);
        return first !== null;
    }

    color: Theme.surface
    implicitWidth: Math.round(360 * Theme.u * (Theme.compact ? 1 : Theme.headingScale))
    implicitHeight: grid.implicitHeight + 2 * Math.round((footer.small ? 14 : 28) * Theme.u)

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
            id: primary

            objectName: "primary"
            text: footer.primaryText
            glyph: footer.primaryGlyph
            glyphAfter: footer.primaryGlyph === "forward"
            kind: "primary"
            weighty: true
            available: footer.primaryAvailable
            reason: footer.primaryReason
            visible: footer.hasPrimary
            leftPadding: footer.sides
            Layout.row: 0
            Layout.column: 0
            Layout.columnSpan: footer.rail ? 1 : 3
            Layout.fillWidth: true
            Layout.minimumHeight: implicitHeight
            Layout.preferredHeight: footer.rail && !Theme.compact ? Math.round(128 * Theme.u) : Theme.primaryHeight
            onTextChanged: TapGuard.settle() // in the same place it does something else now
            onClicked: footer.primaryActivated()
        }

        KButton {
            id: other

            objectName: footer.otherName
            weighty: true
            text: footer.otherText
            glyph: footer.otherGlyph
            available: footer.otherAvailable
            reason: footer.otherReason
            visible: footer.otherText !== ""
            leftPadding: footer.sides
            Layout.row: 1
            Layout.column: 0
            Layout.columnSpan: footer.rail ? 1 : 3
            Layout.fillWidth: true
            Layout.minimumHeight: implicitHeight
            Layout.preferredHeight: footer.rail ? Theme.target : Theme.primaryHeight
            onClicked: footer.otherActivated()
        }

        KButton {
            id: back

            readonly property bool offered: footer.backShown && footer.kiosk.canGoBack

            objectName: "back"
            text: footer.backText
            glyph: "back"
            visible: back.offered || footer.rail
            opacity: back.offered ? 1 : 0
            available: back.offered
            leftPadding: footer.sides
            Layout.row: 2
            Layout.column: 0
            Layout.fillWidth: true
            Layout.preferredHeight: footer.quietHeight
            Layout.minimumHeight: implicitHeight
            onClicked: footer.backActivated()
        }

        KButton {
            id: staff

            objectName: "callStaff"
            text: qsTr("Gọi cán bộ")
            glyph: "hand"
            kind: footer.rail ? "secondary" : "quiet"
            visible: footer.kiosk.screen !== "staff_called" && !footer.kiosk.inStaffRoom
            leftPadding: footer.sides
            Layout.row: footer.rail ? 3 : 2
            Layout.column: footer.rail ? 0 : 1
            Layout.fillWidth: true
            Layout.preferredHeight: footer.quietHeight
            Layout.minimumHeight: implicitHeight
            onClicked: footer.kiosk.callStaff()
        }

        KButton {
            id: end

            readonly property bool offered: footer.kiosk.canEnd

            objectName: "end"
            text: qsTr("Thoát")
            glyph: "door"
            kind: "quiet"
            visible: end.offered || footer.rail // in the rail it keeps its place, so that the others keep theirs
            opacity: end.offered ? 1 : 0
            available: end.offered
            leftPadding: footer.sides
            Layout.row: footer.rail ? 4 : 2
            Layout.column: footer.rail ? 0 : 2
            Layout.minimumWidth: footer.rail ? -1 : implicitWidth // one short word, which cannot be broken
            Layout.fillWidth: true
            Layout.preferredHeight: footer.quietHeight
            Layout.minimumHeight: implicitHeight
            onClicked: footer.kiosk.end()
        }
    }
}
