pragma ComponentBehavior: Bound

import QtQuick

// What may be longer than its place. Where it is, a strip takes its height from the view, so that nothing lies under it;
// the strip stays while one scrolls, so that nothing jumps. It lies below, or stands beside where height is dear. While
// keys in the content are pressed, nothing moves under the finger.
Item {
    id: area

    required property real needed // height of the content
    property real slack: 0 // of the needed height that may be missing before the strip comes
    property real margin: Theme.pad // left and right of the strip's button
    property bool tight: false
    property color ground: Theme.bg
    property Notice alarm: null // of the content: where it is out of sight, the strip says the same
    property bool alarmed: false
    property bool beside: false
    readonly property bool upright: area.beside && !area.alarmed // what the alarm says needs the width
    readonly property real viewWidth: area.width - (area.beside ? Theme.target + Theme.gap : 0) // also while all is seen: nothing jumps
    readonly property bool scrolls: area.still ? area.stillScrolls : area.needed > area.height + area.slack
    readonly property bool atEnd: flick.contentY + flick.height >= area.contentHeight - Math.max(1, area.slack)
    readonly property real viewHeight: area.still ? area.stillView : area.height - (area.scrolls && !area.upright ? strip.wished : 0)
    readonly property real tail: area.scrolls && area.tight ? Math.round(1.4 * Theme.lead) : 0 // to begin with a whole line at the end too
    readonly property real contentHeight: Math.max(area.viewHeight, area.needed, area.still ? area.stillContent : 0)
    readonly property real seenTo: flick.contentY + flick.height // what lies above this has been in view
    readonly property bool moving: flick.moving || scroll.running
    readonly property Item contentItem: flick.contentItem
    property bool keysAtEnd: false // of the content: what is above them may grow
    property bool still: false // view and content as they were when the first key was pressed; the content may only grow
    property bool stillScrolls: false
    property real stillView: 0
    property real stillContent: 0
    property real stillStrip: 0
    property real lastContent: 0
    default property alias body: flick.flickableData
    signal moved // view or content have another size
    signal scrolled // by the person

    objectName: "scrollArea"
    onHeightChanged: {
        if (!area.still || area.stillView + area.stillStrip > area.height) // more room is left as it is
            area.letMove();
    }
    onWidthChanged: area.letMove()
    onNeededChanged: {
        if (!area.still)
            TapGuard.shifted();
    }

    Connections {
        target: Theme

        function onTextScaleChanged(): void {
            area.letMove();
        }
    }

    function keepStill(): void {
        if (area.still)
            return;
        area.stillScrolls = area.scrolls;
        area.stillView = area.viewHeight;
        area.stillContent = area.contentHeight;
        area.stillStrip = area.scrolls && !area.upright ? strip.height : 0;
        area.still = true;
    }

    function letMove(): void {
        area.still = false;
        area.moved();
    }

    function showMore(): void {
        scroll.go(flick.contentY + flick.height * 0.8);
    }

    function showStart(): void {
        scroll.go(0);
    }

    // Items of the content are brought into view together. Of one that is longer than the view its beginning is shown,
    // of several the end: what is filled stands above its keys.
    function reveal(items: list<Item>): void {
        const [top, bottom] = area.spanOf(items);
        if (bottom - top > flick.height) {
            scroll.go(items.length > 1 ? bottom - flick.height : top);
            return;
        }
        const spare = Math.max(0, flick.height - (bottom - top));
        const above = Math.min(Math.round(72 * Theme.u), spare / 2); // room for the words above an entry
        const below = Math.min(Theme.gapSection, spare / 2);
        const now = scroll.running ? scroll.to : flick.contentY;
        let place = now;
        if (bottom + below > now + flick.height)
            place = bottom + below - flick.height;
        else if (top - above < now)
            place = Math.min(top - above, bottom + below);
        place = area.betweenLines(place, bottom + Theme.line - flick.height);
        if (place !== now)
            scroll.go(place);
    }

    // Where the first of them begins and the last ends, in the content.
    function spanOf(items: list<Item>): list<real> {
        const tops = items.map(item => item.mapToItem(flick.contentItem, 0, 0).y);
        return [Math.min(...tops), Math.max(...items.map((item, place) => tops[place] + item.height))];
    }

    // Can they be seen at the same time?
    function haveRoom(items: list<Item>): bool {
        const [top, bottom] = area.spanOf(items);
        return bottom - top <= flick.height;
    }

    // Is all of it in sight?
    function shows(item: Item): bool {
        const [top, bottom] = area.spanOf([item]);
        return item.visible && top >= flick.contentY - 1 && bottom <= flick.contentY + flick.height + 1;
    }

    // The view begins with a whole line: with the one that would be cut through, unless what has to be in view would go
    // out of it before `least`; then with the next.
    function betweenLines(place: real, least: real): real {
        const line = area.lineAt(flick.contentItem, place);
        if (line === null)
            return place;
        return line.top >= least ? line.top : line.bottom;
    }

    // Of what is higher than its words, as the placeholder of a field.
    function blankAbove(words: Text): real {
        const spare = Math.max(0, words.height - words.contentHeight);
        return words.verticalAlignment === Text.AlignVCenter ? spare / 2 : (words.verticalAlignment === Text.AlignBottom ? spare : 0);
    }

    function lineAt(parent: Item, place: real): var {
        for (const child of parent.children) {
            if (!child.visible)
                continue;
            const words = child as Text;
            const over = words === null ? 0 : place - words.mapToItem(flick.contentItem, 0, area.blankAbove(words)).y;
            if (over > 0 && over < words.contentHeight) {
                const height = words.contentHeight / words.lineCount;
                const top = place - over % height;
                return {
                    top: top,
                    bottom: top + height
                };
            }
            const line = area.lineAt(child, place);
            if (line !== null)
                return line;
        }
        return null;
    }

    // Is what the alarm says out of sight? To be asked when all has found its place; not while the page moves: it may
    // come into sight.
    function judge(): void {
        if (area.moving)
            return;
        const hidden = area.alarm !== null && area.alarm.visible && area.scrolls && !area.shows(area.alarm);
        if (area.still && !hidden)
            return;
        if (area.still) {
            area.letMove(); // what is wrong is worth more than keys that stay
            TapGuard.shifted();
        }
        area.alarmed = hidden;
    }

    function hasRoomFor(item: Item): bool {
        return item.height + 2 * Theme.gap <= flick.height;
    }

    // All from one item to another with a little around it; where there is no room for that, its beginning.
    function showWhole(first: Item, last: Item): void {
        const top = first.mapToItem(flick.contentItem, 0, 0).y - Theme.gap;
        const bottom = last.mapToItem(flick.contentItem, 0, last.height).y + Theme.gap;
        const lowest = bottom - flick.height;
        if (top < flick.contentY || top < lowest)
            scroll.go(top);
        else if (lowest > flick.contentY)
            scroll.go(area.betweenLines(lowest, lowest));
    }

    // An entry and what is found by it. Before the first letter the head of the page is shown, which says what is looked
    // for, if that leaves room for one row; then all that is found, from the entry on, so that no line is cut in half.
    function showFound(entry: Item, found: Item, sought: bool): void {
        const top = entry.mapToItem(flick.contentItem, 0, 0).y - Theme.gap;
        const from = found.mapToItem(flick.contentItem, 0, 0).y;
        if (!sought && from + Theme.target + Theme.gap <= flick.height)
            scroll.go(0);
        else if (top < flick.contentY || from + found.height + Theme.gap > flick.contentY + flick.height)
            scroll.go(top);
    }

    Flickable {
        id: flick

        width: area.viewWidth
        height: area.viewHeight
        contentWidth: width
        contentHeight: area.contentHeight + area.tail
        boundsBehavior: Flickable.StopAtBounds
        clip: contentHeight > height
        interactive: area.scrolls || area.still // otherwise touches are for what lies behind
        onContentHeightChanged: flick.stayInside()
        onHeightChanged: flick.stayInside()
        onMovementStarted: area.scrolled()

        // What has become shorter must not stay scrolled past its end; what is being shown is shown all the same. Keys
        // that are pressed stay where they are.
        function stayInside(): void {
            const grown = area.still && area.keysAtEnd ? flick.contentHeight - area.lastContent : 0;
            area.lastContent = flick.contentHeight;
            if (scroll.running)
                scroll.go(scroll.to + grown);
            else
                flick.contentY = Math.max(0, Math.min(flick.contentY + grown, flick.contentHeight - flick.height));
            area.moved();
        }
    }

    Rectangle {
        id: strip

        readonly property int gap: Math.round((area.tight || Theme.compact ? 8 : 16) * Theme.u)
        readonly property real wished: area.alarmed ? Math.max(Theme.target, words.implicitHeight + 2 * strip.gap) + 2 * strip.gap : Theme.target + 2 * strip.gap

        objectName: "scrollStrip"
        visible: area.scrolls
        x: area.upright ? area.viewWidth : 0
        y: area.upright ? 0 : area.viewHeight
        width: area.width - x
        height: area.upright ? area.height : area.still ? area.stillStrip : strip.wished
        color: area.ground

        Rectangle {
            visible: !area.upright
            width: parent.width
            height: Theme.line
            color: Theme.hair
        }

        Rectangle {
            id: alarm

            readonly property bool frame: true

            objectName: "alarm"
            visible: area.alarmed && words.text !== ""
            x: area.margin
            y: strip.gap
            width: strip.width - 2 * area.margin - more.narrow - Theme.gap
            height: strip.height - 2 * strip.gap
            radius: Theme.radiusSmall
            color: Theme.dangerSoft
            border.width: Theme.line
            border.color: Theme.dangerText

            Words {
                id: words

                x: Theme.gap
                width: alarm.width - 2 * Theme.gap
                anchors.verticalCenter: parent.verticalCenter
                text: area.alarm?.told ?? ""
                font.pixelSize: Theme.button
                lineHeight: 1
            }
        }

        KButton {
            id: more

            readonly property real narrow: Theme.target
            readonly property bool wordless: area.alarmed || area.upright
            readonly property string words: area.atEnd ? qsTr("Lên đầu trang") : qsTr("Xem tiếp")

            objectName: area.atEnd ? "scrollUp" : "scrollDown"
            anchors.top: parent.top
            anchors.bottom: parent.bottom
            anchors.right: parent.right
            anchors.topMargin: strip.gap
            anchors.bottomMargin: strip.gap
            anchors.rightMargin: area.upright ? Theme.gap : area.margin
            width: more.wordless ? more.narrow : strip.width - 2 * area.margin
            leftPadding: more.wordless ? 0 : Math.round(28 * Theme.u)
            kind: area.atEnd ? "secondary" : "accent"
            glyph: area.atEnd ? "up" : "down"
            text: more.wordless ? "" : more.words
            Accessible.name: more.words
            pixelSize: Math.round(34 * Theme.u * Theme.headingScale)
            onClicked: {
                area.scrolled();
                TapGuard.shifted(); // or two quick taps would pass over what nobody has seen
                if (area.atEnd)
                    area.showStart();
                else
                    area.showMore();
            }
        }
    }

    NumberAnimation {
        id: scroll

        function go(place: real): void {
            scroll.stop();
            scroll.to = Math.max(0, Math.min(place, flick.contentHeight - flick.height));
            if (scroll.duration > 0)
                scroll.start();
            else
                flick.contentY = scroll.to;
        }

        target: flick
        property: "contentY"
        duration: Theme.slide
        easing.type: Easing.OutCubic
    }
}
