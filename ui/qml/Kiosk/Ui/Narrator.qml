pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Core

// Says what the screen shows to somebody who does not see it, whatever the screen is: first the page's or the dialog's
// own words (all of them where it names none), then what has the focus, what is typed and what is told; and line by line what the person asks for. It
// knows no page: names, roles and states are those that assistive technology gets.
Item {
    id: narrator

    required property SpeechVm voice
    required property Page page
    required property list<Item> around // read after the page
    // What has the focus, and the dialog around it: set and not bound, because their ancestors change while pages go.
    property Item item: null
    property Sheet sheet: null
    readonly property Item place: narrator.sheet ?? narrator.page
    readonly property string opening: narrator.sheet?.spoken ?? narrator.page?.spoken ?? ""
    readonly property bool openingAtOnce: narrator.sheet !== null || (narrator.page?.spokenAtOnce ?? true)
    readonly property string itemState: ScreenText.stateOf(narrator.item)
    readonly property string typed: (narrator.item as TextInput)?.text ?? (narrator.item as TextEdit)?.text ?? ""
    property Item saidPlace: null
    property Item saidItem: null
    property list<Item> saidGroups: []
    property Item readItem: null // the line that was read last on request
    property string saidOpening
    property string saidState
    property string saidTyped
    property var told: []
    property bool wasOn: false
    property int saidVolume: narrator.voice.volume
    property int saidRate: narrator.voice.rate

    onPlaceChanged: narrator.voice.hearSoon()
    onOpeningChanged: narrator.voice.hearSoon()
    onItemChanged: narrator.voice.hearSoon()
    onItemStateChanged: narrator.voice.hearSoon()
    onTypedChanged: narrator.voice.hearSoon()

    Connections {
        target: narrator.Window.window

        function onActiveFocusItemChanged(): void {
            const item = narrator.Window.window.activeFocusItem;
            narrator.sheet = ScreenText.sheetOf(item);
            narrator.item = item;
        }
    }

    Connections {
        target: Announcer

        function onTold(words: string): void {
            narrator.told.push(words);
            narrator.voice.hearSoon();
        }
    }

    Connections {
        target: narrator.voice

        function onChanged(): void {
            narrator.hearVoice();
        }

        function onHear(): void {
            narrator.hear();
        }

        function onReadOn(step: int): void {
            narrator.readOn(step);
        }
    }

    function hearVoice(): void {
        if (narrator.voice.on && !narrator.wasOn) {
            narrator.saidPlace = null;
            narrator.told.push(qsTr("Giọng đọc đã bật. Phím Tab: đến chỗ tiếp theo. Phím Enter: chọn. Mũi tên xuống và lên: nghe từng dòng. F6: nghe lại. F7: tạm dừng. F8 và F9: nhỏ hơn, to hơn. F1: gọi cán bộ."));
            narrator.told.push(...ScreenText.alertsOf(narrator.page));
            narrator.voice.hearSoon();
        } else if (narrator.voice.volume !== narrator.saidVolume) {
            narrator.voice.report(qsTr("Âm lượng %1 trong %2").arg(narrator.voice.volume + 1).arg(narrator.voice.volumes));
        } else if (narrator.voice.rate !== narrator.saidRate) {
            narrator.voice.report([qsTr("Đọc chậm"), qsTr("Đọc vừa"), qsTr("Đọc nhanh")][narrator.voice.rate]);
        }
        narrator.wasOn = narrator.voice.on;
        narrator.saidVolume = narrator.voice.volume;
        narrator.saidRate = narrator.voice.rate;
        if (!narrator.voice.on)
            narrator.readItem = null;
    }

    function hear(): void {
        const news = narrator.told;
        narrator.told = [];
        if (!narrator.voice.on || narrator.place === null)
            return;
        const said = [];
        if (narrator.place !== narrator.saidPlace) {
            narrator.voice.forget();
            narrator.saidPlace = narrator.place;
            narrator.saidOpening = "";
            narrator.saidGroups = [];
            narrator.saidItem = narrator.readItem = null;
        }
        const first = narrator.saidItem === null || narrator.saidItem === narrator.page;
        const opening = narrator.opening !== "" ? narrator.opening : narrator.saidOpening !== "" ? narrator.saidOpening : ScreenText.wordsOf(narrator.place);
        if (opening !== narrator.saidOpening) {
            if (!narrator.isCountdown(opening, narrator.saidOpening))
                narrator.voice.guide(opening, narrator.openingAtOnce);
            narrator.saidOpening = opening;
        }
        for (const each of news)
            said.push(each);
        if (narrator.item !== narrator.saidItem && narrator.item !== null)
            said.push(...narrator.arriveAt(narrator.item));
        else if (narrator.typed !== narrator.saidTyped)
            said.push(narrator.echo(narrator.saidTyped, narrator.typed));
        else if (narrator.itemState !== narrator.saidState)
            said.push(narrator.itemState);
        narrator.saidState = narrator.itemState;
        narrator.saidTyped = narrator.typed;
        narrator.voice.say(narrator.once(said, first ? narrator.saidOpening : ""));
    }

    // Around it is said what the person comes into, not what they are in already.
    function arriveAt(item: Item): var {
        const said = [];
        const groups = ScreenText.groupsOf(item);
        for (const group of groups.filter(each => !Array.from(narrator.saidGroups).includes(each)))
            said.push(group.Accessible.name, group.Accessible.description);
        narrator.saidItem = narrator.readItem = item;
        narrator.saidGroups = groups;
        said.push(...ScreenText.describe(item));
        return said;
    }

    // What was just said as the page's title is not said again as the label of its only question.
    function once(parts: var, known: string): string {
        const before = known.split(". ");
        const said = [];
        for (const part of parts) {
            for (const piece of part.split(". ")) {
                if (piece !== "" && !said.includes(piece) && !before.includes(piece))
                    said.push(piece);
            }
        }
        return said.join(". ");
    }

    // Seconds that run down are not said each.
    function isCountdown(now: string, before: string): bool {
        return before !== "" && now.replace(/[0-9]+/g, "") === before.replace(/[0-9]+/g, "");
    }

    // What was typed or taken away: characters by their names, and the word that a space ends.
    function echo(before: string, after: string): string {
        const most = Math.min(before.length, after.length);
        let start = 0;
        while (start < most && before.charAt(start) === after.charAt(start))
            ++start;
        let end = 0;
        while (end < most - start && before.charAt(before.length - 1 - end) === after.charAt(after.length - 1 - end))
            ++end;
        const gone = narrator.ungrouped(before.slice(start, before.length - end));
        const come = narrator.ungrouped(after.slice(start, after.length - end));
        if (ScreenText.isSecret(narrator.item))
            return qsTr("Đã nhập %1 ký tự").arg(after.length);
        if (come === " ")
            return after.slice(0, start).split(" ").pop() || narrator.voice.nameOf(come);
        if (come !== "")
            return Array.from(come).map(each => narrator.voice.nameOf(each)).join(/^[0-9]+$/.test(come) ? " " : "");
        return gone === "" ? "" : qsTr("Đã xóa %1").arg(Array.from(gone).map(each => narrator.voice.nameOf(each)).join(" "));
    }

    // Marks that come by themselves between digits are not what was typed.
    function ungrouped(text: string): string {
        return /^[0-9 .\/]*[0-9][0-9 .\/]*$/.test(text) ? text.replace(/[^0-9]/g, "") : text;
    }

    function lines(): var {
        if (narrator.sheet !== null)
            return ScreenText.linesOf(narrator.sheet);
        const all = ScreenText.linesOf(narrator.page);
        for (const each of narrator.around)
            all.push(...ScreenText.linesOf(each));
        return all;
    }

    // The next or the last line of the screen: a control gets the focus, words are read and marked.
    function readOn(step: int): void {
        const lines = narrator.lines();
        if (lines.length === 0)
            return;
        const at = lines.indexOf(narrator.readItem ?? narrator.item);
        const next = at < 0 ? (step > 0 ? 0 : lines.length - 1) : at + step;
        if (next < 0 || next >= lines.length) {
            narrator.voice.say(step > 0 ? qsTr("Hết màn hình") : qsTr("Đầu màn hình"));
            return;
        }
        const line = lines[next];
        narrator.readItem = line;
        if (line.activeFocusOnTab && line.enabled && line !== narrator.item) {
            line.forceActiveFocus(Qt.TabFocusReason);
            return;
        }
        narrator.page?.reveal(line);
        narrator.voice.say(narrator.once(ScreenText.describe(line), ""));
    }

    // Shows which line is read, for those who see a little.
    Rectangle {
        parent: narrator.readItem ?? narrator
        anchors.fill: parent
        anchors.margins: Math.round(-6 * Theme.u)
        visible: narrator.readItem !== null && narrator.readItem !== narrator.item
        color: "transparent"
        border.color: Theme.brand
        border.width: Theme.lineStrong
        radius: Theme.radiusSmall
    }
}
