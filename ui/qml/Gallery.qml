pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import QtQuick.Window
import Kiosk.Core
import Kiosk.Fields
import Kiosk.Gallery
import Kiosk.Ui

// Every component and every kind of question in every state. The names above choose what is shown.
Window {
    id: window

    required property list<string> names
    required property list<string> icons
    required property RowsModel rows
    required property RowsModel shares // of invented years
    required property QtObject textTarget
    required property size panel // pixels; the window becomes as high as what it shows
    required property real diagonal // inches
    property real textScale: 1
    property bool highContrast: false
    property string shown
    readonly property real contentHeight: column.height

    color: Theme.bg
    title: "BHXH"

    Binding {
        target: Theme
        property: "panelWidth"
        value: window.panel.width
    }

    Binding {
        target: Theme
        property: "panelHeight"
        value: window.panel.height
    }

    Binding {
        target: Theme
        property: "diagonal"
        value: window.diagonal
    }

    Binding {
        target: Theme
        property: "textScale"
        value: window.textScale
    }

    Binding {
        target: Theme
        property: "highContrast"
        value: window.highContrast
    }

    Flickable {
        anchors.fill: parent
        contentWidth: width
        contentHeight: column.height

        Column {
            id: column

            width: parent.width
            padding: Theme.pad
            spacing: Theme.gapSection

            Flow {
                width: column.width - 2 * Theme.pad
                spacing: Theme.gap

                Repeater {
                    model: window.names

                    KButton {
                        required property string modelData

                        objectName: "gallery." + modelData
                        text: modelData
                        kind: window.shown === modelData ? "primary" : "quiet"
                        pixelSize: Math.round(26 * Theme.u)
                        onClicked: window.shown = modelData
                    }
                }
            }

            Loader {
                active: window.shown === "components"
                visible: active
                width: column.width - 2 * Theme.pad

                sourceComponent: Components {
                    icons: window.icons
                    textTarget: window.textTarget
                    shares: window.shares
                }
            }

            Repeater {
                model: window.rows

                ColumnLayout {
                    id: row

                    required property string name
                    required property FieldVm field
                    required property string kind
                    required property string label
                    required property string shown

                    width: column.width - 2 * Theme.pad
                    spacing: Theme.gap

                    Specimen {
                        text: row.name
                    }

                    FieldSlot {
                        visible: row.shown === ""
                        field: row.field
                        kind: row.kind
                    }

                    Card {
                        visible: row.shown !== ""
                        implicitHeight: summary.implicitHeight + 2 * Theme.gap
                        Layout.fillWidth: true

                        SummaryRow {
                            id: summary

                            anchors.left: parent.left
                            anchors.right: parent.right
                            anchors.verticalCenter: parent.verticalCenter
                            anchors.margins: Theme.cardPad
                            text: row.label
                            value: row.shown
                            actionText: qsTr("Sửa")
                            last: true
                        }
                    }
                }
            }
        }
    }
}
