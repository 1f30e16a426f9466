import QtQuick

// Tells when the scene was drawn twice more: by then all that has changed has found its place, however long that takes.
Item {
    id: waiting

    property int pictures: 0 // to come before it is told
    signal drawn

    visible: false

    // What changes before the second picture is in it.
    function start(): void {
        if (waiting.pictures > 0)
            return;
        waiting.pictures = 2;
        waiting.Window.window?.update();
    }

    Connections {
        target: waiting.Window.window
        enabled: waiting.pictures > 0

        function onFrameSwapped(): void {
            waiting.pictures -= 1;
            if (waiting.pictures > 0)
                waiting.Window.window.update();
            else
                waiting.drawn();
        }
    }
}
