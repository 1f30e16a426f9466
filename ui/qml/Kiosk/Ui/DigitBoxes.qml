pragma ComponentBehavior: Bound

import QtQuick

// Digits in boxes, in groups: one-time codes and card numbers. `faulty` paints all of them.
Item {
    id: boxes

    property string digits
    property int length: 6
    property int groupSize: 3
    property bool faulty: false
    property bool secret: false // the digits come as dots, and are not said
    property real boxHeight: Math.round(128 * Theme.u)
    readonly property int groups: Math.ceil(boxes.length / boxes.groupSize)
    readonly property real groupGap: Theme.gapWide
    readonly property real boxGap: Math.round(8 * Theme.u)
    // Where one line leaves no room for large digits there are two.
    readonly property int lines: boxes.groups > 2 && boxes.widthOf(boxes.groups) < 60 * Theme.u ? 2 : 1
    readonly property int across: Math.ceil(boxes.groups / boxes.lines) // groups in a line
    readonly property real boxWidth: Math.min(Math.round(116 * Theme.u), boxes.widthOf(boxes.across))

    property string saidDigits

    function widthOf(groups: int): real {
        return (boxes.width - (groups - 1) * boxes.groupGap - groups * (boxes.groupSize - 1) * boxes.boxGap) / (groups * boxes.groupSize);
    }

    function entered(): string {
        return qsTr("Đã nhập %1 trong %2 số").arg(boxes.digits.length).arg(boxes.length);
    }

    objectName: "digitBoxes"
    implicitHeight: grid.implicitHeight
    onDigitsChanged: {
        if (boxes.secret)
            Announcer.tell(boxes.entered());
        else if (boxes.digits.length > boxes.saidDigits.length)
            Announcer.tell(boxes.digits.slice(boxes.saidDigits.length));
        else if (boxes.digits.length === boxes.saidDigits.length - 1)
            Announcer.tell(qsTr("Đã xóa %1").arg(boxes.saidDigits.charAt(boxes.digits.length)) + ". " + boxes.Accessible.name);
        boxes.saidDigits = boxes.digits;
    }
    Accessible.role: Accessible.StaticText
    Accessible.name: boxes.entered()

    Grid {
        id: grid

        columns: boxes.across
        columnSpacing: boxes.groupGap
        rowSpacing: Theme.gap

        Repeater {
            model: boxes.groups

            Row {
                id: group

                required property int index

                spacing: boxes.boxGap

                Repeater {
                    model: Math.min(boxes.groupSize, boxes.length - group.index * boxes.groupSize)

                    Rectangle {
                        id: box

                        required property int index
                        readonly property int position: group.index * boxes.groupSize + box.index
                        readonly property bool next: box.position === boxes.digits.length

                        width: boxes.boxWidth
                        height: boxes.lines > 1 ? Math.min(boxes.boxHeight, Math.round((Theme.compact ? 68 : 88) * Theme.u)) : boxes.boxHeight
                        radius: Theme.radiusSmall
                        color: Theme.surface
                        border.width: box.next || boxes.faulty ? Theme.lineStrong + 1 : Theme.lineStrong - 1
                        border.color: boxes.faulty ? Theme.danger : (box.next ? Theme.brand : Theme.border)

                        Rectangle {
                            visible: boxes.secret && box.position < boxes.digits.length
                            anchors.centerIn: parent
                            width: Math.round(box.width * 0.24)
                            height: width
                            radius: width / 2
                            color: Theme.ink
                        }

                        Text {
                            visible: !boxes.secret
                            anchors.centerIn: parent
                            text: boxes.digits.charAt(box.position)
                            color: Theme.ink
                            font.family: Theme.fontDigits
                            font.weight: Font.DemiBold
                            font.pixelSize: Math.min(Theme.otp, Math.round(box.width * 0.78))
                        }
                    }
                }
            }
        }
    }
}
