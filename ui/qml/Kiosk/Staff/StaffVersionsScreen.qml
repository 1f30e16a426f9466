pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk.Core
import Kiosk.Ui

// What the kiosk is made of, whom it believes, and which tables it uses since when.
Page {
    id: page

    required property StaffVersionsVm vm

    title: qsTr("Phiên bản, chứng thư, số liệu")
    lead: page.vm.looked || page.vm.fault !== "" ? "" : qsTr("Đang xem, mất vài giây…")

    Notice {
        objectName: "staffFault"
        visible: page.vm.fault !== ""
        kind: "danger"
        text: ServiceTexts.fault(page.vm.fault)
        Layout.fillWidth: true
    }

    SubHeading {
        visible: page.vm.looked
        text: qsTr("Chương trình")
    }

    SummaryList {
        visible: page.vm.looked
        Layout.fillWidth: true

        CheckRow {
            objectName: "version.program"
            question: qsTr("Chương trình của máy")
            answer: page.vm.program
            last: parts.count === 0
        }

        Repeater {
            id: parts

            model: page.vm.parts

            CheckRow {
                id: part

                required property int index
                required property string name
                required property string version

                objectName: "version." + part.name
                question: ServiceTexts.part(part.name)
                answer: part.version
                mark: "off"
                last: part.index === parts.count - 1
            }
        }
    }

    SubHeading {
        visible: page.vm.looked
        text: qsTr("Cơ quan cấp thẻ mà máy tin")
    }

    Notice {
        objectName: "trustFault"
        visible: page.vm.trustFault !== ""
        kind: "warn"
        text: ServiceTexts.trustFault(page.vm.trustFault)
        Layout.fillWidth: true
    }

    SummaryList {
        visible: issuers.count > 0
        Layout.fillWidth: true

        Repeater {
            id: issuers

            model: page.vm.issuers

            CheckRow {
                id: issuer

                required property int index
                required property string name
                required property string since
                required property string until
                required property bool holds

                objectName: "issuer." + issuer.index
                question: issuer.name
                answer: issuer.holds ? qsTr("từ %1 đến %2").arg(issuer.since).arg(issuer.until) : qsTr("từ %1 đến %2: không còn hiệu lực").arg(issuer.since).arg(issuer.until)
                mark: issuer.holds ? "ok" : "warn"
                last: issuer.index === issuers.count - 1
            }
        }
    }

    SummaryList {
        visible: lists.count > 0
        Layout.fillWidth: true

        Repeater {
            id: lists

            model: page.vm.lists

            CheckRow {
                id: revoked

                required property int index
                required property string issuer
                required property string issued
                required property string due
                required property int entries
                required property bool overdue

                objectName: "revocations." + revoked.index
                question: qsTr("Chứng thư bị thu hồi: %1").arg(revoked.issuer)
                answer: revoked.due === "" ? qsTr("%1 mục, ngày %2").arg(revoked.entries).arg(revoked.issued) : qsTr("%1 mục, ngày %2, bản sau trước %3").arg(revoked.entries).arg(revoked.issued).arg(revoked.due)
                mark: revoked.overdue ? "warn" : "ok"
                last: revoked.index === lists.count - 1
            }
        }
    }

    SubHeading {
        visible: page.vm.looked
        text: qsTr("Số liệu đang dùng")
    }

    SummaryList {
        visible: page.vm.looked
        Layout.fillWidth: true

        CheckRow {
            objectName: "edition"
            question: qsTr("Bảng số liệu của luật")
            answer: qsTr("bản %1, ngày %2").arg(page.vm.edition).arg(page.vm.editionOn)
            last: packages.count === 0
        }

        Repeater {
            id: packages

            model: page.vm.packages

            CheckRow {
                id: table

                required property int index
                required property string topic
                required property int number
                required property string received

                objectName: "package." + table.topic
                question: StaffTexts.topic(table.topic)
                answer: table.number === 0 ? qsTr("theo chương trình và cài đặt") : table.received === "" ? qsTr("số %1").arg(table.number) : qsTr("số %1, nhận lúc %2").arg(table.number).arg(table.received)
                mark: table.number === 0 ? "off" : "ok"
                last: table.index === packages.count - 1
            }
        }
    }

    SubHeading {
        visible: figures.count > 0
        text: qsTr("Con số mới nhất của luật")
    }

    SummaryList {
        visible: figures.count > 0
        Layout.fillWidth: true

        Repeater {
            id: figures

            model: page.vm.figures

            CheckRow {
                id: figure

                required property int index
                required property string name
                required property string since
                required property bool outdated

                objectName: "figure." + figure.index
                question: figure.name
                answer: figure.outdated ? qsTr("từ %1: năm nay chưa có số mới").arg(figure.since) : qsTr("từ %1").arg(figure.since)
                mark: figure.outdated ? "warn" : "ok"
                last: figure.index === figures.count - 1
            }
        }
    }

    Item {
        Layout.fillHeight: true
    }
}
