import QtQuick

// The one figure that a page is about, on one line: in smaller type where it would not fit. Where words stand in its
// place they wrap.
Words {
    id: figure

    property bool sentence: false

    digits: true
    font.pixelSize: Theme.numberBig
    font.weight: Font.Bold
    color: Theme.highContrast ? Theme.brand : Theme.brandDark
    lineHeight: 1.1
    wrapMode: figure.sentence ? Text.Wrap : Text.NoWrap
    fontSizeMode: figure.sentence ? Text.FixedSize : Text.HorizontalFit
    minimumPixelSize: Math.round(36 * Theme.u)
}
