import QtQuick

// A page with something to take along on paper: the other way on prints it, and how that ended is told first.
Page {
    id: paper

    required property string printing // idle, running, done or failed
    property string printText: qsTr("In ra giấy")
    property string printedText: qsTr("Đã in. Xin lấy giấy.")
    required property string failedText // what one can do without the paper

    otherText: paper.printing === "running" ? qsTr("Đang in…") : (paper.printing === "done" ? qsTr("In thêm một bản") : paper.printText)
    otherGlyph: "printer"
    otherName: "print"
    otherAvailable: paper.printing !== "running"
    otherReason: qsTr("Máy đang in, xin chờ một chút.")

    PrintedNotice {
        id: printed

        objectName: "printed"
        printing: paper.printing
        done: paper.printedText
        failed: paper.failedText
        onVisibleChanged: {
            if (printed.visible)
                paper.revealWhole(printed);
        }
    }
}
