pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk.Core

// A page that is read: paragraphs, what to bring, where to go, the law; and all of it to be taken along.
PaperPage {
    id: guide

    required property PageVm vm

    function heard(): list<string> {
        const bring = guide.vm.bring.length > 0 ? [qsTr("Xin mang theo") + ": " + guide.vm.bring.join("; ")] : [];
        const instead = guide.vm.ways.length > 0 ? [qsTr("Ông/bà có thể") + ": " + guide.vm.ways.join("; ")] : [];
        return [guide.title, guide.lead].concat(guide.vm.paragraphs, bring, instead, guide.vm.places);
    }

    stepName: guide.vm.stepName
    title: guide.vm.title
    lead: guide.vm.lead
    spoken: guide.heard().filter(part => part !== "").map(part => part.replace(/\.$/, "")).join(". ") + "."
    printing: guide.vm.paper.state
    printText: guide.vm.isGuide ? qsTr("In hướng dẫn") : qsTr("In trang này")
    failedText: qsTr("Xin quét mã ở trang này, chụp lại màn hình hoặc gọi cán bộ.")
    asideShare: 0.4
    onOtherActivated: guide.vm.paper.print()

    Repeater {
        model: guide.vm.paragraphs

        Words {
            required property string modelData

            text: modelData
            font.pixelSize: Theme.lead
            Layout.fillWidth: true
        }
    }

    SubHeading {
        visible: guide.vm.bring.length > 0
        text: qsTr("Xin mang theo")
    }

    Card {
        objectName: "bring"
        visible: guide.vm.bring.length > 0
        implicitHeight: things.implicitHeight + 2 * Theme.gapWide
        Layout.fillWidth: true

        ColumnLayout {
            id: things

            anchors.left: parent.left
            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            anchors.margins: Theme.gapWide
            spacing: Theme.gap

            Repeater {
                model: guide.vm.bring

                RowLayout {
                    id: thing

                    required property string modelData

                    spacing: Theme.gap
                    Layout.fillWidth: true

                    Icon {
                        glyph: "check"
                        tint: Theme.highContrast ? Theme.brand : Theme.brandDark
                        size: Math.round(40 * Theme.u)
                        weight: 2.4
                        Layout.alignment: Qt.AlignTop
                    }

                    Words {
                        text: thing.modelData
                        Layout.fillWidth: true
                    }
                }
            }
        }
    }

    SummaryList {
        objectName: "counter"
        visible: places.count > 0
        Layout.fillWidth: true

        Repeater {
            id: places

            model: guide.vm.counter

            SummaryRow {
                required property string label
                required property bool isLast
                required value

                text: label
                last: isLast
            }
        }
    }

    SubHeading {
        objectName: "instead"
        visible: guide.vm.ways.length > 0 || others.count > 0
        text: qsTr("Ông/bà có thể")
    }

    Repeater {
        model: guide.vm.ways

        Words {
            required property string modelData

            text: "– " + modelData
            font.pixelSize: Theme.lead
            Layout.fillWidth: true
        }
    }

    Repeater {
        id: others

        model: guide.vm.tasks

        TaskRow {
            id: other

            required property string task
            required property string name
            required property bool isAvailable
            required summary
            required reason

            objectName: "task." + other.task
            text: other.name
            available: other.isAvailable
            Layout.fillWidth: true
            onClicked: guide.vm.begin(other.task)
        }
    }

    Notice {
        visible: guide.vm.article !== ""
        objectName: "article"
        kind: "info"
        glyph: "book"
        title: qsTr("Căn cứ pháp lý")
        text: guide.vm.article
        Layout.fillWidth: true
    }
    Item {
        visible: Theme.landscape
        Layout.fillHeight: true
    }

    aside: [
        Card {
            implicitHeight: take.implicitHeight + 2 * Theme.gapWide
            Layout.fillWidth: true

            GridLayout {
                id: take

                anchors.left: parent.left
                anchors.right: parent.right
                anchors.verticalCenter: parent.verticalCenter
                anchors.margins: Theme.gapWide
                columns: guide.twoColumns || Theme.textScale > 1.2 ? 1 : 2
                columnSpacing: Theme.gapWide
                rowSpacing: Theme.gap

                QrCode {
                    source: guide.vm.qrSource
                    Accessible.name: guide.vm.isGuide ? qsTr("Mã QR của hướng dẫn này") : qsTr("Mã QR của trang này")
                    Layout.preferredWidth: Math.round(400 * Theme.u)
                    Layout.preferredHeight: Layout.preferredWidth
                }

                Words {
                    text: guide.vm.isGuide ? qsTr("Quét mã để lưu hướng dẫn này vào điện thoại, hoặc in ra giấy (tiếng Việt và tiếng Anh).") : qsTr("Quét mã để lưu trang này vào điện thoại, hoặc in ra giấy (tiếng Việt và tiếng Anh).")
                    Layout.fillWidth: true
                }
            }
        },
        Item {
            visible: Theme.landscape
            Layout.fillHeight: true
        }
    ]
}
