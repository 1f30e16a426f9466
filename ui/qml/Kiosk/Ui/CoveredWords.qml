pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts

// Words that `Cover` covers. They keep the room that the value needs, so that nothing moves while the button is held.
Words {
    id: words

    required property string value
    property bool covered: true

    text: Cover.seen(words.covered, words.value)
    Accessible.name: Cover.heard(words.covered, words.value)
    Layout.minimumHeight: (room.item as Words)?.implicitHeight ?? 0

    Loader {
        id: room

        active: words.covered
        visible: false
        width: words.width
        sourceComponent: Words {
            text: words.value
            font: words.font
            lineHeight: words.lineHeight
        }
    }
}
