pragma ComponentBehavior: Bound

import QtQuick

// What may be longer than its place. Where it is, a strip below takes its height from the view, so that nothing lies
// under it; the strip stays while one scrolls, so that nothing jumps.
Item {
    id: area

    required property real needed // height of the content
    property real slack: 0 // of the needed height that may be missing before the strip comes
    property real margin: Theme.pad // left and right of the strip's button
    property bool tight: false
    property color ground: Theme.bg
    readonly property bool scrolls: area.needed > area.height + area.slack
    readonly property bool atEnd: flick.contentY + flick.height >= flick.contentHeight - Math.max(1, area.slack)
    readonly property real viewHeight: area.height - (area.scrolls ? strip.height : 0)
    readonly property real contentHeight: Math.max(area.viewHeight, area.needed)
    readonly property real seenTo: flick.contentY + flick.height // what lies above this has been in view
    readonly property bool moving: flick.moving || scroll.running
    readonly property Item contentItem: flick.contentItem
    default property alias body: flick.flickableData
    signal moved // view or content have another size
    signal scrolled // by the person

    objectName: "scrollArea"

    function showMore(): void {
        scroll.go(flick.contentY + flick.height * 0.8);
    }

    function showStart(): void {
        scroll.go(0);
    }

    // Items of the content are brought into view together. Of one that is longer than the view its beginning is shown,
    // of several the end: what is filled stands above its keys.
    function reveal(items: list<Item>): void {
        let top = area.contentHeight;
        let bottom = 0;
        for (const item of items) {
            const at = item.mapToItem(flick.contentItem, 0, 0).y;
            top = Math.min(top, at);
            bottom = Math.max(bottom, at + item.height);
        }
        if (bottom - top > flick.height) {
            scroll.go(items.length > 1 ? bottom - flick.height : top);
            return;
        }
        const spare = Math.max(0, flick.height - (bottom - top));
        const above = Math.min(Math.round(72 * Theme.u), spare / 2); // room for the words above an entry
        const below = Math.min(Theme.gapSection, spare / 2);
        if (bottom + below > flick.contentY + flick.height)
            scroll.go(bottom + below - flick.height);
        else if (top - above < flick.contentY)
            scroll.go(Math.min(top - above, bottom + below));
    }

    function hasRoomFor(item: Item): bool {
        return item.height + 2 * Theme.gap <= flick.height;
    }

    // The whole of an item with a little around it; where there is no room for all of it, its beginning.
    function showWhole(item: Item): void {
        const top = item.mapToItem(flick.contentItem, 0, 0).y - Theme.gap;
        const bottom = item.mapToItem(flick.contentItem, 0, item.height).y + Theme.gap;
        if (top < flick.contentY || bottom - top > flick.height)
            scroll.go(top);
        else if (bottom > flick.contentY + flick.height)
            scroll.go(bottom - flick.height);
    }

    Flickable {
        id: flick

        width: area.width
        height: area.viewHeight
        contentWidth: width
        contentHeight: area.contentHeight
        boundsBehavior: Flickable.StopAtBounds
        clip: contentHeight > height
        interactive: area.scrolls // otherwise touches are for what lies behind
        onContentHeightChanged: flick.stayInside()
        onHeightChanged: flick.stayInside()
        onMovementStarted: area.scrolled()

        // What has become shorter must not stay scrolled past its end; what is being shown is shown all the same.
        function stayInside(): void {
            if (scroll.running)
                scroll.go(scroll.to);
            else
                flick.contentY = Math.max(0, Math.min(flick.contentY, flick.contentHeight - flick.height));
            area.moved();
        }
    }

    Rectangle {
        id: strip

        readonly property int gap: Math.round((area.tight || Theme.compact ? 8 : 16) * Theme.u)

        objectName: "scrollStrip"
        visible: area.scrolls
        y: area.height - height
        width: area.width
        height: Theme.target + 2 * strip.gap
        color: area.ground

        Rectangle {
            width: parent.width
            height: Theme.line
            color: Theme.hair
        }

        KButton {
            objectName: area.atEnd ? "scrollUp" : "scrollDown"
            anchors.fill: parent
            anchors.topMargin: strip.gap
            anchors.bottomMargin: strip.gap
            anchors.leftMargin: area.margin
            anchors.rightMargin: area.margin
            kind: area.atEnd ? "secondary" : "accent"
            glyph: area.atEnd ? "up" : "down"
            text: area.atEnd ? qsTr("Lên đầu trang") : qsTr("Xem tiếp")
            pixelSize: Math.round(34 * Theme.u * Theme.headingScale)
            onClicked: {
                area.scrolled();
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
