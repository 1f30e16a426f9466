"""Somebody who does anything that the screen allows, while devices and line do anything that they may do."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from random import Random

from PySide6.QtCore import QPointF, Qt
from PySide6.QtQuick import QQuickItem

from commands.demo.plays import Play, load_play
from ekyc.card_progress import CardPhase
from ekyc.errors import EkycError
from ekyc.face.evidence import MatchBand
from ekyc.face.session import FacePhase
from kiosk.errors import KnownError
from kiosk.forms.errors import AnswerError
from kiosk.forms.question import Question
from simulation.hands import click, press_key, type_character
from tests.manual_clock import ManualClock
from tests.ui.calculating import PLAYS
from tests.ui.devices.card import card_reading
from tests.ui.devices.face import face_evidence
from tests.ui.devices.machine import TestLineState
from tests.ui.devices.parts import TestParts, settings_of
from tests.ui.walk import Walk

_KEYS = (
    Qt.Key.Key_Tab,
    Qt.Key.Key_Backtab,
    Qt.Key.Key_Return,
    Qt.Key.Key_Escape,
    Qt.Key.Key_Down,
    Qt.Key.Key_Up,
    Qt.Key.Key_Backspace,
)
_TYPED = "0123456789aeknth "
_LOSES_NOTHING = {"back", "callStaff", "end", "language", "accessibility", "scrollDown", "scrollUp"}
_NOT_ALONE = {"language", "accessibility"}  # buttons that are no way on


def play_of(task_id: str) -> Play | None:
    """What is answered in a task; None for one that only tells."""
    if task_id in ("register", "change_contact", "9.2"):
        return load_play(task_id)
    return next((play for play in PLAYS.values() if play.task_id == task_id), None)


def parts_at(task_id: str, folder: Path) -> TestParts:
    """A kiosk on a day on which the task can be done."""
    play = play_of(task_id)
    clock = ManualClock() if play is None or play.at is None else ManualClock(play.at)
    return TestParts(settings_of(printer={"folder": folder}), clock)


class RandomPerson:
    """Wants to do ``task`` and knows its answers. ``steps`` keeps what was done: a failure can be told."""

    def __init__(self, walk: Walk, chance: Random, task: str) -> None:
        self._walk = walk
        self._parts = walk.parts
        self._chance = chance
        self._task = task
        self.steps: list[str] = []
        self._acts: tuple[tuple[int, Callable[[], str]], ...] = (
            (30, self._tap),
            (18, self._go_on),
            (8, self._type),
            (5, self._press),
            (3, self._change_look),
            (14, self._device),
            (4, self._line),
            (2, self._wait),
        )

    def choose_the_task(self) -> None:
        self._walk.tap("begin")
        self._walk.arrive("home")
        self._parts.navigator.choose(self._task)
        self.steps.append(f"home: choose {self._task}")
        self._walk.let_run(0.01)

    def act(self) -> None:
        weights = [weight for weight, _ in self._acts]
        (chosen,) = self._chance.choices([act for _, act in self._acts], weights)
        self.steps.append(f"{self._screen}: {chosen()}")
        self._walk.let_run(0.01)

    @property
    def _screen(self) -> str:
        return str(self._walk.kiosk.vm.property("step"))

    def buttons(self) -> list[QQuickItem]:
        """What can be pressed now."""
        found: list[QQuickItem] = []
        waiting = [self._walk.kiosk.window.contentItem()]
        while waiting:
            item = waiting.pop()
            if not item.isVisible() or not item.isEnabled():
                continue
            waiting += item.childItems()
            if item.inherits("QQuickAbstractButton") and item.opacity() > 0:
                found.append(item)
        return found

    def ways_on(self) -> list[str]:
        """The buttons that lead somewhere, by name."""
        return [each.objectName() for each in self.buttons() if each.objectName() not in _NOT_ALONE]

    def _tap(self) -> str:
        buttons = sorted(self.buttons(), key=lambda each: (each.objectName(), each.x(), each.y()))
        if not buttons:
            return "nothing to tap"
        item = self._chance.choice(buttons)
        name = item.objectName() or str(item.property("text"))
        journey, before = self._journey(), self.answers()
        self._click(item)
        if name in _LOSES_NOTHING:
            self._walk.let_run(0.01)
            assert self._journey() is not journey or self.answers() == before, f"{name} changed answers"
        return f"tap {name}"

    def _go_on(self) -> str:
        primary = self._walk.find("primary")
        if primary is not None:
            self._click(primary)
        return "go on"

    def _click(self, item: QQuickItem) -> None:
        at = item.mapToScene(QPointF(item.width() / 2, item.height() / 2)).toPoint()
        if self._walk.kiosk.window.contentItem().contains(QPointF(at)):
            click(self._walk.kiosk.window, at)

    def _type(self) -> str:
        text = "".join(self._chance.choices(_TYPED, k=self._chance.randint(1, 12)))
        for character in text:
            type_character(self._walk.kiosk.window, character)
        return f"type {len(text)}"

    def _press(self) -> str:
        key = self._chance.choice(_KEYS)
        press_key(self._walk.kiosk.window, key)
        return f"press {key.name}"

    def _change_look(self) -> str:
        before = self.answers()
        vm = self._walk.kiosk.vm
        vm.looks.setTextScale(self._chance.choice((1.0, 1.25, 1.5)))
        vm.setLanguage(self._chance.choice(("vi", "en")))
        self._walk.let_run(0.01)
        assert self.answers() == before, "a change of looks changed answers"
        return "language and look"

    def _line(self) -> str:
        before = self.answers()
        self._parts.line.on_state(TestLineState(self._chance.random() < 0.5, self._chance.randint(0, 3)))
        self._parts.codes.central.online = self._chance.random() < 0.7
        self._parts.submitter.fault = KnownError("disk_full", "full") if self._chance.random() < 0.3 else None
        self._parts.receipts.fault = KnownError("no_printer", "none") if self._chance.random() < 0.5 else None
        self._walk.let_run(0.01)
        assert self.answers() == before, "the line changed answers"
        return "line, printer, disk"

    def _wait(self) -> str:
        seconds = self._chance.choice((5, 61, 95, 400))
        self._parts.clock.advance(seconds)
        self._walk.let_run(0.3)
        return f"wait {seconds} s"

    def _device(self) -> str:
        match self._parts.navigator.screen:
            case "card":
                return self._card()
            case "face_check":
                return self._face()
            case "question":
                return self._know_the_answers()
            case "code":
                self._walk.type_text("246810")
                return "the right code"
            case _:
                lies = self._chance.random() < 0.5
                self._parts.card.lies(lies)
                return f"a card lies there: {lies}"

    def _card(self) -> str:
        if self._walk.find("retry") is not None:  # the reading has ended already
            return "the reader rests"
        card = self._parts.card
        what = self._chance.choice(("done", "done", "fault", "progress"))
        if what == "done":
            card.on_done(card_reading(trusted=self._chance.random() < 0.7))
        elif what == "fault":
            card.on_fault(EkycError(self._chance.choice(("card_removed", "no_reader")), "a fault"))
        else:
            card.progress(self._chance.choice(tuple(CardPhase)), "DG2", self._chance.random())
        return f"card {what}"

    def _face(self) -> str:
        if self._walk.find("retry") is not None:
            return "the camera rests"
        face = self._parts.face
        what = self._chance.choice(("done", "done", "fault", "progress"))
        if what == "done":
            band = self._chance.choice(tuple(MatchBand))
            face.on_done(face_evidence(band, live=self._chance.random() < 0.7))
        elif what == "fault":
            face.on_fault(EkycError("camera_lost", "a fault"))
        else:
            face.progress(self._chance.choice((FacePhase.POSITION, FacePhase.HOLD_STILL)))
        return f"face {what}"

    def _know_the_answers(self) -> str:
        """Type what the play of the task answers on this page."""
        play, navigator = play_of(self._parts.navigator.task.id), self._parts.navigator
        if play is None:
            return "no idea"
        answers = navigator.journey.answers
        for question in navigator.page.questions:
            typed = play.answers.get(question.id)
            if typed == {}:
                answers.decline(question.id)
            elif typed is not None:
                answers.type(question.id, typed)
        return "fill the page"

    def _journey(self) -> object:
        navigator = self._parts.navigator
        return navigator.journey if navigator.in_visit and navigator.in_journey else None

    def answers(self) -> str:
        """What the person has answered or begun to in the present journey, to be compared: not what was
        filled in from a card that may prove to be somebody else's, nor the marks that a field puts in.
        """
        navigator = self._parts.navigator
        if not navigator.in_visit or not navigator.in_journey:
            return ""
        journey, facts, context = navigator.journey, navigator.facts(), navigator.context()

        def entered(question: Question) -> object:
            if journey.answers.filled(question, facts) is not None:
                return {}
            typed = journey.answers.typed(question, facts, context)
            try:
                value = question.parse(typed, context)
            except AnswerError:
                return typed
            return typed if value is None else question.to_json(value)

        fields = {each.id: entered(each) for each in journey.form.questions()}
        return json.dumps(fields, sort_keys=True, default=str)
