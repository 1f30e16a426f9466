"""What every way to a screen is made of: waiting, typing, and the core's own steps with nothing tapped."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import qmlEngine

from commands.demo.plays import load_play
from kiosk.language import Language
from kiosk.navigator import Navigator
from kiosk.visit import identification
from simulation.hands import type_character
from simulation.touch import Touch
from tests.kiosk.visits import REGISTRATION
from tests.patience import PATIENCE
from tests.ui.devices.card import card_reading
from tests.ui.devices.face import face_evidence
from tests.ui.devices.parts import TestParts
from tests.ui.devices.records import ANSWERED
from tests.ui.scene_checks import visible_items
from ui.app import KioskWindow


class Steps(Touch):
    """Each step ends on the screen it is named after and can go on from there."""

    def __init__(self, kiosk: KioskWindow, parts: TestParts) -> None:
        super().__init__(kiosk.window, patience=PATIENCE)
        self.kiosk = kiosk
        self.parts = parts

    def singleton(self, name: str) -> QObject:
        """Of the interface's own, such as what guards the taps."""
        engine = qmlEngine(self.wait_for("page"))
        assert engine is not None
        found = engine.singletonInstance("Kiosk.Ui", name)
        assert isinstance(found, QObject)
        return found

    def arrive(self, screen: str) -> None:
        """The screen, or the page of a form, stands. What is tapped or typed next waits until it is taken."""

        def stands() -> bool:
            page, vm = self.find("page"), self.kiosk.vm
            shown = (vm.property("screen"), vm.property("step"))
            return screen in shown and page is not None and page.opacity() == 1

        self.wait_until(stands, f"screen {screen}")

    def wait_for_keys(self) -> None:
        """Until page or panel takes what is typed, and its primary button too: shortly after a page came they
        do not, because of double taps.
        """

        def takes_keys() -> bool:
            page, primary = self.find("page"), self.find("primary")
            settled = primary is None or primary.property("ready") is True
            return (page is not None and page.isEnabled() and settled) or (
                self.find("closeAccessibility") is not None
            )

        self.wait_until(takes_keys, "a page that takes keys")

    def timers(self, seconds: float) -> list[QTimer]:
        """The running timers of the view-models that are set to so many seconds."""
        running = [timer for timer in self.kiosk.vm.findChildren(QTimer) if timer.isActive()]
        return [timer for timer in running if timer.interval() == round(seconds * 1000)]

    def run_out(self, seconds: float) -> None:
        """What waits for so many seconds has waited enough now."""
        for timer in self.timers(seconds):
            timer.stop()
            timer.timeout.emit()

    def attract(self) -> None:
        self.arrive("attract")

    def home(self) -> None:
        self.parts.navigator.begin(Language.VIETNAMESE)
        self.arrive("home")

    def staff_called(self) -> None:
        self.parts.navigator.begin(Language.VIETNAMESE)
        self.parts.navigator.call_staff()
        self.arrive("staff_called")

    def _somebody_here(self) -> Navigator:
        navigator = self.parts.navigator
        if navigator.screen == "attract":
            navigator.begin(Language.VIETNAMESE)
        return navigator

    def _go_through(self, goal: str, *, trusted: bool = True, task: str = "register") -> None:
        """To a step outside the form, or to a page of it."""
        navigator = self.parts.navigator
        navigator.begin(Language.VIETNAMESE)
        navigator.choose(task)
        visit = navigator.visit
        person, clock = visit.person, self.parts.clock
        does: dict[str, Callable[[], object]] = {
            "card": lambda: identification.take_card(person, card_reading(trusted=trusted)),
            "identity": lambda: identification.confirm_identity(person),
            "face_prepare": lambda: identification.agree_to_face(person, clock.now()),
            "face_check": lambda: identification.take_face(person, face_evidence(), self.parts.policy),
            "question": self._answer_page,
            "code": self._prove_address,
            "check_answers": lambda: self.parts.submitter.submit(visit),
            "record": self._read_record,
            "confirm_record": self._confirm_record,
        }
        while navigator.step != goal:
            does.get(navigator.screen, lambda: None)()
            navigator.next()
        self.arrive(goal)

    def _confirm_record(self) -> None:
        self.parts.navigator.journey.record_confirmed = True

    def _read_record(self) -> None:
        visit, record = self.parts.navigator.visit, self.parts.navigator.task.record
        assert record is not None
        visit.read = self.parts.records.fetch(visit, record.sections, ANSWERED)

    def _prove_address(self) -> None:
        visit, channel = self.parts.navigator.visit, self.parts.navigator.page.channel
        self.parts.codes.send(visit, channel)
        self.parts.codes.verify(visit, channel, "246810")

    def fill_page(self) -> None:
        """Type the usual answers of a registration, or those of the play of a service."""
        navigator = self.parts.navigator
        service = navigator.task.filing is not None
        usual = load_play(navigator.task.id).answers if service else REGISTRATION
        for question in navigator.page.questions:
            if question.id in usual and (service or question.prefill is None):
                navigator.journey.answers.type(question.id, usual[question.id])

    def _answer_page(self) -> None:
        self.fill_page()
        navigator = self.parts.navigator
        answers = navigator.journey.answers
        faults = answers.take_page(navigator.page, navigator.facts(), navigator.context())
        assert not faults, faults

    def type_digits(self, digits: str) -> None:
        """On the page's own keypad, which stands still."""
        self.tap(f"key{digits[0]}")
        for digit in digits[1:]:
            self.press(f"key{digit}")

    def type_text(self, text: str) -> None:
        """On a physical keyboard, into what has the focus."""
        self.wait_for_keys()
        self.wait_until(self._has_entry, "the entry to have the keys")
        for character in text:
            type_character(self._window, character)

    def _has_entry(self) -> bool:
        """A page with something to type gives the keys to it a moment after it came."""
        loader, at = self.find("page"), QGuiApplication.focusObject()
        shown = loader.childItems() if loader is not None else []
        if at not in shown:
            return True
        return not any(each.inherits("QQuickTextInput") for each in visible_items(shown[0]))

    def field(self, name: str, text: str) -> None:
        """Replace what stands in a field."""
        self.wait_for(name).setProperty("text", text)
        self.let_run(0.03)

    def dress(self, language: str, scale: float, *, high_contrast: bool = False) -> None:
        """Show the present screen in another language, text size or theme."""
        vm = self.kiosk.vm
        vm.setLanguage(language)
        vm.looks.setTextScale(scale)
        vm.looks.setHighContrast(high_contrast)
        self.let_run(0.015)
