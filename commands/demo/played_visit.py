"""A visit played through the real screens, offscreen, by a simulated person who needs no time to think.

The person follows whatever screen comes: what is done on each is in a table, what is answered in the play.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QObject, QSize, Slot
from PySide6.QtQuick import QQuickItem

from commands.demo.plays import Play
from commands.demo.transcript import PERSON, STAFF, Heartbeat, Transcript
from commands.demo.world import World
from ekyc.verification import Outcome
from kiosk.app import Kiosk
from kiosk.documents.forms import load_form
from kiosk.forms.form import PageKind
from kiosk.ledger import Ledger
from kiosk.tasks.task import MADE_FOR
from simulation.form_filling import FormFilling
from simulation.phone_browser import fetch_paper
from simulation.touch import Touch, shown
from ui.app import KioskWindow
from ui.preview import PreviewFeed
from ui.view_models.add_phone_vm import AddPhoneVm
from ui.view_models.book_vm import BookVm
from ui.view_models.case_paper_vm import CasePaperVm
from ui.view_models.cases_vm import CasesVm
from ui.view_models.contributions_vm import ContributionsVm
from ui.view_models.face_vm import FaceVm
from ui.view_models.inbox_vm import InboxVm
from ui.view_models.insurance_card_vm import InsuranceCardVm
from ui.view_models.kept_vm import KeptVm
from ui.view_models.one_phone_vm import OnePhoneVm
from ui.view_models.page_vm import PageVm
from ui.view_models.petition_vm import PetitionVm
from ui.view_models.phones_vm import PhonesVm
from ui.view_models.receipt_vm import ReceiptVm
from ui.view_models.received_vm import ReceivedVm
from ui.view_models.reminded_vm import RemindedVm
from ui.view_models.result_vm import ResultVm
from ui.view_models.rows_model import RowsModel

PORTRAIT, LANDSCAPE = QSize(1080, 1920), QSize(1920, 1080)
_PATIENCE = 60.0  # s
_LOADING = 180.0  # s until a kiosk on a busy machine has loaded everything
_FORM = frozenset({"question", "code", "information"})  # screens of a form's pages
_TRACKING = "{tracking}"  # in a play: the code on the receipt before
_UNSEEN = str.maketrans("", "", "-\u2060\u00a0\u200b ")
_SCROLLING = 0.5  # s until a page has come to rest
_LINE_PATIENCE = 30.0  # s until what was recorded without a line has been sent


@dataclass(frozen=True, slots=True)
class PlayedTask:
    """What one task led to. ``papers``: the printed files, by what they are."""

    task_id: str
    act_id: UUID
    papers: Mapping[str, Path]


class PlayedVisit(QObject):
    """``line_down``: the line to central is down while a task is done, and comes back at its receipt."""

    def __init__(
        self,
        world: World,
        kiosk: Kiosk,
        window: KioskWindow,
        out: Path,
        *,
        line_down: bool = False,
        pictures: bool = True,
    ) -> None:
        super().__init__(window)
        self._world = world
        self._kiosk = kiosk
        self._window = window
        self._out = out
        self._line_down = line_down
        self._touch = Touch(window.window, reads=True)
        self._filling = FormFilling(self._touch)
        self._face: FaceVm = window.vm.view_model(FaceVm)
        self._keeps_pictures, self._pictures = pictures, 0
        self._several = False  # tasks, so that pictures have to say which one they are of
        self._shown = 0  # pages so far
        self._play: Play | None = None  # under way
        self._codes: set[str] = set()  # pages whose code was seen to be there
        self._tracking = ""  # the code on the last receipt that has one
        self.transcript = Transcript(Heartbeat())
        self.done: list[PlayedTask] = []
        self.results: list[str] = []  # what was calculated or shown, each with its paper
        window.vm.screenChanged.connect(self._on_screen)

    def close(self) -> None:
        """Measure no more. Before the window closes."""
        self.transcript.heartbeat.stop()
        self._window.vm.screenChanged.disconnect(self._on_screen)

    @property
    def scene(self) -> QQuickItem:
        """The root of everything on the screen."""
        return self._window.window.contentItem()

    def wait_until(self, condition: Callable[[], bool], what: str) -> None:
        """Before the person comes."""
        self._touch.wait_until(condition, what, _LOADING)

    def play(self, plays: Iterable[Play], *, english: bool = False) -> None:
        """From the first screen to the first screen: one task after the other, then the end."""
        plays = tuple(plays)
        self._several = len(plays) > 1
        if plays[0].on_shift:
            self._help_somebody_before()
        self._play = plays[0]
        self._begin(english=english, helped=plays[0].helped)
        for number, play in enumerate(plays):
            self._play = play
            task = self._kiosk.navigator.catalogue.get(play.task_id)
            if number and task.record is not None and task.record.page and not self._is_recognised():
                continue  # no record is shown to whom the machine left to staff
            if play.comes_again:
                self._leave()
                self._begin(english=english)
            elif number:
                self._press("another")
            if task.record is not None and task.record.page:
                self._go_to(task.record.page, play)
                self._take_record(play, task.record.page)
            elif task.petition is not None and not task.act:
                self._go_to("petition", play)
                self._take_petition()
            elif task.calculations:
                self._go_to("result", play)
                self._take_result(play)
            elif task.reminders and not task.act:
                self._go_to("reminded", play)
                self._take_reminder(play)
            elif task.act:
                self._go_to("receipt", play)
                self._take_receipt(play)
            elif task.parts or task.family != task.id:
                self._go_to(_answer_of(play), play)
                self._take_answer(play)
            else:
                self._go_to("stop", play)
                self._take_advice()
        self._leave()
        self._play = None  # whoever went keeps no answers here

    def play_until(self, place: str, play: Play) -> None:
        """From the first screen to a page of the task, where the person then stands."""
        self._begin()
        self._go_to(place, play)

    def _is_recognised(self) -> bool:
        person = self._kiosk.navigator.visit.person
        return person.verdict is not None and person.verdict.outcome is Outcome.ACCEPT

    def _leave(self) -> None:
        self._press("primary")
        self._take_card()
        self._press("rest")

    def _begin(self, *, english: bool = False, helped: bool = False) -> None:
        self.wait_until(lambda: self._stands("attract"), "the first screen")
        self._look("attract")
        if english:
            self._touch.tap("languageEn")
            self._look("attract_english")
        if helped:
            self._begin_with_helper()
        else:
            self._press("begin")

    def _begin_with_helper(self) -> None:
        """A member of staff comes with the person, signs in, and begins. Who is on shift types the PIN."""
        on_shift = self._kiosk.staff.on_shift is not None
        if not on_shift:
            ledger = self._kiosk.line.get()
            known = _members(ledger)
            self._world.hire_helper()
            ledger.sync.wake()
            self._touch.wait_until(lambda: _members(ledger) > known, "staff who may sign in here")
        self.transcript.by = STAFF
        self._press("callStaff")
        self._press("staffDoor")
        self._world.insert_card()  # the person has their hands free meanwhile
        number, pin, code = self._world.helper_types()
        self._act(lambda: self._type(pin if on_shift else f"{number}{pin}{code}"))
        if not on_shift:
            self._press("staff.assist")

    def _help_somebody_before(self) -> None:
        """They wanted nothing after all. What it took is nobody's who comes now."""
        self._begin(helped=True)
        self._world.remove_card()
        self._press("back")
        self._press("rest")
        self.transcript.steps.clear()
        self.transcript.by = PERSON

    def _change_hands(self) -> None:
        """What can be done for the person, staff take up again."""
        assistance = self._kiosk.assisting.present
        if assistance is None or assistance.has_screen or self._kiosk.navigator.own:
            return
        if self._screen in (*_FORM, "face_result"):
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
            if self._line_down and self._screen in (*_FORM, "own_data"):
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

    # What is done on each screen

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
        self._touch.wait_for("page.0", _PATIENCE)
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
            lambda: self._has_record() or self._touch.find("obstacle") is not None, "the record", _PATIENCE
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
        self._touch.wait_until(condition, step, _PATIENCE)
        self._end_step(step)
        self.transcript.preview_intervals += preview.intervals

    def _at_camera(self) -> bool:
        return self._screen == "face_check"

    def _take_receipt(self, play: Play) -> None:
        receipt = self._window.vm.view_model(ReceiptVm)
        navigator = self._kiosk.navigator
        self.transcript.begin_step()
        self._touch.wait_for("stateWaiting" if self._line_down else "stateSent", _LINE_PATIENCE)
        self._end_step("receipt: state")
        before = set(self._printed())
        self._touch.tap("print")
        self._touch.wait_until(lambda: shown(receipt, "printing") == "done", "the printed receipt", _PATIENCE)
        self._look("receipt_printed")
        self._tracking = shown(receipt, "trackingCode").translate(_UNSEEN) or self._tracking
        codes = {load_form(form.template).code: form.template for form in navigator.task.documents}
        names = ("receipt", *(codes[code] for code in self._kiosk.receipts.forms(navigator.visit)))
        papers = [file for file in self._printed() if file not in before]
        act_id = navigator.journey.act_id
        self.done.append(PlayedTask(navigator.task.family, act_id, dict(zip(names, papers, strict=True))))
        if self._line_down:
            self._world.central.start()
            self._touch.wait_for("stateSent", _LINE_PATIENCE)
            self._look("receipt_sent_later")
        if play.officer:
            self._world.decide(act_id, play.officer)
        self._press("primary")
        self.transcript.task = ""

    def _take_petition(self) -> None:
        """How a petition stands, by its code alone."""
        petition = self._window.vm.view_model(PetitionVm)
        self._touch.wait_until(
            lambda: shown(petition, "state") != "asking", "central to answer", _LINE_PATIENCE
        )
        self._look("petition_told")
        self._press("primary")
        self.transcript.task = ""

    def _take_record(self, play: Play, page: str) -> None:
        takes: Mapping[str, Callable[[Play], None]] = {
            "contributions": self._take_contributions,
            "accounts": self._take_accounts,
            "insurance_card": self._take_insurance_card,
            "care": self._take_care,
            "received": self._take_received,
            "book": self._take_book,
            "cases": self._take_cases,
            "kept": self._take_kept,
            "inbox": self._take_inbox,
            "phones": self._take_phones,
        }
        takes[page](play)

    def _take_accounts(self, play: Play) -> None:
        """The accounts as they stand. Who has answers adds one."""
        self._look_below("accounts_below")
        if play.answers:
            self._press("addAccount")
            self._go_to("receipt", play)
            self._take_receipt(play)
            return
        self._press("primary")
        self.transcript.task = ""

    def _take_insurance_card(self, play: Play) -> None:
        """With what is covered, and without; then on paper."""
        card = self._window.vm.view_model(InsuranceCardVm)
        self._look_below("insurance_card_below")
        self._hold("insurance_card_uncovered")
        self._take_paper(play, lambda: shown(card, "printing") == "done")

    def _take_care(self, play: Play) -> None:
        """The newest treatment with its costs. Who has answers says that it was not theirs."""
        self._touch.tap("event.0")
        self._look("care_open")
        self._touch.tap("costLines")
        self._hold("care_uncovered")
        self._look_below("care_below")
        if not play.answers:
            self._press("primary")
            self.transcript.task = ""
            return
        self._press("notMine")
        self._go_to("receipt", play)
        self._take_receipt(play)

    def _take_received(self, _play: Play) -> None:
        benefits = self._window.vm.view_model(ReceivedVm)
        for place, row in enumerate(shown(benefits, "benefits").rows()):
            if row["name"]:
                self._touch.tap(f"benefit.{place}")
                self._hold("received_uncovered")
                break
        self._look_below("received_below")
        self._press("primary")
        self.transcript.task = ""

    def _hold(self, name: str) -> None:
        """The button that uncovers, for as long as it takes to look."""
        with self._touch.holding("hold"):
            self._touch.let_run(_SCROLLING)
            self._look(name)

    def _take_cases(self, play: Play) -> None:
        """The newest is open, as it stands. Who has answers sends what is missing; others read the paper of
        the first one that came to something.
        """
        cases = self._window.vm.view_model(CasesVm)
        self._look_below("cases_below")
        if play.answers:
            self._press("primary")
            self._go_to("receipt", play)
            self._take_receipt(play)
            self.transcript.task = ""
            return
        for place in range(1, len(shown(cases, "cases").rows())):
            if shown(cases, "hasPaper"):
                break
            self._touch.tap(f"case.{place}")
            self._look("case_open")
        if not shown(cases, "hasPaper"):
            self._press("primary")
            self.transcript.task = ""
            return
        self._press("showPaper")
        self._go_on_to("case_paper", play)
        paper = self._window.vm.view_model(CasePaperVm)
        self._take_paper(play, lambda: shown(paper, "printing") == "done")

    def _take_phones(self, play: Play) -> None:
        """A phone is added by what is seen on the screen, tried, and removed."""
        pin = str(play.answers["smart_otp.pin"]["text"])
        phones = self._window.vm.view_model(PhonesVm)
        self._touch.wait_until(lambda: shown(phones, "state") == "listed", "the list of phones")
        self._look("phones_none")
        self._press("primary")
        self._add_phone(pin)
        self._touch.wait_until(lambda: shown(phones, "some"), "the phone in the list")
        self._touch.tap("phone.0")
        self._look("phones_open")
        self._press("checkPhone")
        one = self._window.vm.view_model(OnePhoneVm)
        self._type(pin)
        self._touch.wait_until(lambda: shown(one, "state") == "code", "the code to be asked for")
        self._look("check_phone_code")
        self._type(self._world.phone.code(steps=1))  # that of now has proved the phone already
        self._touch.wait_until(lambda: shown(one, "state") == "right", "the code to be right")
        self._look("check_phone_right")
        self._press("primary")
        self._touch.wait_until(lambda: shown(phones, "state") == "listed", "the list of phones")
        self._touch.tap("phone.0")
        self._press("removePhone")
        self._touch.tap("primary")
        self._touch.wait_until(lambda: shown(one, "state") == "removed", "the phone to be removed")
        self._look("remove_phone_done")
        self._press("primary")
        self._touch.wait_until(lambda: shown(phones, "state") == "listed", "the list of phones")
        self._press("done")
        self.transcript.task = ""

    def _add_phone(self, pin: str) -> None:
        adding = self._window.vm.view_model(AddPhoneVm)

        def becomes(state: str) -> None:
            self._touch.wait_until(lambda: shown(adding, "state") == state, f"the page to say {state}")
            self._touch.let_run(_SCROLLING)
            self._look(f"add_phone_{state}")

        self._touch.tap("primary")
        becomes("pin")
        self._type(pin)
        becomes("again")
        self._type(pin)
        becomes("key")
        seen = self._out / "qr.png"
        self._touch.look(seen)
        self._world.phone.scan(seen)
        seen.unlink()
        self._touch.tap("primary")
        becomes("code")
        self._type(self._world.phone.code())
        becomes("added")
        self._press("primary")

    def _type(self, digits: str) -> None:
        for digit in digits:
            self._touch.tap(f"key{digit}")

    def _take_contributions(self, play: Play) -> None:
        """The latest year by month, and the paper. Who has answers reports the first stretch that is missing
        instead.
        """
        contributions = self._window.vm.view_model(ContributionsVm)
        if play.answers:
            self._look_below("contributions_below")
            self._press("missing.0")
            self._go_on_to("receipt", play)
            self._take_receipt(play)
            return
        years: RowsModel = shown(contributions, "years")
        self._touch.tap(f"year.{years.rows()[0]['year']}")
        self._touch.let_run(_SCROLLING)
        self._look("months")
        self._hold("months_uncovered")
        self._take_paper(play, lambda: shown(contributions, "printing") == "done")

    def _take_book(self, play: Play) -> None:
        """A phone fetches it by the code on the screen, and it is printed."""
        book = self._window.vm.view_model(BookVm)
        self._touch.tap("phone")
        self._touch.wait_until(lambda: shown(book, "phone") == "shown", "the code for a phone", _PATIENCE)
        self._touch.let_run(_SCROLLING)
        self._look("book_code")
        seen = self._out / "qr.png"
        self._touch.look(seen)
        (self._out / "so-bhxh.pdf").write_bytes(fetch_paper(seen))
        seen.unlink()
        self._touch.tap("hideCode")
        self._take_paper(play, lambda: shown(book, "printing") == "done")

    def _take_kept(self, play: Play) -> None:
        """All parts, and the copy on paper."""
        my_data = self._window.vm.view_model(KeptVm)
        self._take_paper(play, lambda: shown(my_data, "printing") == "done")

    def _take_inbox(self, play: Play) -> None:
        """Each notice is opened, and the list printed. Who has answers says of the first treatment that it
        was not theirs.
        """
        inbox = self._window.vm.view_model(InboxVm)
        rows: RowsModel = shown(inbox, "notices")
        if not rows.rows():
            raise AssertionError("central has told the person nothing: no notice was made for them")
        for place in range(len(rows.rows())):
            self._touch.tap(f"notice.{place}")
            self._touch.wait_for("noticeText")
            self._touch.let_run(_SCROLLING)
            self._look("inbox_open")
            if play.answers and self._touch.find("notMine") is not None:
                self._press("notMine")
                self._go_to("receipt", play)
                self._take_receipt(play)
                return
        if play.answers:
            raise AssertionError("no notice tells of a treatment that could be another's")
        self._touch.tap(f"notice.{len(rows.rows()) - 1}")  # closed: the list goes on paper
        self._take_paper(play, lambda: shown(inbox, "printing") == "done")

    def _take_advice(self) -> None:
        """What only staff can file: where to go, and with which papers."""
        self._look_below("stop_below")
        self._press("primary")
        self.transcript.task = ""

    def _take_reminder(self, play: Play) -> None:
        reminded = self._window.vm.view_model(RemindedVm)
        self._take_paper(play, lambda: shown(reminded, "printing") == "done")

    def _take_answer(self, play: Play) -> None:
        """To a frequent question."""
        page = self._window.vm.view_model(PageVm)
        self._take_paper(play, lambda: shown(page, "printing") == "done")

    def _take_result(self, play: Play) -> None:
        """The number, the paper, and where it comes from, down to the end of the page."""
        result = self._window.vm.view_model(ResultVm)
        self._take_paper(play, lambda: shown(result, "printing") == "done")

    def _take_paper(self, play: Play, printed: Callable[[], bool]) -> None:
        before = set(self._printed())
        self._touch.tap("print")
        self._touch.wait_until(printed, "the printed result", _PATIENCE)
        self._look("result_printed")
        self._look_below("result_below")
        (paper,) = (file for file in self._printed() if file not in before)
        paper.rename(self._out / f"{play.title}.pdf")
        self.results.append(play.title)
        self._press("primary")
        self.transcript.task = ""

    def _look_below(self, name: str) -> None:
        """Down to the end of the page."""
        while self._touch.find("scrollDown") is not None:
            self._touch.tap("scrollDown")
            self._touch.let_run(_SCROLLING)
            self._look(name)

    def _take_card(self) -> None:
        """The last page asks for it as long as it lies on the reader."""
        if self._world.reader.card is not None:
            self._touch.wait_until(lambda: bool(shown(self._window.vm, "cardLeft")), "a word about the card")
            self._look("card_left")
            self._world.remove_card()
            self._touch.wait_until(lambda: not shown(self._window.vm, "cardLeft"), "thanks")

    def _printed(self) -> list[Path]:
        return sorted(self._world.printed_folder.glob("*.pdf"))

    # Moving from page to page

    @Slot()
    def _on_screen(self) -> None:
        self._shown += 1

    @property
    def _screen(self) -> str:
        return str(shown(self._window.vm, "screen"))

    @property
    def _place(self) -> str:
        """The name of the page: of the form's page where it is one, otherwise of the screen."""
        return self._kiosk.navigator.page.id if self._screen in _FORM else self._screen

    def _press(self, name: str) -> None:
        """Tap what leads to another page, and see it come to rest."""
        self._act(lambda: self._touch.tap(name))

    def _act(self, action: Callable[[], None]) -> None:
        before = self._shown
        self.transcript.begin_step(self._place)
        action()
        self._arrive(before)

    def _arrive(self, before: int) -> None:
        """A further page is there and has come to rest: note the time, then look at it."""
        self._touch.wait_until(
            lambda: self._shown > before and self._stands(self._kiosk.navigator.screen),
            "the next page",
            _PATIENCE,
        )
        self._end_step(self._place, new_page=True)
        self._look(self._place)

    def _end_step(self, name: str, *, new_page: bool = False) -> None:
        self.transcript.end_step(name, self._touch.take_effort(new_page=new_page), self._arrived_codes())

    def _arrived_codes(self) -> tuple[str, ...]:
        """Code pages of the form whose code is there now, and was not before."""
        navigator = self._kiosk.navigator
        if self._play is None or not (navigator.in_visit and navigator.in_journey):
            return ()
        proving = {page.id: page.channel for page in navigator.journey.form.pages if page.channel}
        arrived = {
            page_id
            for page_id, channel in proving.items()
            if channel in self._play.answers
            and self._world.find_code(self._play.address_of(channel)) is not None
        }
        new = tuple(sorted(arrived - self._codes))
        self._codes |= arrived
        return new

    def _stands(self, screen: str) -> bool:
        """The page is loaded and has come to rest."""
        page = self._touch.find("page")
        if page is None or self._screen != screen:
            return False
        name = screen.title().replace("_", "") + "Screen.qml"
        return bool(page.property("source").path().endswith(f"/{name}")) and page.opacity() == 1

    def _look(self, name: str) -> None:
        if not self._keeps_pictures:
            return
        self._pictures += 1
        task = f"{self.transcript.task}-" if self._several and self.transcript.task else ""
        self._touch.look(self._out / f"{self._pictures:02}-{task}{name}.png")


def _members(ledger: Ledger) -> int:
    """How many of the staff may sign in at the kiosk."""
    standing = ledger.staff.standing()
    return 0 if standing is None else standing.members


def _answer_of(play: Play) -> str:
    """The page of the answer to a frequent question: what is chosen last, or the question itself."""
    chosen = [str(each["choice"]) for each in play.answers.values()]
    return chosen[-1] if chosen else play.task_id.rpartition(MADE_FOR)[2]
