pragma Singleton

import QtQuick

// A second tap within 300 ms of one that changed the page was meant for the page before, whatever it hits. A button
// that sends, agrees or leaves (`weighty`) waits until its page has stood for a second, and what it says as long.
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

    function start(): void {
        guard.timer.restart();
        guard.settle();
    }

    function settle(): void {
        guard.settled.restart();
    }
}
