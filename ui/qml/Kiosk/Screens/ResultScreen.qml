pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk.Core
import Kiosk.Ui

// What a calculator found: the number, why, what would change it; every answer can be changed from here.
Page {
    id: page

    required property ResultVm vm
    readonly property bool refused: page.vm.outcome === "not_eligible" || page.vm.outcome === "rejected"
    readonly property string verdict: page.vm.outcome === "rejected" ? qsTr("Không tính được") : qsTr("Chưa đủ điều kiện")
    readonly property string unreadable: page.vm.unfitKnown ? qsTr("Câu trả lời dưới đây chưa khớp với các câu khác, máy chưa tính được. Xin xem lại.") : qsTr("Các câu trả lời chưa khớp với nhau, máy chưa tính được. Xin xem lại từng câu.")

    stepName: qsTr("Kết quả")
    title: page.vm.title
    spoken: page.spokenResult()
    primaryText: qsTr("Xong")
    primaryGlyph: "check"
    asideShare: 0.46
    onPrimaryActivated: page.vm.finish()
    onEntered: (unfit.itemAt(0) as SummaryRow)?.enter()

    component AnswerRow: SummaryRow {
        id: row

        required property string name
        required property string label
        required property string shown
        required property string secret
        required property string page
        required property bool isLast

        objectName: "answer." + row.name
        text: row.label
        value: row.shown
        hidden: row.secret
        last: row.isLast
        actionText: row.page !== "" ? qsTr("Thay đổi") : ""
    }

    function spokenResult(): string {
        if (page.vm.outcome === "unreadable")
            return page.unreadable;
        const first = page.refused ? page.verdict : page.vm.headlineLabel + ": " + page.vm.headline;
        return page.title + ". " + first + ". " + page.vm.notice;
    }

    Notice {
        objectName: "unreadable"
        visible: page.vm.outcome === "unreadable"
        kind: "danger"
        text: page.unreadable
        Layout.fillWidth: true
    }

    SummaryList {
        visible: unfit.count > 0
        Layout.fillWidth: true

        Repeater {
            id: unfit

            model: page.vm.unfit

            AnswerRow {
                id: unfitAnswer

                onActivated: page.vm.change(unfitAnswer.page)
            }
        }
    }

    Card {
        visible: page.vm.headline !== ""
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

            RowLayout {
                spacing: Theme.gap
                Layout.fillWidth: true

                Words {
                    text: page.vm.headlineLabel
                    color: Theme.inkSoft
                    font.weight: Font.DemiBold
                    Layout.fillWidth: true
                }

                StatusTag {
                    objectName: "estimateTag"
                    text: qsTr("Dự tính")
                    kind: "warn"
                    Layout.alignment: Qt.AlignTop
                }
            }

            BigFigure {
                objectName: "headline"
                text: page.vm.headline
                sentence: page.vm.headline.includes(" ") // the parts of an amount are held together
                Layout.fillWidth: true
            }

            Words {
                objectName: "notice"
                text: page.vm.notice
                font.pixelSize: Theme.small
                color: Theme.inkSoft
                Layout.fillWidth: true
            }
        }
    }

    Notice {
        objectName: "verdict"
        visible: page.refused
        kind: "warn"
        title: page.verdict
        text: qsTr("Dự tính theo những gì ông/bà vừa nhập, không thay quyết định của cơ quan BHXH.")
        Layout.fillWidth: true
    }

    Repeater {
        model: page.vm.reasons

        CitedWords {}
    }

    SummaryList {
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

    Notice {
        objectName: "warnings"
        visible: page.vm.warnings !== ""
        kind: "warn"
        title: qsTr("Cần lưu ý")
        text: page.vm.warnings
        Layout.fillWidth: true
    }

    SubHeading {
        visible: ways.count > 0
        text: page.refused ? qsTr("Có thể làm gì") : qsTr("Lựa chọn khác, điều làm thay đổi kết quả")
    }

    GridLayout {
        columns: ways.count > 1 && !Theme.landscape && Theme.textScale < 1.2 ? 2 : 1
        columnSpacing: Theme.gap
        rowSpacing: Theme.gap
        uniformCellWidths: true
        visible: ways.count > 0
        Layout.fillWidth: true
        Layout.fillHeight: false // cards of one row are as high as each other, not as the column beside them

        Repeater {
            id: ways

            model: page.vm.ways

            Card {
                id: way

                required property string name
                required property string words
                required property string amounts

                objectName: "way." + way.name
                implicitHeight: told.implicitHeight + 2 * Theme.gapWide
                Layout.fillWidth: true
                Layout.fillHeight: true
                Layout.preferredWidth: 1

                ColumnLayout {
                    id: told

                    anchors.left: parent.left
                    anchors.right: parent.right
                    anchors.top: parent.top
                    anchors.margins: Theme.gapWide
                    spacing: Theme.gap

                    Words {
                        visible: way.amounts !== ""
                        text: way.amounts
                        digits: true
                        font.weight: Font.Bold
                        color: Theme.highContrast ? Theme.brand : Theme.brandDark
                        Layout.fillWidth: true
                    }

                    Words {
                        text: way.words
                        Layout.fillWidth: true
                    }
                }
            }
        }
    }

    BarChart {
        objectName: "chart"
        visible: page.vm.chartTitle !== ""
        bars: page.vm.bars
        title: page.vm.chartTitle
        note: page.vm.chartNote
        sentence: page.vm.chartSentence
    }

    Section {
        objectName: "steps"
        visible: steps.count > 0
        text: qsTr("Cách tính, theo điều luật nào")
        open: true

        Repeater {
            id: steps

            model: page.vm.steps

            CitedWords {
                required property string number

                lead: number + ". "
            }
        }
    }

    Item {
        visible: Theme.landscape
        Layout.fillHeight: true
    }

    aside: [
        PaymentPanel {
            payment: page.vm.payment
        },
        Card {
            visible: page.vm.qrSource !== ""
            implicitHeight: take.implicitHeight + 2 * Theme.gapWide
            Layout.fillWidth: true

            GridLayout {
                id: take

                anchors.left: parent.left
                anchors.right: parent.right
                anchors.verticalCenter: parent.verticalCenter
                anchors.margins: Theme.gapWide
                columns: Theme.landscape || Theme.textScale > 1.2 ? 1 : 2
                columnSpacing: Theme.gapWide
                rowSpacing: Theme.gap

                QrCode {
                    source: page.vm.qrSource
                    Accessible.name: qsTr("Mã QR của kết quả")
                    Layout.preferredWidth: Math.round(320 * Theme.u)
                    Layout.preferredHeight: Layout.preferredWidth
                }

                ColumnLayout {
                    spacing: Theme.gap
                    Layout.fillWidth: true

                    Words {
                        text: qsTr("Quét mã để lưu kết quả vào điện thoại. Mã không có tên ông/bà.")
                        Layout.fillWidth: true
                    }

                    KButton {
                        objectName: "print"
                        text: page.vm.paper.state === "running" ? qsTr("Đang in…") : (page.vm.paper.state === "done" ? qsTr("In thêm một bản") : qsTr("In kết quả"))
                        glyph: "printer"
                        available: page.vm.paper.state !== "running"
                        Layout.fillWidth: true
                        onClicked: page.vm.paper.print()
                    }

                    KButton {
                        objectName: "mail"
                        text: qsTr("Gửi qua thư điện tử")
                        glyph: "mail"
                        available: page.vm.paper.online
                        reason: qsTr("Máy đang mất kết nối nên chưa gửi được thư. Xin in, hoặc quét mã QR.")
                        Layout.fillWidth: true
                        onClicked: page.vm.paper.askForAddress()
                    }
                }
            }
        },
        PrintedNotice {
            objectName: "printed"
            printing: page.vm.paper.state
            done: qsTr("Đã in. Xin lấy giấy.")
            failed: qsTr("Xin chụp lại màn hình này hoặc gọi cán bộ.")
        },
        Section {
            objectName: "answers"
            text: qsTr("Xem và sửa câu trả lời")
            open: page.vm.outcome === "unreadable"

            SummaryList {
                Layout.fillWidth: true

                Repeater {
                    model: page.vm.answers

                    AnswerRow {
                        id: answer

                        onActivated: page.vm.change(answer.page)
                    }
                }
            }
        },
        Section {
            objectName: "changes"
            visible: changes.count > 0
            text: qsTr("Luật mới thay đổi gì")

            Repeater {
                id: changes

                model: page.vm.changes

                Words {
                    required property string words

                    text: words
                    Layout.fillWidth: true
                }
            }
        },
        Section {
            objectName: "used"
            visible: used.count > 0
            text: qsTr("Số liệu của pháp luật đã dùng")

            Words {
                objectName: "tables"
                text: page.vm.tables
                font.weight: Font.DemiBold
                Layout.fillWidth: true
            }

            SummaryList {
                Layout.fillWidth: true

                Repeater {
                    id: used

                    model: page.vm.used

                    SummaryRow {
                        required property string label
                        required property bool isLast
                        required value

                        text: label
                        last: isLast
                    }
                }
            }
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
}
