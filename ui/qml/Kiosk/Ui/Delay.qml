import QtQuick

// What Qt's Timer is, and ends with its page like it. Qt counts a Timer as an animation that rests, and stops the clock
// of all animations meanwhile; now and then it then stops that clock twice, and warns.
NumberAnimation {
    id: delay

    property int interval: 1000 // ms
    property real past
    signal triggered

    target: delay
    property: "past"
    from: 0
    to: 1
    duration: Math.max(1, delay.interval)
    onFinished: delay.triggered()
}
