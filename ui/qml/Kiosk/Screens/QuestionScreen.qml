pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk.Core
import Kiosk.Fields
import Kiosk.Ui

// A page of questions, whatever they ask: the form's data say what, the file of each kind shows it.
Page {
    id: page

    required property QuestionVm vm
    property FieldFrame at: null // of the question that the person is at
    property alias below: below.data // what stands under the questions

    stepName: page.vm.stepName
    title: page.vm.title
    lead: page.vm.lead
    primaryText: qsTr("Tiếp tục")
    alarm: page.at?.alarm ?? null
    onPrimaryActivated: page.vm.proceed()
    Keys.onReturnPressed: event => page.onEnter(event)
    Keys.onEnterPressed: event => page.onEnter(event)
    onEntered: page.enter()

    Repeater {
        id: fields

        model: page.vm.fields

        FieldSlot {
            required property bool isAsked

            visible: isAsked
            labelled: !page.vm.titleIsLabel
        }
    }

    ColumnLayout {
        id: below

        visible: children.length > 0
        spacing: Theme.gap
        Layout.fillWidth: true
    }

    Item {
        Layout.fillHeight: true
    }

    // To the first question, and the keyboard with it.
    function enter(): void {
        const first = page.slots().find(each => each.isAsked) ?? null;
        page.at = first?.question ?? null;
        first?.enter();
        page.keyboard = (first?.question?.firstOf(first.question, true) as TextEntry)?.layout ?? "";
    }

    // Enter, or the key that ends typing: on to what is next on the page, and from the last to the next page.
    function doneTyping(): void {
        let item = page.Window.activeFocusItem;
        for (let step = 0; item !== null && step < 60; ++step) {
            item = item.nextItemInFocusChain(true);
            if (page.frameOf(item) === null)
                break;
            if ((item as TextEntry) !== null || (item as ChoiceRow) !== null || (item as CheckCard) !== null || (item as KButton)?.kind === "primary") {
                item.forceActiveFocus(Qt.TabFocusReason);
                return;
            }
        }
        if (!TapGuard.settling)
            page.vm.proceed();
    }

    function onEnter(event: KeyEvent): void {
        if (!event.isAutoRepeat)
            page.doneTyping();
    }

    function slots(): list<var> {
        const all = [];
        for (let place = 0; place < fields.count; ++place)
            all.push(fields.itemAt(place));
        return all;
    }

    function frameOf(item: Item): FieldFrame {
        for (const slot of page.slots()) {
            let ancestor = item;
            while (ancestor !== null && ancestor !== slot)
                ancestor = ancestor.parent;
            if (ancestor !== null)
                return slot.question;
        }
        return null;
    }

    // The words nearest to an entry that say what is asked.
    function headingOf(entry: Item): Words {
        let found = null;
        for (let ancestor = entry; ancestor !== null && found === null; ancestor = ancestor.parent)
            found = (ancestor as LabelledEntry)?.heading ?? (ancestor as FieldFrame)?.heading ?? null;
        return found ?? page.titleWords;
    }

    // The keyboard is there for what is typed, and not in the way of what is chosen.
    function follow(): void {
        const item = page.Window.activeFocusItem;
        const frame = page.frameOf(item);
        if (frame === null)
            return;
        page.at = frame;
        page.heading = page.headingOf(item);
        page.keyboard = (item as TextEntry)?.layout ?? "";
    }

    Connections {
        target: page.Window.window

        function onActiveFocusItemChanged(): void {
            page.follow();
        }
    }

    Connections {
        target: page.vm

        function onRefused(questionId: string): void {
            const slot = page.slots().find(each => each.field.questionId === questionId) ?? null;
            Announcer.tell(slot?.field.fault ?? ""); // each time: nothing changes where the same is missing again
            slot?.enter();
            page.revealWhole(slot);
        }
    }
}
