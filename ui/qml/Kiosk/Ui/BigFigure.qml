import QtQuick

// The one figure that a page is about, on one line: in smaller type where it would not fit.
Words {
    digits: true
    font.pixelSize: Theme.numberBig
    font.weight: Font.Bold
    color: Theme.highContrast ? Theme.brand : Theme.brandDark
    lineHeight: 1.1
    wrapMode: Text.NoWrap
    fontSizeMode: Text.HorizontalFit
    minimumPixelSize: Math.round(36 * Theme.u)
}
