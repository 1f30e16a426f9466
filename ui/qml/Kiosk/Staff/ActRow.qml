import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Kiosk.Ui

// One act in the queue: what it is, whose (masked), how it stands and why. A touch shows all of it.
T.AbstractButton {
    id: row

    property string line
    property string actState
    property string reason
    property string told
    property string caseState
    property string due
    property string occurred
    property string reference
    property int tries
    property string next
    property int size
    readonly property bool frame: true
    readonly property string small: [row.occurred, row.reference, row.size > 0 ? StaffTexts.size(row.size) : ""].filter(each => each !== "").join(" · ")
    readonly property string why: row.whyText()

    function whyText(): string {
        const parts = [StaffTexts.caseLine(row.caseState), row.due === "" ? "" : qsTr("hẹn trả %1").arg(row.due), StaffTexts.reason(row.reason, row.told)];
        if (row.tries > 0)
            parts.push(qsTr("đã thử %1 lần").arg(row.tries));
        if (row.next !== "" && row.reason !== "")
            parts.push(qsTr("thử lại lúc %1").arg(row.next));
        return parts.filter(each => each !== "").join(" · ");
    }

    activeFocusOnTab: true
    focusPolicy: Qt.TabFocus
    leftPadding: Theme.cardPad
    rightPadding: Theme.cardPad
    implicitHeight: Math.max(Theme.target, grid.implicitHeight + 2 * Theme.gap)
    Accessible.role: Accessible.Button
    Accessible.name: [row.text, StaffTexts.state(row.actState), row.reference].join(", ")
    Accessible.description: row.why
    Keys.onReturnPressed: row.click()
    Keys.onEnterPressed: row.click()

    background: Rectangle {
        radius: Theme.radius
        color: row.down ? Theme.brandSoft : Theme.surface
        border.width: Theme.line
        border.color: Theme.border

        FocusRing {
            control: row
        }
    }

    contentItem: Item {
        GridLayout {
            id: grid

            readonly property bool narrow: row.width < 860 * Theme.u * Theme.headingScale

            anchors.left: parent.left
            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            columns: grid.narrow ? 1 : 2
            columnSpacing: Theme.gap
            rowSpacing: Math.round(4 * Theme.u)

            ColumnLayout {
                spacing: Math.round(2 * Theme.u)
                Layout.fillWidth: true

                Words {
                    text: row.line === "" ? row.text : row.text + " · " + row.line
                    font.weight: Font.DemiBold
                    lineHeight: 1.04
                    Layout.fillWidth: true
                }

                Words {
                    text: row.small
                    digits: true
                    color: Theme.inkSoft
                    font.pixelSize: Theme.small
                    lineHeight: 1.04
                    Layout.fillWidth: true
                }

                Words {
                    visible: row.why !== ""
                    text: row.why
                    color: row.actState === "quarantined" || row.caseState === "returned" ? Theme.warn : Theme.inkSoft
                    font.pixelSize: Theme.small
                    lineHeight: 1.04
                    Layout.fillWidth: true
                }
            }

            StatusTag {
                kind: StaffTexts.stateKind(row.actState)
                text: StaffTexts.state(row.actState)
                Layout.maximumWidth: grid.width
            }
        }
    }
}
