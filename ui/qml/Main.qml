import QtQuick
import QtQuick.Window
import Kiosk.Core
import Kiosk.Ui

// The window: sets the theme's inputs, shows the shell.
Window {
    id: window

    required property KioskVm kiosk
    required property QtObject textTarget
    required property real panelFactor // more than 1 on panels smaller than 27 inches
    required property int settleTime // ms

    color: Theme.bg
    title: "BHXH"

    Binding {
        target: TapGuard
        property: "settleTime"
        value: window.settleTime
    }

    Binding {
        target: Theme
        property: "landscape"
        value: window.width > window.height
    }

    Binding {
        target: Theme
        property: "u"
        value: Math.min(window.width, window.height) / 1080 * window.panelFactor
    }

    Binding {
        target: Theme
        property: "textScale"
        value: window.kiosk.accessibility.textScale
    }

    Binding {
        target: Theme
        property: "highContrast"
        value: window.kiosk.accessibility.highContrast
    }

    Binding {
        target: Theme
        property: "reducedMotion"
        value: window.kiosk.accessibility.reducedMotion
    }

    AppShell {
        objectName: "shell"
        anchors.fill: parent
        kiosk: window.kiosk
        textTarget: window.textTarget
    }
}
