"""What a person does on each screen of a task, by the answers of a play."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from commands.demo.played.pages import FORM, LINE_PATIENCE, PATIENCE, PageTurning, PlayedTask
from commands.demo.plays import Play
from commands.demo.transcript import PERSON, STAFF
from kiosk.documents.forms import load_form
from kiosk.forms.form import PageKind
from simulation.touch import shown
from ui.preview import PreviewFeed
from ui.view_models.receipt_vm import ReceiptVm

_TRACKING = "{tracking}"  # in a play: the code on the receipt before
_UNSEEN = str.maketrans("", "", "-\u2060\u00a0\u200b ")


class PlaySteps(PageTurning):
    def _change_hands(self) -> None:
        """What can be done for the person, staff take up again."""
        assistance = self._kiosk.assisting.present
        if assistance is None or assistance.has_screen or self._kiosk.navigator.own:
            return
        if self._screen in (*FORM, "face_result"):
            self.transcript.by = STAFF
            self._touch.tap("takeAgain")
            self._touch.wait_for("handBack")
            self._look("helped_again")

    def _take_turn(self, _play: Play) -> None:
        """The person does what nobody does in their place."""
        self.transcript.by = PERSON
        self._press("primary")

    def _go_to(self, place: str, play: Play) -> None:
        self.transcript.task = play.title
        if not self._kiosk.navigator.in_journey:
            self._choose(play)
        self._go_on_to(place, play)

    def _go_on_to(self, place: str, play: Play) -> None:
        does: Mapping[str, Callable[[Play], None]] = {
            "card": self._put_card,
            "identity": self._go_on,
            "resume": self._go_on,
            "face_prepare": self._go_on,
            "face_check": self._show_face,
            "face_result": self._go_on,
            "record": self._wait_for_record,
            "confirm_record": self._go_on,
            "own_data": self._choose_figures,
            "own_figures": self._go_on,
            "compared": self._go_on,
            "children": self._choose_child,
            "question": self._answer_page,
            "code": self._enter_code,
            "information": self._read_page,
            "stop": self._read_page,
            "own_papers": self._go_on_when_shown,
            "reminded": self._go_on,
            "check_answers": self._go_on,
            "your_turn": self._take_turn,
        }
        while self._place != place:
            self._change_hands()
            if self._screen not in does:
                raise AssertionError(f"{play.task_id} led to the screen {self._screen}, which ends it")
            if self._line_down and self._screen in (*FORM, "own_data"):
                self._world.central.stop()
            does[self._screen](play)

    def _choose(self, play: Play) -> None:
        task_id = play.task_id
        task = self._kiosk.navigator.catalogue.get(task_id)
        if play.search:
            self._press("search")
            self._touch.wait_for("searchField").setProperty("text", play.search)
            self._touch.wait_for(f"task.{task_id}")
            self._look("search_typed")
            self._press(f"task.{task_id}")
            return
        self._press(f"home.{task.group}")
        if self._screen == "group":
            self._press(f"task.{task_id}")

    def _go_on(self, _play: Play) -> None:
        self._press("primary")

    def _read_page(self, play: Play) -> None:
        """What the page says to do first is done first; the task that was left goes on afterwards, unless it
        has ended there.
        """
        page = self._kiosk.navigator.page
        follows = play.follow.get(page.id)
        if follows is None and page.kind is PageKind.STOP:
            raise AssertionError(f"{play.task_id} led to the page {page.id}, which ends it")
        if follows is None:
            self._go_on(play)
            return
        self._press(f"task.{follows}")
        if page.kind is not PageKind.STOP:
            self._go_on_to("receipt", play)
            self._take_receipt(play.model_copy(update={"officer": ()}))
            self._press("waiting")

    def _go_on_when_shown(self, _play: Play) -> None:
        self._touch.wait_for("page.0", PATIENCE)
        self._look("own_papers_shown")
        self._press("primary")

    def _choose_figures(self, play: Play) -> None:
        """Those of the record, wherever they can be had. Without a line nobody is asked, also where the kiosk
        has not noticed yet that it is down.
        """
        primary = self._touch.wait_for("primary")
        asks = not self._line_down and not play.types and primary.property("available") is True
        self._press("primary" if asks else "typeMyself")

    def _choose_child(self, _play: Play) -> None:
        """The first one that the civil registry names; where it names none, the one of the play is typed."""
        self._press("child.0" if self._touch.find("child.0") is not None else "primary")

    def _put_card(self, _play: Play) -> None:
        """Where it does not lie there already."""
        self._act(lambda: None if self._world.reader.card is not None else self._world.insert_card())

    def _answer_page(self, play: Play) -> None:
        page = self._kiosk.navigator.page
        asked = [question.id for question in page.questions if question.id in play.answers]
        self.transcript.begin_step(page.id)
        for question_id in asked:
            typed = play.answers[question_id]
            self._filling.fill(
                question_id, {**typed, "text": self._tracking} if _TRACKING in typed.values() else typed
            )
        if asked:
            self._end_step(f"{page.id}: answering")
            self._look(f"{page.id}_answered")
        self._press("primary")

    def _enter_code(self, play: Play) -> None:
        address = play.address_of(self._kiosk.navigator.page.channel)
        if self._line_down:  # the page says that the address will be confirmed later
            self._press("primary")
            return
        self._touch.wait_until(lambda: self._world.find_code(address) is not None, "the code to arrive")

        self._act(lambda: self._type(self._world.find_code(address) or ""))  # the sixth digit is enough

    def _show_face(self, _play: Play) -> None:
        """Any part of it may be the last: then the person is told what to do better, and tries again."""
        before = self._shown
        self._watch(
            lambda: shown(self._face, "action") != "" or not self._at_camera(), "face_check: hold still"
        )
        if self._at_camera():
            self._look("face_action")
        self._watch(
            lambda: shown(self._face, "flashColour") != "" or not self._at_camera(), "face_check: actions"
        )
        if self._at_camera():
            self._look("face_flash")
        self._watch(lambda: not self._at_camera(), "face_check: colours and match")
        self.transcript.begin_step()
        self._arrive(before)

    def _wait_for_record(self, _play: Play) -> None:
        """The card lies on the reader still: central and the chip need nobody. Whom the register does not
        know goes on and types.
        """
        self.transcript.begin_step()
        self._touch.wait_until(
            lambda: self._has_record() or self._touch.find("obstacle") is not None, "the record", PATIENCE
        )
        if not self._has_record():
            self._press("otherTask" if self._touch.find("otherTask") is not None else "primary")
        self._end_step(self._place, new_page=True)
        self._look(self._place)

    def _has_record(self) -> bool:
        return self._screen != "record" and self._stands(self._kiosk.navigator.screen)

    def _watch(self, condition: Callable[[], bool], step: str) -> None:
        """A part of the face check, and how smoothly the camera picture ran in it."""
        preview: PreviewFeed = shown(self._face, "preview")
        self.transcript.begin_step()
        preview.restart()
        self._touch.wait_until(condition, step, PATIENCE)
        self._end_step(step)
        self.transcript.preview_intervals += preview.intervals

    def _at_camera(self) -> bool:
        return self._screen == "face_check"

    def _take_receipt(self, play: Play) -> None:
        receipt = self._window.vm.view_model(ReceiptVm)
        navigator = self._kiosk.navigator
        self.transcript.begin_step()
        self._touch.wait_for("stateWaiting" if self._line_down else "stateSent", LINE_PATIENCE)
        self._end_step("receipt: state")
        before = set(self._printed())
        self._touch.tap("print")
        self._touch.wait_until(
            lambda: shown(receipt, "paper.state") == "done", "the printed receipt", PATIENCE
        )
        self._look("receipt_printed")
        self._tracking = shown(receipt, "trackingCode").translate(_UNSEEN) or self._tracking
        codes = {load_form(form.template).code: form.template for form in navigator.task.documents}
        names = ("receipt", *(codes[code] for code in self._kiosk.receipts.forms(navigator.visit)))
        papers = [file for file in self._printed() if file not in before]
        act_id = navigator.journey.act_id
        self.done.append(PlayedTask(navigator.task.family, act_id, dict(zip(names, papers, strict=True))))
        if self._line_down:
            self._world.central.start()
            self._touch.wait_for("stateSent", LINE_PATIENCE)
            self._look("receipt_sent_later")
        if play.officer:
            self._world.decide(act_id, play.officer)
        self._press("primary")
        self.transcript.task = ""
