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
    property string primaryReason // why the primary button cannot be pressed now
    property string otherText // a second way on, beside the primary button and always in sight
    property string otherGlyph
    property string otherName // of its button, for tests
    property bool otherAvailable: true
    property string otherReason // why it cannot be pressed now
    property string backText: qsTr("Quay lại")
    property bool backShown: true
    property string spoken: page.lead === "" ? page.title : page.title + ". " + page.lead // read aloud, when that is on
    property bool spokenAtOnce: true // false: only what stands for a moment
    property bool bare: false // without header and footer
    property Item cameraSlot: null
    property FaceVm face: null // of a page that shows the camera
    property string keyboard // layout of the on-screen keyboard, "" while there is nothing to type
    property list<Item> together // what has to be in view at the same time: what is filled, and its keys
    readonly property NumberKeypad keys: page.together.find(each => (each as NumberKeypad) !== null) as NumberKeypad ?? null
    property real stillHeight: 0
    readonly property real calmHeight: area.still ? page.stillHeight : page.height // stays while keys are pressed
    property Notice alarm: null // what is wrong with what is typed into: never out of sight while one types
    readonly property alias titleWords: headline
    property Words heading: headline // what is asked where one types: never out of sight either
    property bool headingGone: false // it is, at its own place
    property TextField soughtBy: null // what is typed into, if it looks for something
    readonly property string asked: {
        if (!page.headingGone)
            return "";
        const words = (page.heading ?? headline).text;
        const sought = page.soughtBy === null ? "" : page.soughtBy.name;
        return words.includes(sought) ? words : words + ": " + sought;
    }
    readonly property string alarmText: area.alarm?.told ?? ""
    property Item mustSee: null // what has to have been in view before the person may go on
    property bool seen: false
    property Item wanted: null // what the person has to look at before going on
    property bool strayed: false // the person has scrolled on from what is typed into
    property real asideShare: 0.5 // of the width, in landscape
    property bool asideShown: true
    default property alias body: bodyColumn.data
    property alias aside: asideColumn.data
    property alias foot: footColumn.data // what a page without a footer keeps in sight below all of that
    signal primaryActivated
    signal otherActivated
    signal entered // it stands, or the focus came back to it from nowhere: the place to say where one begins
    // A panel with little room sets one below the other, but what belongs together stays side by side.
    readonly property bool roomy: Theme.panelWidth >= (Theme.textScale > 1.2 ? 1750 : 1500) * Theme.u || page.together.length > 0 || page.cameraSlot !== null
    readonly property bool twoColumns: Theme.landscape && asideColumn.visible && page.roomy
    readonly property bool tight: page.keyboard !== ""
    readonly property bool low: Theme.landscape && (page.tight || (Theme.compact && page.together.length > 0))

    focus: true
    Component.onCompleted: page.entered()
    onTogetherChanged: {
        settled.resized = true;
        settled.start();
    }
    Keys.onTabPressed: event => {
        const first = page.Window.activeFocusItem === page ? page.firstStop(bodyColumn) ?? page.firstStop(asideColumn) : null;
        event.accepted = first !== null;
        first?.forceActiveFocus(Qt.TabFocusReason);
    }

    // Where the Tab key goes to in an item that holds others; from nowhere it begins with the content, not the header.
    function firstStop(item: Item): Item {
        if (!item.visible || !item.enabled || item.activeFocusOnTab)
            return item.visible && item.enabled ? item : null;
        for (const child of item.children) {
            const stop = page.firstStop(child);
            if (stop !== null)
                return stop;
        }
        return null;
    }

    // The person pressed the key that ends typing.
    function doneTyping(): void {
        if (page.primaryAvailable && !TapGuard.settling)
            page.primaryActivated();
        else
            Reasons.tell(page.primaryReason);
    }

    ScrollArea {
        id: area

        width: page.width
        height: footColumn.y
        needed: grid.implicitHeight + 2 * grid.margin
        slack: Math.min(grid.margin, Math.round(24 * Theme.u))
        tight: page.tight
        beside: page.tight && Theme.landscape
        alarm: page.tight || page.together.length > 0 ? page.alarm : null
        keysAtEnd: !page.twoColumns
        onMoved: {
            settled.resized = true;
            settled.start();
        }
        onSeenToChanged: settled.start()
        onMovingChanged: settled.start()
        onAlarmChanged: settled.start()
        onScrolled: {
            page.wanted = null;
            page.strayed = true;
        }

        GridLayout {
            id: grid

            readonly property int margin: page.tight ? Theme.gapWide : Math.round((Theme.compact ? 24 : Theme.landscape ? 36 : 40) * Theme.u)

            x: Theme.pad
            y: margin
            width: area.viewWidth - 2 * Theme.pad
            height: area.contentHeight - 2 * margin
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
                    visible: page.kiosk.stepCount > 1 && page.stepName !== "" && !page.low && !(page.tight && Theme.compact)
                    number: page.kiosk.stepNumber
                    count: page.kiosk.stepCount
                    name: page.stepName
                    Layout.fillWidth: true
                    Layout.bottomMargin: Theme.gap
                }

                Words {
                    id: headline

                    objectName: "title"
                    visible: page.title !== ""
                    text: page.title
                    font.pixelSize: page.low || (page.tight && Theme.compact) ? Theme.h2 : Theme.h1
                    font.weight: Font.Bold
                    lineHeight: 1
                    Layout.fillWidth: true
                    Accessible.role: Accessible.Heading
                }

                Words {
                    objectName: "lead"
                    visible: page.lead !== "" && !(page.tight && (Theme.landscape || Theme.compact))
                    text: page.lead
                    font.pixelSize: page.low ? Theme.body : Theme.lead
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

                    // A layout of which nothing is to be seen keeps the height that it had: this is always to be seen.
                    Item {
                        Layout.bottomMargin: -bodyColumn.spacing
                    }
                }

                // Keys stand at the end of the page, and stay there whatever is said above them.
                Item {
                    visible: page.keys !== null && !page.twoColumns
                    Layout.topMargin: -parent.spacing
                    Layout.fillHeight: true
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

    ColumnLayout {
        id: footColumn

        objectName: "foot"
        x: Theme.pad
        y: page.height - height - (height > 0 ? grid.margin : 0)
        width: page.width - 2 * Theme.pad
        height: implicitHeight
        spacing: Theme.gap
    }

    // Nothing is judged before all has found its place.
    AfterDrawing {
        id: settled

        property bool resized: false

        onDrawn: {
            const due = settled.resized;
            settled.resized = false;
            if (due)
                page.bringIntoView();
            area.judge();
            page.judgeHeading();
            page.look();
        }
    }

    Connections {
        target: page.alarm

        function onToldChanged(): void {
            settled.start();
        }

        function onYChanged(): void {
            settled.start();
        }
    }

    Connections {
        target: page.keys

        function onPressed(): void {
            if (!area.still)
                page.stillHeight = page.height;
            area.keepStill();
        }

        function onMoved(): void {
            area.letMove();
        }
    }

    Connections {
        target: page.mustSee

        function onHeightChanged(): void {
            settled.start();
        }
    }

    function showStart(): void {
        area.showStart();
    }

    // Has the whole of `mustSee` been in view? Once seen it stays seen, whatever is resized.
    function look(): void {
        if (page.seen || page.mustSee === null || page.mustSee.height === 0)
            return;
        const bottom = page.mustSee.mapToItem(area.contentItem, 0, page.mustSee.height).y;
        page.seen = bottom <= area.seenTo + Theme.gapSection;
    }

    function holds(outer: Item, item: Item): bool {
        let ancestor = item;
        while (ancestor !== null && ancestor !== outer)
            ancestor = ancestor.parent;
        return ancestor !== null;
    }

    // The whole of an item comes into view, its beginning if there is no room for more: what is said to be wrong stands
    // at its head. It stays there, whatever finds its place, until the person goes elsewhere.
    function revealWhole(item: Item): void {
        page.wanted = item;
        settled.resized = true;
        settled.start();
    }

    // What is typed into comes before what is said about it.
    function bringIntoView(): void {
        if (page.wanted !== null && (!page.tight || area.hasRoomFor(page.wanted)))
            area.showWhole(page.wanted, page.wanted);
        else
            page.revealFocus();
    }

    // The item that the keyboard went to is brought into view, once the page has found its places.
    function revealFocus(): void {
        if (!area.scrolls)
            return;
        const item = page.Window.window?.activeFocusItem ?? null;
        const typing = (item as TextInput) !== null || (item as TextEdit) !== null;
        const results = (item as TextField)?.results ?? null;
        const together = page.together.filter(each => each.visible);
        const at = typing || (item as T.Control)?.visualFocus ? item : null;
        if (results !== null && page.strayed)
            return;
        if (results !== null && page.holds(area.contentItem, item))
            area.showFound(item, results, (item as TextField).text !== "");
        else if (together.length > 0 && !area.still && (at === null || together.some(each => page.holds(each, at))))
            area.reveal(together);
        else if (at !== null && page.holds(area.contentItem, at))
            area.reveal(typing && page.heading !== null && area.haveRoom([page.heading, at]) ? [page.heading, at] : [at]);
    }

    // To be asked when all has found its place.
    function judgeHeading(): void {
        if (area.moving)
            return;
        const item = page.Window.activeFocusItem;
        const entry = page.tight && ((item as TextInput) !== null || (item as TextEdit) !== null);
        const filled = entry || page.together.some(each => each.visible);
        page.soughtBy = (item as TextField)?.results ? item as TextField : null;
        page.headingGone = filled && !area.shows(page.heading ?? headline);
    }

    function reveal(item: Item): void {
        if (area.scrolls && page.holds(area.contentItem, item))
            area.reveal([item]);
    }

    // Ends with the page, which a call that is put off by the engine would not.
    Delay {
        id: entering

        interval: 0
        onTriggered: {
            if (page.Window.activeFocusItem === page) // who has moved on meanwhile stays there
                page.entered();
        }
    }

    // Has the focus gone elsewhere, or by keys along what is longer than the view?
    function goesOnFrom(wanted: Item): bool {
        const item = page.Window.activeFocusItem;
        return !page.holds(wanted, item) || ((item as T.Control)?.visualFocus && !area.hasRoomFor(wanted));
    }

    // What has the keyboard and goes out of sight gives it back to the page.
    Connections {
        target: page.Window.activeFocusItem
        ignoreUnknownSignals: true

        function onVisibleChanged(): void {
            page.takeBackFocus();
        }

        function onTextChanged(): void {
            page.strayed = false;
            settled.resized = true;
            settled.start();
        }
    }

    function takeBackFocus(): void {
        const item = page.Window.activeFocusItem;
        if (page.visible && page.activeFocus && item !== null && !item.visible)
            item.focus = false;
    }

    Connections {
        target: page.Window.window

        function onActiveFocusItemChanged(): void {
            page.takeBackFocus();
            if (page.Window.activeFocusItem === page)
                entering.restart(); // taps and keys are kept off a new page for a moment
            if (page.wanted !== null && page.goesOnFrom(page.wanted))
                page.wanted = null;
            page.strayed = false;
            settled.resized = true;
            settled.start();
        }
    }
}
