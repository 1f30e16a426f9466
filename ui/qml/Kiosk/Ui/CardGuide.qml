pragma ComponentBehavior: Bound

import QtQuick

// How the card goes onto the reader: it slides down, the reader wakes, rings spread while the chip is read. The code
// is on the front of the card of 2021 and on the back of that of 2024: the picture shows one after the other.
Item {
    id: guide

    objectName: "cardGuide"
    property bool reading: false
    property real turn: 0
    property bool passport: false // an open passport instead of a card
    readonly property bool backUp: !guide.passport && guide.turn >= 1
    readonly property bool frontUp: !guide.passport && guide.turn < 1
    property real fraction: 0
    readonly property real unit: Math.min(width / 800, height / 520)

    implicitWidth: Math.round(800 * Theme.u)
    implicitHeight: Math.round(520 * Theme.u)
    Accessible.role: Accessible.Graphic
    Accessible.name: guide.passport ? qsTr("Mở trang có ảnh của hộ chiếu, đặt nằm phẳng lên đầu đọc, mặt có ảnh lên trên") : qsTr("Đặt thẻ nằm phẳng lên đầu đọc, mặt có mã QR lên trên: mặt trước của CCCD, mặt sau của thẻ Căn cước mới")

    Item {
        id: stage

        width: 800
        height: 520
        scale: guide.unit
        anchors.centerIn: parent

        // The reader
        Rectangle {
            x: 110
            y: 250
            width: 580
            height: 250
            radius: 36
            color: Theme.highContrast ? "#000000" : "#2A3A45"
            border.color: Theme.highContrast ? "#FFFFFF" : "#1B2831"
            border.width: 3

            Rectangle {
                anchors.fill: parent
                anchors.margins: 22
                radius: 22
                color: "transparent"
                border.color: guide.reading ? "#2FD07A" : "#8FA3AF"
                border.width: 4
            }

            Rectangle {
                anchors.centerIn: parent
                width: 330
                height: 150
                radius: 18
                color: "transparent"
                border.color: "#5D7381"
                border.width: 3

                Icon {
                    anchors.centerIn: parent
                    glyph: "card"
                    tint: "#8FA3AF"
                    size: 90
                    weight: 1.4
                }
            }

            Repeater {
                model: 3

                Rectangle {
                    required property int index

                    x: 478 + index * 22
                    y: 198
                    width: 12
                    height: 12
                    radius: 6
                    color: guide.reading && guide.fraction * 3 >= index ? "#2FD07A" : "#8FA3AF"
                }
            }
        }

        // Waves of the chip being read
        Repeater {
            model: 3

            Rectangle {
                id: wave

                required property int index
                property real spread: 0.35 * wave.index

                visible: guide.reading
                anchors.centerIn: card
                width: card.width + 40 + 110 * wave.spread
                height: card.height + 40 + 110 * wave.spread
                radius: 40
                color: "transparent"
                border.width: 5
                border.color: "#2FD07A"
                opacity: Math.max(0, 0.8 - 0.8 * wave.spread)

                SequentialAnimation on spread {
                    running: guide.reading && guide.visible && !Theme.reducedMotion
                    loops: Animation.Infinite

                    NumberAnimation {
                        from: 0
                        to: 1
                        duration: 1500 + 250 * wave.index
                    }
                }
            }
        }

        // The card, invented: no real layout is copied
        Rectangle {
            id: card

            readonly property real away: Theme.reducedMotion ? 1 : 0
            property real drop: guide.reading ? 1 : card.away

            x: 200
            y: 20 + 220 * card.drop
            width: 400
            height: 252
            radius: 22
            color: Theme.highContrast ? "#FFFFFF" : "#DCEEF7"
            border.width: 3
            border.color: Theme.highContrast ? "#FFFFFF" : "#0B4DA2"

            // Where nothing shall move the card lies still and is shown from one side and then the other.
            SequentialAnimation on drop {
                running: !guide.reading && guide.visible
                loops: Animation.Infinite

                // Rests are movements to the same place: Qt warns when the last animation that runs is stopped in a pause.
                NumberAnimation {
                    to: card.away
                    duration: 900
                }
                NumberAnimation {
                    from: card.away
                    to: 1
                    duration: 1100
                    easing.type: Easing.InOutCubic
                }
                NumberAnimation {
                    to: 1
                    duration: 1800
                }
                NumberAnimation {
                    from: 1
                    to: card.away
                    duration: 500
                    easing.type: Easing.InOutCubic
                }
            }

            // The other side for every other time, which takes 4300 ms. No script, which an animation would still run when
            // its page is gone.
            NumberAnimation {
                target: guide
                property: "turn"
                running: !guide.reading && guide.visible
                loops: Animation.Infinite
                from: 0
                to: 2
                duration: 2 * 4300
            }

            Back {
                anchors.fill: parent
                visible: guide.backUp
            }

            PhotoPage {
                anchors.fill: parent
                visible: guide.passport
            }

            Rectangle {
                visible: guide.frontUp
                x: 30
                y: 64
                width: 104
                height: 132
                radius: 10
                color: "#9DB9C9"

                Rectangle {
                    anchors.horizontalCenter: parent.horizontalCenter
                    y: 22
                    width: 48
                    height: 48
                    radius: 24
                    color: "#5F7F92"
                }

                Rectangle {
                    anchors.horizontalCenter: parent.horizontalCenter
                    anchors.bottom: parent.bottom
                    width: 84
                    height: 48
                    radius: 20
                    color: "#5F7F92"
                }
            }

            Rectangle {
                visible: guide.frontUp
                x: 30
                y: 24
                width: 210
                height: 16
                radius: 8
                color: "#0B4DA2"
            }

            Repeater {
                model: [150, 186, 120, 168]

                Rectangle {
                    required property int index
                    required property int modelData

                    visible: guide.frontUp
                    x: 160
                    y: 76 + index * 32
                    width: modelData
                    height: 13
                    radius: 6
                    color: "#7B9BB0"
                }
            }

            Code {
                visible: guide.frontUp
                x: 316
                y: 24
            }

            Text {
                visible: !guide.passport
                anchors.horizontalCenter: parent.horizontalCenter
                y: guide.backUp ? 104 : 204
                text: guide.backUp ? qsTr("Căn cước mới: mặt sau") : qsTr("CCCD: mặt trước")
                color: "#06306A"
                font.family: Theme.fontText
                font.pixelSize: 30
                font.weight: Font.Bold
                Accessible.ignored: true
            }
        }
    }

    // Three lines for machines below, the chip on the left, the code on the right.
    component Back: Item {
        Rectangle {
            x: 40
            y: 34
            width: 74
            height: 58
            radius: 10
            color: "#D9B44A"
            border.width: 2
            border.color: "#8A6D1C"

            Rectangle {
                anchors.centerIn: parent
                width: parent.width
                height: 2
                color: "#8A6D1C"
            }

            Rectangle {
                anchors.centerIn: parent
                width: 2
                height: parent.height
                color: "#8A6D1C"
            }
        }

        Code {
            x: 300
            y: 30
        }

        Repeater {
            model: 3

            Rectangle {
                required property int index

                x: 30
                y: 158 + index * 28
                width: 340
                height: 12
                color: "#33505F"
            }
        }
    }

    // The photo and some lines, and two lines for machines at the bottom.
    component PhotoPage: Item {
        Rectangle {
            x: 26
            y: 22
            width: 96
            height: 124
            radius: 8
            color: "#9DB9C9"

            Rectangle {
                anchors.horizontalCenter: parent.horizontalCenter
                y: 18
                width: 46
                height: 46
                radius: 23
                color: "#5F7F92"
            }

            Rectangle {
                anchors.horizontalCenter: parent.horizontalCenter
                anchors.bottom: parent.bottom
                width: 80
                height: 46
                radius: 20
                color: "#5F7F92"
            }
        }

        Text {
            x: 144
            y: 16
            text: qsTr("Trang có ảnh")
            color: "#06306A"
            font.family: Theme.fontText
            font.pixelSize: 30
            font.weight: Font.Bold
            Accessible.ignored: true
        }

        Repeater {
            model: [200, 150, 186]

            Rectangle {
                required property int index
                required property int modelData

                x: 146
                y: 70 + index * 30
                width: modelData
                height: 13
                radius: 6
                color: "#7B9BB0"
            }
        }

        Repeater {
            model: 2

            Row {
                id: line

                required property int index

                x: 26
                y: 176 + line.index * 32
                spacing: 4

                Repeater {
                    model: 22

                    Rectangle {
                        required property int index

                        width: 12
                        height: 16
                        radius: 2
                        color: "#33505F"
                        opacity: line.index === 0 && index > 13 ? 0.45 : 1
                    }
                }
            }
        }
    }

    component Code: Rectangle {
        width: 56
        height: 56
        radius: 6
        color: "#FFFFFF"
        border.width: 2
        border.color: "#33505F"

        Repeater {
            model: [[8, 8], [34, 8], [8, 34], [24, 24], [36, 36]]

            Rectangle {
                required property var modelData

                x: modelData[0]
                y: modelData[1]
                width: 14
                height: 14
                color: "#33505F"
            }
        }
    }
}
