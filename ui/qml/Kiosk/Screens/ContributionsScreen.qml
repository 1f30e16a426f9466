pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk.Core
import Kiosk.Ui

// What was paid for a person: the total in big words, what to look at, then years, and months behind a touch.
PaperPage {
    id: page

    required property ContributionsVm vm

    stepName: qsTr("Quá trình đóng")
    title: qsTr("Quá trình đóng của ông/bà")
    lead: page.vm.asOf
    spoken: page.heard()
    primaryText: qsTr("Xong")
    primaryGlyph: "check"
    printing: page.vm.paper.state
    failedText: qsTr("Hồ sơ vẫn ở trên màn hình. Xin gọi cán bộ.")
    asideShare: 0.5
    onPrimaryActivated: page.vm.finish()
    onOtherActivated: page.vm.paper.print()
    foot: HoldToShow {
        visible: page.vm.openYear > 0 || workplaces.open
        access: page.kiosk.accessibility
    }

    function heard(): string {
        const parts = [page.title, page.vm.headlineLabel + ": " + page.vm.headline];
        for (let place = 0; place < matters.count; ++place)
            parts.push((matters.itemAt(place) as Notice)?.title ?? "");
        return parts.filter(part => part !== "").join(". ") + ".";
    }

    Card {
        border.width: Theme.lineStrong
        border.color: Theme.highContrast ? Theme.border : Theme.brand
        implicitHeight: first.implicitHeight + 2 * Theme.cardPad
        Layout.fillWidth: true

        ColumnLayout {
            id: first

            anchors.left: parent.left
            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            anchors.margins: Theme.cardPad
            spacing: Math.round(8 * Theme.u)

            Words {
                text: page.vm.headlineLabel
                color: Theme.inkSoft
                font.weight: Font.DemiBold
                Layout.fillWidth: true
            }

            BigFigure {
                objectName: "headline"
                text: page.vm.headline
                Layout.fillWidth: true
            }
        }
    }

    Repeater {
        id: matters

        model: page.vm.matters

        Notice {
            required property string name
            required property string words
            required kind
            required title

            objectName: "matter." + name
            text: words
            Layout.fillWidth: true
        }
    }

    MissingStretches {
        model: page.vm.missing
        onReported: place => page.vm.report(place)
    }

    SummaryList {
        objectName: "figures"
        visible: figures.count > 0
        Layout.fillWidth: true

        Repeater {
            id: figures

            model: page.vm.figures

            SummaryRow {
                required property string label
                required property bool isLast
                required value

                text: label
                digits: true
                last: isLast
            }
        }
    }

    SubHeading {
        visible: health.count > 0
        text: qsTr("Bảo hiểm y tế")
    }

    SummaryList {
        visible: health.count > 0
        Layout.fillWidth: true

        Repeater {
            id: health

            model: page.vm.health

            SummaryRow {
                required property string label
                required property bool isLast
                required value

                text: label
                last: isLast
            }
        }
    }

    Item {
        visible: Theme.landscape
        Layout.fillHeight: true
    }

    aside: [
        Section {
            id: workplaces

            objectName: "workplaces"
            visible: years.count > 0
            text: qsTr("Từng nơi làm việc")

            SummaryList {
                Layout.fillWidth: true

                Repeater {
                    model: workplaces.open ? page.vm.workplaces : null

                    WorkplaceLines {}
                }
            }
        },
        SubHeading {
            visible: years.count > 0
            text: qsTr("Từng năm")
        },
        YearColumns {
            objectName: "yearColumns"
            visible: page.vm.lastYear > page.vm.firstYear
            columns: page.vm.columns
            firstYear: page.vm.firstYear
            lastYear: page.vm.lastYear
            title: qsTr("Số tháng được tính trong mỗi năm, cao nhất là 12 tháng")
        },
        Words {
            visible: years.count > 0
            text: qsTr("Chạm vào một năm để xem từng tháng.")
            color: Theme.inkSoft
            Layout.fillWidth: true
        },
        ColumnLayout {
            spacing: Theme.gap
            visible: years.count > 0
            Layout.fillWidth: true

            Repeater {
                id: years

                model: page.vm.years

                ColumnLayout {
                    id: year

                    required property int index
                    required property var model
                    readonly property int number: year.model.year
                    readonly property bool open: page.vm.openYear === year.number

                    spacing: 0
                    Layout.fillWidth: true

                    YearRow {
                        objectName: "year." + year.number
                        text: year.number
                        words: year.model.words
                        share: year.model.share
                        open: year.open
                        Layout.fillWidth: true
                        onClicked: page.vm.toggleYear(year.number)
                    }

                    SummaryList {
                        visible: year.open
                        Layout.fillWidth: true

                        Repeater {
                            model: year.open ? page.vm.months : null

                            MonthLines {}
                        }
                    }
                }
            }
        },
        KButton {
            objectName: "moreYears"
            visible: page.vm.moreYears > 0
            text: qsTr("Xem %1 năm trước đó").arg(page.vm.moreYears)
            glyph: "down"
            Layout.fillWidth: true
            onClicked: page.vm.showAllYears()
        },
        SubHeading {
            visible: next.count > 0
            text: qsTr("Làm tiếp")
        },
        ColumnLayout {
            spacing: Theme.gap
            visible: next.count > 0
            Layout.fillWidth: true

            Repeater {
                id: next

                model: page.vm.tasks

                TaskRow {
                    id: task

                    required property string task
                    required property string name
                    required property bool isAvailable
                    required summary
                    required reason

                    objectName: "task." + task.task
                    text: task.name
                    available: task.isAvailable
                    Layout.fillWidth: true
                    onClicked: page.vm.begin(task.task)
                }
            }
        },
        Item {
            Layout.fillHeight: true
        }
    ]

    component WorkplaceLines: ColumnLayout {
        id: workplace

        required property int index
        required property string who
        required property string words
        required property string wageLabel
        required property string wage
        required property bool isLast

        objectName: "workplace." + workplace.index
        spacing: Math.round(4 * Theme.u)
        Layout.fillWidth: true
        Layout.topMargin: Theme.gap

        Words {
            text: workplace.who
            font.weight: Font.Bold
            Layout.fillWidth: true
        }

        Words {
            text: workplace.words
            digits: true
            Layout.fillWidth: true
        }

        SummaryRow {
            objectName: "workplaceWage"
            visible: workplace.wage !== ""
            text: workplace.wageLabel
            value: workplace.wage
            covered: true
            digits: true
            last: true
        }

        Rectangle {
            visible: !workplace.isLast
            color: Theme.hair
            Layout.fillWidth: true
            Layout.topMargin: Theme.gap
            Layout.preferredHeight: Theme.line
        }
    }

    component MonthLines: ColumnLayout {
        id: lines

        required property string month
        required property string words
        required property var reports
        required property string worth
        required property bool isLast
        readonly property bool odd: lines.worth === "unpaid" || lines.worth === "missing"

        objectName: "month." + lines.month
        spacing: Math.round(4 * Theme.u)
        Layout.fillWidth: true
        Layout.topMargin: Theme.gap

        RowLayout {
            spacing: Theme.gap
            Layout.fillWidth: true

            Words {
                text: lines.month
                digits: true
                font.weight: Font.Bold
                Layout.fillWidth: true
            }

            Words {
                text: lines.words
                color: lines.odd ? Theme.warn : Theme.ink
                font.weight: Font.DemiBold
                horizontalAlignment: Text.AlignRight
                Layout.maximumWidth: lines.width * 0.6
            }
        }

        Repeater {
            model: lines.reports

            ColumnLayout {
                id: report

                required property var modelData

                spacing: 0
                Layout.fillWidth: true

                Words {
                    text: report.modelData.words
                    font.pixelSize: Theme.small
                    color: Theme.inkSoft
                    Layout.fillWidth: true
                }

                CoveredWords {
                    objectName: "wage"
                    value: report.modelData.wage
                    font.pixelSize: Theme.small
                    color: Theme.inkSoft
                    Layout.fillWidth: true
                }
            }
        }

        Rectangle {
            visible: !lines.isLast
            color: Theme.hair
            Layout.fillWidth: true
            Layout.topMargin: Theme.gap
            Layout.preferredHeight: Theme.line
        }
    }
}
