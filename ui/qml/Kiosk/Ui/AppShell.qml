pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Core

// The frame around every screen. Screens are loaded one at a time by name and unloaded again, so nothing that was
// typed outlives its page; the camera picture is one item that moves to the page that shows it.
FocusScope {
    id: shell

    required property KioskVm kiosk
    required property QtObject textTarget // the on-screen keyboard's way into the focused field
    readonly property Page page: loader.item as Page
    readonly property bool bare: shell.page === null || shell.page.bare
    readonly property bool covered: idleDialog.open || panel.open || curtain.open
    property alias camera: cameraView

    focus: true
    onCoveredChanged: TapGuard.start()

    Rectangle {
        anchors.fill: parent
        color: Theme.bg
    }

    // What cannot be reached from a wheelchair holds nothing but the mark.
    Rectangle {
        objectName: "outOfReach"
        visible: Theme.outOfReach > 0
        width: parent.width
        height: Theme.outOfReach
        color: Theme.highContrast ? Theme.bg : Theme.brandSoft

        Emblem {
            anchors.centerIn: parent
            width: Math.min(Math.round(160 * Theme.u), parent.height * 0.6)
            height: width
        }
    }

    FocusScope {
        id: frame

        // What the frame leaves for the page and, below it, the keyboard
        readonly property real contentWidth: frame.width - (footer.rail && footer.visible ? footer.width : 0)
        readonly property real contentBottom: footer.rail || !footer.visible ? frame.height : footer.y

        objectName: "frame"
        anchors.fill: parent
        anchors.topMargin: Theme.outOfReach
        enabled: !shell.covered && !TapGuard.busy
        focus: true

        Header {
            id: header

            objectName: "header"
            kiosk: shell.kiosk
            visible: !shell.bare
            tight: keyboardHolder.wanted
            asked: shell.page?.asked ?? ""
            height: visible ? implicitHeight : 0
            width: parent.width
            onAccessibilityRequested: panel.open = true
        }

        OfflineStrip {
            id: strip

            objectName: "offlineStrip"
            // A low panel has room for what is typed and its keys only; the pages before and after say it.
            visible: !shell.kiosk.online && shell.kiosk.screen !== "out_of_service" && !(Theme.flat && keyboardHolder.wanted)
            pending: shell.kiosk.pending
            height: visible ? implicitHeight : 0
            z: 2
            y: header.height
            width: frame.contentWidth
        }

        AssistBar {
            id: assistBar

            objectName: "assistBar"
            assist: shell.kiosk.assist
            visible: shell.kiosk.assist.present && !shell.bare
            tight: keyboardHolder.wanted
            brief: Theme.flat && keyboardHolder.wanted // the rail has room left where the page has none
            height: visible ? implicitHeight : 0
            z: 1
            x: brief ? frame.contentWidth : 0
            y: brief ? header.height : strip.y + strip.height
            width: brief ? footer.width : frame.contentWidth
        }

        Loader {
            id: loader

            objectName: "page"
            y: assistBar.brief ? strip.y + strip.height : assistBar.y + assistBar.height
            width: frame.contentWidth
            height: frame.contentBottom - keyboardHolder.height - reasonStrip.height - y
            focus: true
            clip: true
            // Where a page holds nothing to go to, the ways on come next and not the header.
            Keys.onTabPressed: event => event.accepted = shell.Window.activeFocusItem === shell.page && footer.enter()
        }

        // Sees each touch of the page, and takes the second one where the first has moved it.
        Item {
            anchors.fill: loader

            PointHandler {
                onActiveChanged: TapGuard.touched()
            }

            MouseArea {
                anchors.fill: parent
                visible: TapGuard.shifting
            }
        }

        ReasonStrip {
            id: reasonStrip

            objectName: "reasonStrip"
            visible: Reasons.text !== ""
            height: visible ? implicitHeight : 0
            y: frame.contentBottom - keyboardHolder.height - height
            width: frame.contentWidth
        }

        Item {
            id: keyboardHolder

            readonly property bool wanted: shell.page !== null && shell.page.keyboard !== ""

            visible: keyboardHolder.wanted
            y: frame.contentBottom - height
            width: frame.contentWidth
            height: visible && keyboardLoader.item !== null ? (keyboardLoader.item as Item).implicitHeight : 0

            Loader {
                id: keyboardLoader

                // Made when first needed, then kept: the first screen does not wait for its many keys.
                active: keyboardHolder.wanted || keyboardLoader.item !== null
                anchors.fill: parent

                sourceComponent: Keyboard {
                    target: shell.textTarget
                    pageLayout: shell.page?.keyboard ?? ""
                    onDone: shell.page?.doneTyping()
                }
            }
        }

        Footer {
            id: footer

            objectName: "footer"
            kiosk: shell.kiosk
            visible: !shell.bare
            primaryText: shell.page?.primaryText ?? ""
            primaryGlyph: shell.page?.primaryGlyph ?? "forward"
            primaryAvailable: shell.page?.primaryAvailable ?? false
            primaryReason: shell.page?.primaryReason ?? ""
            otherText: shell.page?.otherText ?? ""
            otherGlyph: shell.page?.otherGlyph ?? ""
            otherName: shell.page?.otherName ?? ""
            otherAvailable: shell.page?.otherAvailable ?? true
            otherReason: shell.page?.otherReason ?? ""
            tight: keyboardHolder.wanted
            backText: shell.page?.backText ?? ""
            backShown: shell.page?.backShown ?? false
            x: parent.width - width
            y: parent.height - height
            width: footer.rail ? implicitWidth : parent.width
            height: footer.rail ? parent.height - header.height : implicitHeight
            onPrimaryActivated: shell.page?.primaryActivated()
            onOtherActivated: shell.page?.otherActivated()
            onBackActivated: shell.kiosk.back()
        }
    }

    FlashCurtain {
        id: curtain

        face: shell.page?.face ?? null
        anchors.fill: parent
        onOpenChanged: {
            if (!curtain.open)
                frame.forceActiveFocus();
        }
    }

    CameraView {
        id: cameraView

        readonly property Item slot: curtain.cameraSlot ?? shell.page?.cameraSlot ?? null

        parent: cameraView.slot ?? shell
        visible: cameraView.slot !== null
        width: cameraView.slot?.width ?? 0
        height: cameraView.slot?.height ?? 0
        feed: shell.page?.face?.preview ?? null
        fraction: shell.page?.face?.fraction ?? 0
        oval: shell.page?.face?.ovalAt ?? 0.5
    }

    AccessibilityPanel {
        id: panel

        kiosk: shell.kiosk
        onDismissed: {
            panel.open = false;
            frame.forceActiveFocus();
        }
    }

    IdleDialog {
        id: idleDialog

        idle: shell.kiosk.idle
        onOpenChanged: {
            if (idleDialog.open)
                shell.kiosk.speech.alert();
            else
                frame.forceActiveFocus();
        }
    }

    NumberAnimation {
        id: appear

        target: loader
        property: "opacity"
        from: 0
        to: 1
        duration: Theme.fade
    }

    function openAccessibility(): void {
        panel.open = true;
    }

    function show(screen: string): void {
        panel.open = Cover.held = false;
        Reasons.clear();
        const name = screen.split("_").map(part => part.charAt(0).toUpperCase() + part.slice(1)).join("");
        const handed = {
            "kiosk": shell.kiosk
        };
        if (shell.kiosk.screenVm !== null)
            handed.vm = shell.kiosk.screenVm;
        loader.setSource(Qt.resolvedUrl("../" + shell.kiosk.folder + "/" + name + "Screen.qml"), handed);
        TapGuard.start();
        appear.stop();
        if (appear.duration > 0)
            appear.start();
        else
            loader.opacity = 1;
        loader.forceActiveFocus();
    }

    Connections {
        target: shell.kiosk

        function onScreenChanged(): void {
            shell.show(shell.kiosk.screen);
        }

        function onLanguageChanged(): void {
            Reasons.clear();
        }

        function onLeftAlone(): void {
            panel.open = false;
        }
    }

    Connections {
        target: Reasons

        function onTextChanged(): void {
            if (Reasons.text !== "")
                Announcer.tell(Reasons.text);
        }
    }

    Narrator {
        voice: shell.kiosk.speech
        page: shell.page
        around: [strip, footer, header, assistBar]
    }

    Connections {
        target: shell.page
        ignoreUnknownSignals: true

        function onAccessibilityRequested(): void {
            panel.open = true;
        }
    }

    Component.onCompleted: shell.show(shell.kiosk.screen)
}
