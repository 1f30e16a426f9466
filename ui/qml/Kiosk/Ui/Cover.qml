pragma Singleton

import QtQuick

// What those who look on are not to read is covered by dots: the value shows while its button is held, or for as long
// as the person wants it so. What is read aloud goes by that alone: whoever holds a button looks, and the room listens.
QtObject {
    id: cover

    property bool held: false
    property bool always: false // the window sets it
    readonly property bool lifted: cover.held || cover.always

    function seen(secret: bool, text: string): string {
        return secret && !cover.lifted ? "••••••" : text;
    }

    function heard(secret: bool, text: string): string {
        return secret && !cover.always ? qsTr("Đã che") : text;
    }
}
