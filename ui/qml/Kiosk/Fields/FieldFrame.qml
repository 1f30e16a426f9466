import QtQuick
import QtQuick.Layouts
import Kiosk.Core
import Kiosk.Ui

// What every question has around its field: its words, what is wrong, where the answer comes from, "I have none".
ColumnLayout {
    id: frame

    required property FieldVm field
    property bool labelled: false // the page asks several questions, so each says its own words
    property bool labelShown: true // false where the content says it
    property bool helpShown: true
    property bool noneShown: true
    property bool faultShown: true // false where the content says more exactly what is wrong
    readonly property bool optional: !frame.field.required && frame.labelShown
    readonly property string sourceWords: {
        if (frame.field.origin === "card")
            return frame.field.locked ? qsTr("Lấy từ thẻ của ông/bà, không sửa ở đây.") : qsTr("Lấy từ thẻ của ông/bà. Xin sửa nếu nay đã khác.");
        if (frame.field.origin === "registry")
            return qsTr("Theo dữ liệu hộ tịch, không sửa ở đây.");
        if (frame.field.locked && ["finding", "record", "counted", "seen"].includes(frame.field.origin))
            return qsTr("Theo dữ liệu BHXH, không sửa ở đây.");
        if (frame.field.origin === "finding")
            return qsTr("Lấy từ hồ sơ BHXH của ông/bà. Xin sửa nếu khác.");
        if (frame.field.origin === "compared")
            return qsTr("So thẻ với hồ sơ BHXH của ông/bà thấy khác. Xin sửa nếu không đúng.");
        if (frame.field.origin === "seen")
            return qsTr("Theo chỗ ông/bà vừa chọn trong quá trình đóng. Xin sửa nếu khác.");
        const months = frame.field.originMonths;
        if (frame.field.origin === "counted")
            return months === "" ? qsTr("Tính từ quá trình đóng của ông/bà. Xin sửa nếu khác.") : qsTr("Tính từ quá trình đóng của ông/bà (%1). Xin sửa nếu khác.").arg(months);
        if (frame.field.origin !== "record")
            return "";
        return months === "" ? qsTr("Lấy từ quá trình đóng của ông/bà. Xin sửa nếu khác.") : qsTr("Lấy từ quá trình đóng của ông/bà (%1). Xin sửa nếu khác.").arg(months);
    }
    readonly property QtObject answering: frame.field // for who looks from outside QML
    readonly property alias alarm: fault
    readonly property Words heading: words.visible && frame.labelled ? words : null
    default property alias body: content.data

    objectName: frame.field.questionId
    spacing: Theme.gap
    Layout.fillWidth: true
    Accessible.role: Accessible.Grouping
    Accessible.name: frame.field.label
    Accessible.description: [frame.optional ? qsTr("Không bắt buộc") : "", frame.field.help, frame.field.valueWords, frame.sourceWords].filter(each => each !== "").join(". ")

    // To what the person does first here: the first thing to type, otherwise the first that can be chosen.
    function enter(): void {
        const target = frame.firstOf(content, true) ?? frame.firstOf(frame, false);
        target?.forceActiveFocus(Qt.TabFocusReason);
    }

    // Something was picked: on to what is typed next, or else stay with what was picked.
    function moveOn(from: Item): void {
        const stops = frame.stopsOf(content);
        const next = stops.slice(stops.indexOf(from) + 1).find(each => (each as TextEntry) !== null);
        (next ?? from).forceActiveFocus(Qt.OtherFocusReason);
    }

    function firstOf(item: Item, typed: bool): Item {
        return frame.stopsOf(item).find(each => !typed || (each as TextEntry) !== null) ?? null;
    }

    // Where the Tab key stops inside an item, in order.
    function stopsOf(item: Item): list<Item> {
        if (!item.visible || !item.enabled)
            return [];
        const stops = item.activeFocusOnTab ? [item] : [];
        for (const child of item.children)
            stops.push(...frame.stopsOf(child));
        return stops;
    }

    Words {
        id: words

        objectName: frame.field.questionId + ".label"
        visible: frame.labelled && frame.labelShown || frame.optional
        text: !frame.labelled ? qsTr("Không bắt buộc") : frame.optional ? qsTr("%1 (không bắt buộc)").arg(frame.field.label) : frame.field.label
        font.weight: frame.labelled ? Font.DemiBold : Font.Normal
        color: frame.labelled ? Theme.ink : Theme.inkSoft
        Layout.fillWidth: true
    }

    Notice {
        id: fault

        objectName: frame.field.questionId + ".fault"
        visible: frame.faultShown && frame.field.fault !== ""
        kind: "danger"
        text: frame.field.fault
        Layout.fillWidth: true
    }

    ColumnLayout {
        id: content

        enabled: !frame.field.locked
        spacing: Theme.gap
        Layout.fillWidth: true
    }

    Words {
        objectName: frame.field.questionId + ".source"
        visible: text !== ""
        text: frame.sourceWords
        font.pixelSize: Theme.small
        color: Theme.inkSoft
        Layout.fillWidth: true
    }

    Words {
        objectName: frame.field.questionId + ".help"
        visible: frame.helpShown && frame.field.help !== ""
        text: frame.field.help
        font.pixelSize: Theme.small
        color: Theme.inkSoft
        Layout.fillWidth: true
    }

    KButton {
        objectName: frame.field.questionId + ".none"
        visible: frame.noneShown && !frame.field.locked && frame.field.noneText !== ""
        text: frame.field.noneText
        glyph: frame.field.declined ? "check" : ""
        kind: frame.field.declined ? "primary" : "secondary"
        Accessible.checkable: true
        Accessible.checked: frame.field.declined
        Layout.fillWidth: true
        Layout.preferredHeight: Math.max(Theme.target, implicitHeight)
        onClicked: frame.field.decline()
    }
}
