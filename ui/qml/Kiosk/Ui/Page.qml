pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Kiosk.Core

// One screen: heading, a leading sentence, content, and what the frame around it needs to know. In landscape the
// content stands in two columns: heading and `body` left, `aside` right.
FocusScope {
    id: page

    required property KioskVm kiosk
    property string title
    property string lead
    property string stepName
    property string primaryText
    property string primaryGlyph: "forward"
    property bool primaryAvailable: true
    property string backText: qsTr("Quay lại")
    property bool backShown: true
    property string spoken: page.lead === "" ? page.title : page.title + ". " + page.lead // read aloud, when that is on
    property bool spokenAtOnce: true // false: only what stands for a moment
    property bool bare: false // without header and footer
    property Item cameraSlot: null
    property FaceVm face: null // of a page that shows the camera
    property string keyboard // layout of the on-screen keyboard, "" while there is nothing to type
    property Item textItem: null // what the keyboard types into
    property real asideShare: 0.5 // of the width, in landscape
    property bool asideShown: true
    default property alias body: bodyColumn.data
    property alias aside: asideColumn.data
    signal primaryActivated
    readonly property bool twoColumns: Theme.landscape && asideColumn.visible
    readonly property bool tight: page.keyboard !== ""

    focus: true

    // The person pressed the key that ends typing.
    function doneTyping(): void {
        if (page.primaryAvailable && !TapGuard.settling)
            page.primaryActivated();
    }

    Flickable {
        id: flick

        anchors.fill: parent
        contentWidth: width
        contentHeight: Math.max(height, grid.implicitHeight + 2 * grid.margin)
        boundsBehavior: Flickable.StopAtBounds
        clip: contentHeight > height
        onContentHeightChanged: flick.stayInside()
        onHeightChanged: flick.stayInside()

        Connections {
            target: page.tight ? flick : null

            function onHeightChanged(): void {
                Qt.callLater(page.revealFocus);
            }

            function onContentHeightChanged(): void {
                Qt.callLater(page.revealFocus);
            }
        }

        // A page that has become shorter must not stay scrolled past its end.
        function stayInside(): void {
            scroll.stop();
            flick.contentY = Math.max(0, Math.min(flick.contentY, flick.contentHeight - flick.height));
        }

        GridLayout {
            id: grid

            readonly property int margin: page.tight ? Theme.gapWide : Math.round((Theme.landscape ? 36 : 40) * Theme.u)

            x: Theme.pad
            y: margin
            width: flick.width - 2 * Theme.pad
            height: flick.contentHeight - 2 * margin
            columns: page.twoColumns ? 2 : 1
            columnSpacing: Theme.pad
            rowSpacing: Theme.gapSection

            ColumnLayout {
                spacing: page.tight ? Theme.gap : Theme.gapWide
                Layout.fillWidth: true
                Layout.fillHeight: true
                Layout.preferredWidth: page.twoColumns ? (grid.width - Theme.pad) * (1 - page.asideShare) : grid.width
                Layout.alignment: Qt.AlignTop

                StepLabel {
                    visible: page.kiosk.stepCount > 0 && page.stepName !== "" && !(page.tight && Theme.landscape)
                    number: page.kiosk.stepNumber
                    count: page.kiosk.stepCount
                    name: page.stepName
                    Layout.fillWidth: true
                    Layout.bottomMargin: Theme.gap
                }

                Words {
                    objectName: "title"
                    visible: page.title !== ""
                    text: page.title
                    font.pixelSize: page.tight && Theme.landscape ? Theme.h2 : Theme.h1
                    font.weight: Font.Bold
                    lineHeight: 1
                    Layout.fillWidth: true
                    Accessible.role: Accessible.Heading
                }

                Words {
                    objectName: "lead"
                    visible: page.lead !== "" && !(page.tight && Theme.landscape)
                    text: page.lead
                    font.pixelSize: Theme.lead
                    color: Theme.inkSoft
                    Layout.fillWidth: true
                }

                ColumnLayout {
                    id: bodyColumn

                    spacing: Theme.gapWide
                    visible: children.length > 0
                    Layout.fillWidth: true
                    Layout.fillHeight: true
                    Layout.topMargin: page.tight || Theme.landscape ? 0 : Theme.gap
                }
            }

            ColumnLayout {
                id: asideColumn

                spacing: Theme.gapWide
                visible: page.asideShown && children.length > 0
                Layout.fillWidth: true
                Layout.fillHeight: page.twoColumns
                Layout.preferredWidth: page.twoColumns ? (grid.width - Theme.pad) * page.asideShare : grid.width
            }
        }
    }

    // A strip of its own, so that nothing is half covered by the button.
    Rectangle {
        id: more

        objectName: "scrollStrip"
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        height: Theme.target + 2 * Theme.gap
        color: Theme.bg
        visible: flick.contentHeight - flick.contentY - flick.height > Math.round(24 * Theme.u)

        MouseArea { // what lies below the strip cannot be tapped through it
            anchors.fill: parent
        }

        Rectangle {
            anchors.top: parent.top
            width: parent.width
            height: 1
            color: Theme.hair
        }

        KButton {
            objectName: "scrollDown"
            anchors.fill: parent
            anchors.topMargin: Theme.gap
            anchors.bottomMargin: Theme.gap
            anchors.leftMargin: Theme.pad
            anchors.rightMargin: Theme.pad
            kind: "accent"
            glyph: "down"
            text: qsTr("Xem tiếp")
            focusPolicy: Qt.NoFocus
            activeFocusOnTab: false
            onClicked: scroll.go(Math.min(flick.contentHeight - flick.height, flick.contentY + flick.height * 0.6))
        }
    }

    NumberAnimation {
        id: scroll

        function go(target: real): void {
            scroll.to = target;
            scroll.restart();
        }

        target: flick
        property: "contentY"
        duration: Theme.slide
        easing.type: Easing.OutCubic
    }

    // The whole of an item comes into view, its beginning if there is no room for more: what is said to be wrong stands
    // at its head.
    function revealWhole(item: Item): void {
        whole.item = item;
        whole.restart();
    }

    Timer {
        id: whole

        property Item item: null

        interval: 60 // until what has just appeared has found its place
        onTriggered: {
            if (whole.item !== null)
                page.showWhole(whole.item);
        }
    }

    function showWhole(item: Item): void {
        const top = item.mapToItem(flick.contentItem, 0, 0).y - Theme.gap;
        const bottom = item.mapToItem(flick.contentItem, 0, item.height).y + Theme.gap;
        const room = flick.height - more.height;
        if (top < flick.contentY || bottom - top > room)
            scroll.go(Math.max(0, Math.min(flick.contentHeight - flick.height, top)));
        else if (bottom > flick.contentY + room)
            scroll.go(Math.min(flick.contentHeight - flick.height, bottom - room));
    }

    // The item that the keyboard went to is brought into view, once the page has found its places.
    function revealFocus(): void {
        const item = page.Window.window?.activeFocusItem ?? null;
        let ancestor = item;
        while (ancestor !== null && ancestor !== flick.contentItem)
            ancestor = ancestor.parent;
        const typing = (item as TextInput) !== null || (item as TextEdit) !== null;
        if (ancestor !== null && (typing || (item as T.Control)?.visualFocus))
            page.reveal(item);
    }

    function reveal(item: Item): void {
        if (flick.contentHeight <= flick.height)
            return;
        const top = item.mapToItem(flick.contentItem, 0, 0).y;
        const bottom = top + item.height;
        const margin = bottom + Theme.gapSection < flick.contentHeight ? more.height + Theme.gap : Theme.gapSection;
        if (bottom + margin > flick.contentY + flick.height)
            scroll.go(Math.min(flick.contentHeight - flick.height, bottom + margin - flick.height));
        else if (top - margin < flick.contentY)
            scroll.go(Math.max(0, top - margin));
    }

    Connections {
        target: page.Window.window

        function onActiveFocusItemChanged(): void {
            Qt.callLater(page.revealFocus);
        }
    }
}
