pragma Singleton

import QtQuick

// A second tap within 300 ms of one that changed the page was meant for the page before.
QtObject {
    id: guard

    readonly property bool busy: guard.timer.running
    readonly property Timer timer: Timer {
        interval: 300
    }

    function start(): void {
        guard.timer.restart();
    }
}
