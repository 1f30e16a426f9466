pragma Singleton

import QtQuick
import QtQuick.Templates as T

// What an item of the screen is in words: its name, what it is, its state, its value, which one of how many, and why it
// cannot be used.
QtObject {
    id: text

    function describe(item: Item): var {
        const words = (item as Text)?.text;
        if (words)
            return [words];
        if (!text.isControl(item))
            return [item.Accessible.name];
        return [text.nameOf(item), text.roleOf(item), text.valueOf(item), text.stateOf(item), text.placeOf(item), text.hindranceOf(item), item.Accessible.description, text.hintOf(item)].filter(each => each !== "");
    }

    function nameOf(item: Item): string {
        return (item as TextField)?.name ?? item.Accessible.name;
    }

    function roleOf(item: Item): string {
        if (text.isEntry(item))
            return qsTr("Ô nhập");
        switch (item.Accessible.role) {
        case Accessible.CheckBox:
            return qsTr("Ô đánh dấu");
        case Accessible.RadioButton:
            return "";
        default:
            return qsTr("Nút");
        }
    }

    function valueOf(item: Item): string {
        if (!text.isEntry(item))
            return "";
        const value = text.isMasked(item) ? "•".repeat(text.typedIn(item).replace(/ /g, "").length) : text.typedIn(item);
        return value === "" ? qsTr("Chưa ghi gì") : qsTr("Đang ghi %1").arg(value);
    }

    // How an empty entry is to be filled in.
    function hintOf(item: Item): string {
        return text.typedIn(item) !== "" ? "" : (item as T.TextField)?.placeholderText ?? "";
    }

    function stateOf(item: Item): string {
        if (item === null || !item.Accessible.checkable)
            return "";
        return item.Accessible.checked ? qsTr("Đã chọn") : qsTr("Chưa chọn");
    }

    // Of choices that stand together.
    function placeOf(item: Item): string {
        const role = item.Accessible.role;
        if (role !== Accessible.RadioButton && role !== Accessible.CheckBox)
            return "";
        const same = Array.from(item.parent.children).filter(each => each.visible && each.Accessible.role === role);
        return same.length < 2 ? "" : qsTr("%1 trong %2").arg(same.indexOf(item) + 1).arg(same.length);
    }

    function hindranceOf(item: Item): string {
        if (text.isEntry(item) && item.Accessible.readOnly)
            return qsTr("Không sửa được ở đây");
        return item.enabled && !((item as KButton)?.explains ?? false) ? "" : qsTr("Chưa dùng được");
    }

    // The controls and the words below an item, as they stand one after another.
    function linesOf(item: Item): var {
        if (item === null || !item.visible || item.opacity === 0 || item.Accessible.ignored)
            return [];
        if (text.isControl(item) || (item as Text)?.text)
            return [item];
        const whole = item.Accessible.role === Accessible.ListItem || item.Accessible.role === Accessible.StaticText;
        const below = [];
        for (const each of item.children)
            below.push(...text.linesOf(each));
        return whole && item.Accessible.name !== "" ? [item, ...below.filter(each => text.isControl(each))] : below;
    }

    // The words that an item shows, without those of its controls.
    function wordsOf(item: Item): string {
        return text.linesOf(item).filter(each => !text.isControl(each)).map(each => text.describe(each).join(". ")).join(". ");
    }

    // What stands out on the page: errors and results.
    function alertsOf(item: Item): var {
        if (item === null || !item.visible)
            return [];
        if (item.Accessible.role === Accessible.AlertMessage)
            return [item.Accessible.name];
        const all = [];
        for (const each of item.children)
            all.push(...text.alertsOf(each));
        return all;
    }

    // From the outermost: the question, then what within it stands together.
    function groupsOf(item: Item): list<Item> {
        const groups = [];
        for (let ancestor = item?.parent ?? null; ancestor !== null; ancestor = ancestor.parent) {
            if (ancestor.Accessible.role === Accessible.Grouping && ancestor.Accessible.name !== "")
                groups.unshift(ancestor);
        }
        return groups;
    }

    function sheetOf(item: Item): Sheet {
        let ancestor = item;
        while (ancestor !== null && (ancestor as Sheet) === null)
            ancestor = ancestor.parent;
        return ancestor as Sheet;
    }

    function isEntry(item: Item): bool {
        return (item as TextInput) !== null || (item as TextEdit) !== null;
    }

    function isControl(item: Item): bool {
        return (item as T.AbstractButton) !== null || text.isEntry(item);
    }

    function typedIn(item: Item): string {
        return (item as TextInput)?.text ?? (item as TextEdit)?.text ?? "";
    }

    // Of what may be seen here while it is typed, but need not be heard again.
    function isMasked(item: Item): bool {
        return text.isSecret(item) || item.Accessible.passwordEdit;
    }

    function isSecret(item: Item): bool {
        const input = item as TextInput;
        return input !== null && (input.echoMode !== TextInput.Normal || (input.inputMethodHints & Qt.ImhHiddenText) !== 0);
    }
}
