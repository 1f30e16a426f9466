pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk.Core
import Kiosk.Ui

// What would you like to do? Eight groups, and a search over everything behind them.
Page {
    id: page

    required property HomeVm vm

    title: page.vm.isKnown ? qsTr("Ông/bà cần làm gì nữa?") : qsTr("Ông/bà cần làm việc gì?")
    lead: qsTr("Chạm vào một ô, hoặc tìm bằng vài chữ.")

    Notice {
        objectName: "outage"
        visible: page.kiosk.outageTitle !== ""
        kind: "warn"
        title: page.kiosk.outageTitle
        text: page.kiosk.outageText
        Layout.fillWidth: true
    }

    GridLayout {
        columns: (Theme.compact || Theme.textScale > 1.1) && !Theme.landscape ? 1 : 2
        columnSpacing: Theme.gapWide
        rowSpacing: Theme.gap
        Layout.fillWidth: true

        KButton {
            objectName: "search"
            text: qsTr("Tìm việc cần làm, ví dụ: nghỉ đẻ, đổi bệnh viện")
            glyph: "search"
            Layout.fillWidth: true
            Layout.preferredWidth: 3
            Layout.preferredHeight: Math.max(Theme.primaryHeight, implicitHeight)
            onClicked: page.vm.search()
        }

        KButton {
            objectName: "noCard"
            visible: page.kiosk.helpsWithoutCard && !page.vm.isKnown
            text: qsTr("Tôi không có thẻ Căn cước")
            glyph: "info"
            Layout.fillWidth: true
            Layout.preferredWidth: 2
            Layout.preferredHeight: Math.max(Theme.primaryHeight, implicitHeight)
            onClicked: page.kiosk.goWithoutCard()
        }
    }

    GridLayout {
        id: tiles

        // As many side by side as leave each the width of its longest word
        columns: Math.max(1, Math.min(4, Math.floor((tiles.width + columnSpacing) / (330 * Theme.u * Theme.headingScale + columnSpacing))))
        columnSpacing: Theme.gapWide
        rowSpacing: Theme.gapWide
        uniformCellWidths: true
        Layout.fillWidth: true
        Layout.fillHeight: true

        Repeater {
            model: page.vm.groups

            Tile {
                id: tile

                required property int index
                required property string group
                required property string name
                required property string words
                required property string picture
                required property bool isAvailable

                objectName: "home." + tile.group
                text: tile.name
                description: tile.words
                glyph: tile.picture
                featured: tile.index === 0
                reason: qsTr("Sắp có")
                tagged: !tile.isAvailable
                focus: tile.index === 0
                Layout.fillWidth: true
                Layout.fillHeight: true
                onClicked: page.vm.open(tile.group)
            }
        }
    }

}
