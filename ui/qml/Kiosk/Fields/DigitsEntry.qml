import QtQuick

// Digits in large letters, typed on the number keys and grouped for reading.
TextEntry {
    id: entry

    property var groups: [] // how many digits stand together, from the left; after the last all together
    property bool fromRight: false // groups of three, as in amounts
    property string separator: " "
    property int most: 20 // digits
    property bool negative: false // a minus may stand before them

    layout: "number"
    digitsOnly: true
    inputMethodHints: Qt.ImhDigitsOnly
    maximumLength: 2 * entry.most
    shape: text => entry.grouped(text)
    onSeparatorChanged: entry.text = entry.grouped(entry.text)

    function grouped(text: string): string {
        const sign = entry.negative && /^\s*[-−]/.test(text) ? "-" : "";
        const digits = text.replace(/[^0-9]/g, "").slice(0, entry.most);
        if (entry.fromRight)
            return sign + digits.replace(/\B(?=(\d{3})+$)/g, entry.separator);
        const parts = [];
        let place = 0;
        for (const size of entry.groups) {
            if (place < digits.length)
                parts.push(digits.slice(place, place + size));
            place += size;
        }
        if (place < digits.length)
            parts.push(digits.slice(place));
        return sign + parts.join(entry.separator);
    }
}
