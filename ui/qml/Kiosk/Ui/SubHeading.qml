import QtQuick
import QtQuick.Layouts

// Above a part of a page.
Words {
    font.pixelSize: Theme.h2
    font.weight: Font.Bold
    lineHeight: 1.04
    Layout.fillWidth: true
    Layout.topMargin: Theme.gap
    Accessible.role: Accessible.Heading
}
