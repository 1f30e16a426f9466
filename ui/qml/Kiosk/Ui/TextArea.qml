pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T

// Several lines of typing. Enter goes on instead of breaking the line: an answer is one sentence.
T.TextArea {
    id: area

    property bool faulty: false
    signal submitted

    implicitHeight: Math.max(Math.round(180 * Theme.u), contentHeight + 2 * Theme.gapWide)
    leftPadding: Math.round(28 * Theme.u)
    rightPadding: leftPadding
    topPadding: Theme.gapWide
    bottomPadding: Theme.gapWide
    wrapMode: TextEdit.Wrap
    font.family: Theme.fontText
    font.pixelSize: Math.round(40 * Theme.u * Theme.headingScale)
    font.weight: Font.DemiBold
    color: Theme.ink
    selectionColor: Theme.brand
    selectedTextColor: Theme.brandInk
    placeholderTextColor: "transparent"
    activeFocusOnTab: true
    selectByMouse: true
    Accessible.role: Accessible.EditableText
    Keys.onReturnPressed: area.submitted()
    Keys.onEnterPressed: area.submitted()
    Keys.onTabPressed: area.nextItemInFocusChain(true).forceActiveFocus(Qt.TabFocusReason)
    Keys.onBacktabPressed: area.nextItemInFocusChain(false).forceActiveFocus(Qt.BacktabFocusReason)

    background: Rectangle {
        radius: Theme.radius
        color: Theme.surface
        border.width: area.faulty || area.activeFocus ? Theme.lineStrong + 1 : Theme.lineStrong - 1
        border.color: area.faulty ? Theme.danger : (area.activeFocus ? Theme.brand : Theme.border)
    }

    cursorDelegate: Rectangle {
        width: Math.max(3, Math.round(4 * Theme.u))
        color: Theme.brand
        visible: area.activeFocus
    }
}
