pragma Singleton

import QtQuick

// Why a button cannot be pressed now: said for a while when it was tapped or reached all the same.
QtObject {
    id: reasons

    property string text
    readonly property Delay timer: Delay {
        interval: 8000
        onTriggered: reasons.text = ""
    }

    function tell(text: string): void {
        reasons.text = text;
        reasons.timer.restart();
    }

    function clear(): void {
        reasons.text = "";
        reasons.timer.stop();
    }
}
