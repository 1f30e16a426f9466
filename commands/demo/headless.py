"""A visit without screens: the simulated card's chip is read, the face left to staff, answers handed in."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from queue import Queue
from threading import Event
from typing import Any, TypeAlias

from pydantic import JsonValue

from commands.demo.world import World
from ekyc.card.reading import CardReading
from kiosk.app import Kiosk
from kiosk.benefits.errors import InputError
from kiosk.documents.forms import load_form
from kiosk.errors import BugError, KnownError
from kiosk.forms.form import Page
from kiosk.forms.kind import Typed
from kiosk.forms.question import Question
from kiosk.language import Language
from kiosk.places import EndReason
from kiosk.sync.act import RecordedAct
from kiosk.visit import identification

Given: TypeAlias = Mapping[str, JsonValue]
_PATIENCE = 180.0  # s, of a machine that may be busy
_LOOK = 0.02  # s


@dataclass(frozen=True, slots=True)
class Filed:
    """``papers``: what was printed, by the receipt's name and those of the forms."""

    recorded: RecordedAct
    papers: Mapping[str, Path]


@dataclass(frozen=True, slots=True)
class Stopped:
    """The early end that was met instead, and what its page tells in Vietnamese."""

    page: Page
    told: tuple[str, ...]


class HeadlessVisit:
    def __init__(self, world: World, kiosk: Kiosk) -> None:
        self._world = world
        self._kiosk = kiosk
        self._navigator = kiosk.navigator
        self._pause = Event()
        self._lifted = Event()
        kiosk.card.watch(lambda lies: self._lifted.clear() if lies else self._lifted.set())

    def file(self, task_id: str, given: Given) -> Filed | Stopped:
        """Answer the pages of a task one by one and submit it. Raises `InputError` for an answer that is
        missing or cannot be right, and `KnownError` where it cannot be recorded.
        """
        self._wait_until_warm()
        self._navigator.begin(Language.VIETNAMESE)
        self._navigator.choose(task_id)
        self._refuse_strangers(given)
        try:
            return self._walk(given)
        finally:
            self._take_card_away()
            self._navigator.end(EndReason.FINISHED)

    def _wait_until_warm(self) -> None:
        """What the kiosk opens in the background tells nobody when it is there. The models of the face are
        not waited for: it is left to staff.
        """
        deadline = time.monotonic() + _PATIENCE
        while self._kiosk.line.find() is None or not self._kiosk.card.is_warm:
            if time.monotonic() > deadline:
                raise KnownError("kiosk_not_ready", "the kiosk did not load everything in time")
            self._pause.wait(_LOOK)

    def _walk(self, given: Given) -> Filed | Stopped:
        steps: Mapping[str, Callable[[], None]] = {
            "information": lambda: None,
            "card": self._read_card,
            "identity": lambda: identification.confirm_identity(self._person),
            "face_prepare": self._leave_face_to_staff,
            "face_result": lambda: None,
            "own_papers": lambda: None,
            "own_data": self._decline_own_figures,
            "question": lambda: self._answer(self._navigator.page, given),
        }
        while (screen := self._navigator.screen) != "check_answers":
            if screen == "stop":
                return self._stopped()
            if screen not in steps:
                raise InputError(
                    "needs_screens", f"the way leads over {screen}, which takes a person", "code"
                )
            steps[screen]()
            self._navigator.next()
        recorded = self._kiosk.submitter.submit(self._navigator.visit)
        self._navigator.next()
        documents = self._navigator.task.documents
        codes = {load_form(form.template).code: form.template for form in documents}
        names = ("receipt", *(codes[code] for code in self._kiosk.receipts.forms(self._navigator.visit)))
        before = self._printed()
        self._kiosk.receipts.print_receipt(self._navigator.visit)
        self._wait_until_sent(recorded)
        papers = sorted(self._printed() - before)
        return Filed(recorded, dict(zip(names, papers, strict=True)))

    @property
    def _person(self) -> Any:
        return self._navigator.visit.person

    def _read_card(self) -> None:
        results: Queue[CardReading | Exception] = Queue()
        self._world.insert_card()
        self._kiosk.card.start(lambda _progress: None, results.put, results.put)
        found = results.get(timeout=_PATIENCE)
        if isinstance(found, Exception):
            raise found
        identification.take_card(self._person, found)

    def _take_card_away(self) -> None:
        """A card that the kiosk still sees lying there is read for nobody else."""
        self._kiosk.card.cancel()
        self._lifted.clear()
        if self._world.reader.card is not None:
            self._world.remove_card()
            self._lifted.wait(_PATIENCE)

    def _leave_face_to_staff(self) -> None:
        identification.decline_face(self._person, self._kiosk.policy, self._kiosk.clock.now())

    def _decline_own_figures(self) -> None:
        self._navigator.journey.choose_figures(own=False)

    def _answer(self, page: Page, given: Given) -> None:
        journey, facts, context = (
            self._navigator.journey,
            self._navigator.facts(),
            self._navigator.context(),
        )
        for question in page.questions:
            if given.get(question.id) == {}:  # "I have none"
                journey.answers.decline(question.id)
            elif question.id in given:
                journey.answers.type(question.id, _typed(question, given[question.id]))
        faults = journey.answers.take_page(page, facts, context)
        for question_id, sentence in faults.items():
            raise InputError("answer_refused", sentence, question_id)

    def _stopped(self) -> Stopped:
        page, known = self._navigator.page, self._navigator.context().known
        return Stopped(page, tuple(each.vi for each in page.told(known)))

    def _wait_until_sent(self, recorded: RecordedAct) -> None:
        """Until central's receipt is there, with the number of the case."""
        sent = Event()
        self._kiosk.line.listen(
            lambda _status: None,
            lambda act_id, _case: sent.set() if act_id == recorded.act_id else None,
        )
        if self._kiosk.line.get().recorder.get(recorded).case_number is None:
            self._kiosk.line.get().sync.wake()
            sent.wait(_PATIENCE)

    def _refuse_strangers(self, given: Given) -> None:
        asked = {question.id for question in self._navigator.journey.form.questions()}
        for name in given:
            if name not in asked:
                raise InputError("unknown_key", "the service asks no such question", name[:40])

    def _printed(self) -> set[Path]:
        return set(self._world.printed_folder.glob("*.pdf"))


def _typed(question: Question, given: JsonValue) -> Typed:
    """What stands in a field: its parts, or in short the text or choice alone."""
    if isinstance(given, dict):
        return {name: value for name, value in given.items() if isinstance(value, str | list)}
    if isinstance(given, bool):
        given = "yes" if given else "no"
    if isinstance(given, list):
        return {question.kind.parts[0]: given}
    if given is None:
        raise BugError("an answer that is nothing is left out")
    parts = question.kind.choice_parts
    return {parts[0] if len(parts) == 1 and question.kind.parts[0] == parts[0] else "text": str(given)}
