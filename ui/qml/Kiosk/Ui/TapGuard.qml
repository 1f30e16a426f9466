pragma Singleton

import QtQuick

// A second tap within 300 ms of one that changed the page was meant for the page before, whatever it hits. A button
// that sends, agrees or leaves (`weighty`) waits until its page has stood for a second, and what it says as long. One that
// moved what stands on the page is followed by none either: another button has come under the finger.
QtObject {
    id: guard

    readonly property bool busy: guard.timer.running
    readonly property bool settling: guard.settled.running
    property int settleTime: 1000 // ms
    readonly property Delay timer: Delay {
        interval: Math.min(300, guard.settleTime)
    }
    readonly property Delay settled: Delay {
        interval: guard.settleTime
    }

    readonly property bool shifting: guard.shift.running
    readonly property Delay touch: Delay {
        interval: 300
    }
    readonly property Delay shift: Delay {
        interval: Math.min(300, guard.settleTime)
    }

    // The page was touched.
    function touched(): void {
        guard.touch.restart();
    }

    // What stands on the page has moved: by the touch just now, or by itself.
    function shifted(): void {
        if (guard.touch.running)
            guard.shift.restart();
    }

    function start(): void {
        guard.timer.restart();
        guard.settle();
    }

    function settle(): void {
        guard.settled.restart();
    }
}
