import QtQuick
import QtQuick.Templates as T

// What a page of questions says aloud: first its title and its first question, then only what has changed: the
// question or the control that the person came to, the value, what is wrong.
Item {
    id: speech

    required property string opening // the page's own words
    required property FieldFrame question // of the question that the person is at
    property string words // to be said now
    property bool settled: true // false while somebody types: only what stands for a moment is said
    property FieldFrame saidQuestion: null
    property Item saidItem: null
    property string saidValue
    property string saidFault
    property string saidOpening
    readonly property Item item: Window.window?.activeFocusItem ?? null
    readonly property string value: speech.question?.spokenValue ?? ""
    readonly property string fault: speech.question?.field.fault ?? ""

    visible: false

    // Not Qt.callLater: what is put off so is called even when the page has gone meanwhile.
    Timer {
        id: soon

        interval: 0
        onTriggered: speech.hear()
    }

    onOpeningChanged: soon.restart()
    onQuestionChanged: soon.restart()
    onItemChanged: soon.restart()
    onValueChanged: soon.restart()
    onFaultChanged: soon.restart()

    function hear(): void {
        if (speech.question === null)
            return;
        const inside = speech.isInside(speech.item);
        const typing = inside && speech.saidItem === speech.item && (speech.item as T.TextField) !== null;
        const said = [];
        const anew = speech.opening !== speech.saidOpening;
        const arrived = anew || speech.question !== speech.saidQuestion;
        if (anew)
            said.push(speech.opening);
        if (arrived)
            said.push(speech.spokenFrame(anew));
        if (inside && speech.item !== speech.saidItem && !(arrived && (speech.item as T.TextField) !== null) && speech.saidItem !== null)
            said.push(speech.nameOf(speech.item));
        if (speech.value !== "" && (arrived || speech.value !== speech.saidValue))
            said.push(speech.value);
        if (speech.fault !== "" && (arrived || speech.fault !== speech.saidFault))
            said.push(speech.fault);
        speech.saidOpening = speech.opening;
        speech.saidQuestion = speech.question;
        if (inside)
            speech.saidItem = speech.item;
        speech.saidValue = speech.value;
        speech.saidFault = speech.fault;
        const words = said.filter(each => each !== "").join(". ");
        if (words === "")
            return;
        speech.settled = !typing || speech.fault !== "";
        speech.words = words;
    }

    // A page of one question has said its label as its title.
    function spokenFrame(anew: bool): string {
        const label = speech.question.field.label;
        return anew && speech.opening.startsWith(label) ? speech.question.spoken.slice(label.length).replace(/^\. /, "") : speech.question.spoken;
    }

    function nameOf(item: Item): string {
        return item.Accessible.name + (item.Accessible.checkable && item.Accessible.checked ? ". " + qsTr("Đã chọn") : "");
    }

    function isInside(item: Item): bool {
        let ancestor = item;
        while (ancestor !== null && ancestor !== speech.question)
            ancestor = ancestor.parent;
        return ancestor !== null;
    }
}
