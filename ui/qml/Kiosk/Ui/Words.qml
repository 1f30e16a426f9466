import QtQuick

// Text as all screens set it: left aligned, wrapped, never cut.
Text {
    id: words

    property bool digits: false // tabular figures

    color: Theme.ink
    font.family: words.digits ? Theme.fontDigits : Theme.fontText
    font.pixelSize: Theme.body
    wrapMode: Text.Wrap
    lineHeight: Theme.lineHeight
    textFormat: Text.PlainText

    Accessible.role: Accessible.StaticText
    Accessible.name: words.text
}
