import QtQuick
import QtQuick.Window
import Kiosk.Core
import Kiosk.Ui

// The window: sets the theme's inputs, shows the shell.
Window {
    id: window

    required property KioskVm kiosk
    required property QtObject textTarget
    required property real diagonal // of the panel, inches
    required property int settleTime // ms
    readonly property bool shifting: TapGuard.shifting

    color: Theme.bg
    title: "BHXH"

    Binding {
        target: TapGuard
        property: "settleTime"
        value: window.settleTime
    }

    Binding {
        target: Theme
        property: "panelWidth"
        value: window.width
    }

    Binding {
        target: Theme
        property: "panelHeight"
        value: window.height
    }

    Binding {
        target: Theme
        property: "diagonal"
        value: window.diagonal
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

    Binding {
        target: Theme
        property: "outOfReach"
        value: Theme.landscape || !window.kiosk.accessibility.lowReach ? 0 : Math.round(window.height * (1 - window.kiosk.accessibility.reachableShare))
    }

    Binding {
        target: Cover
        property: "always"
        value: window.kiosk.accessibility.uncovered
    }

    AppShell {
        objectName: "shell"
        anchors.fill: parent
        kiosk: window.kiosk
        textTarget: window.textTarget
    }
}
