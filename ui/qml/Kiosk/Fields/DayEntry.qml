import QtQuick

// A day or a month: eight or six digits, the strokes between them come by themselves. What was typed with strokes of
// its own stays as it is.
TextEntry {
    id: entry

    property bool withDay: true

    layout: "number"
    digitsOnly: true
    inputMethodHints: Qt.ImhDigitsOnly
    placeholderText: entry.withDay ? qsTr("Ngày/tháng/năm, ví dụ: 05/10/1990") : qsTr("Tháng/năm, ví dụ: 10/2026")
    maximumLength: entry.withDay ? 10 : 7
    shape: text => entry.stroked(text)

    // A digit that can only stand for a whole day or month gets its zero.
    function stroked(text: string): string {
        const kept = text.replace(/[^0-9/]/g, "");
        if (!entry.withDay)
            return kept.replace(/^([2-9])$/, "0$1").replace(/^(\d\d)(\d)/, "$1/$2");
        return kept.replace(/^([4-9])$/, "0$1").replace(/^(\d\d)(\d)/, "$1/$2").replace(/^(\d\d?\/)([2-9])$/, "$10$2").replace(/^(\d\d?\/\d\d)(\d)/, "$1/$2");
    }
}
