import QtQuick
import QtQuick.Layouts
import Kiosk.Ui

// The name of what stands below, in the gallery.
Words {
    font.pixelSize: Theme.small
    color: Theme.inkSoft
    Layout.fillWidth: true
    Layout.topMargin: Theme.gapSection
}
