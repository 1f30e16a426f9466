pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T

// One line (or, with `multiline` text areas elsewhere) of typing, large enough to read from a step away.
T.TextField {
    id: field

    property string name // what it is for, as it is heard: Qt keeps that of a masked entry from those who ask for it
    property bool faulty: false
    property bool digitsOnly: false
    property bool locked: false // may not be changed here
    property bool masked: false // read aloud as a number of characters only
    property Item results: null // what is found by what is typed: as much of it as there is room for stands below

    implicitHeight: Math.max(Math.round((Theme.compact ? 96 : 120) * Theme.u), contentHeight + 2 * (Theme.compact ? Theme.gap : Theme.gapWide))
    leftPadding: Math.round(28 * Theme.u)
    rightPadding: leftPadding
    verticalAlignment: TextInput.AlignVCenter
    font.family: field.digitsOnly ? Theme.fontDigits : Theme.fontText
    font.pixelSize: Math.round((field.digitsOnly ? 64 : 44) * Theme.u * Theme.headingScale)
    font.weight: Font.DemiBold
    color: Theme.ink
    selectionColor: Theme.brand
    selectedTextColor: Theme.brandInk
    placeholderTextColor: Theme.inkSoft
    activeFocusOnTab: true
    selectByMouse: true
    Accessible.role: Accessible.EditableText
    Accessible.name: field.name
    Accessible.readOnly: field.locked
    Accessible.passwordEdit: field.masked

    background: Rectangle {
        radius: Theme.radius
        color: field.locked ? Theme.disabledFill : Theme.surface
        border.width: field.faulty || field.activeFocus ? Theme.lineStrong + 1 : Theme.lineStrong - 1
        border.color: field.faulty ? Theme.danger : (field.activeFocus ? Theme.brand : Theme.border)
    }

    cursorDelegate: Rectangle {
        width: Math.max(3, Math.round(4 * Theme.u))
        color: Theme.brand
        visible: field.activeFocus
    }

    Text {
        anchors.fill: parent
        anchors.leftMargin: field.leftPadding + Math.round(12 * Theme.u)
        anchors.rightMargin: field.rightPadding
        anchors.topMargin: Theme.gap
        anchors.bottomMargin: Theme.gap
        visible: field.text === "" && field.preeditText === ""
        text: field.placeholderText
        color: Theme.inkSoft
        font.family: Theme.fontText
        font.pixelSize: Theme.lead
        verticalAlignment: Text.AlignVCenter
        wrapMode: Text.WordWrap
        fontSizeMode: Text.Fit
        minimumPixelSize: Math.round(24 * Theme.u)
    }
}
