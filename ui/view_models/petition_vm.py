"""The page that tells who has a tracking code how the petition stands, and what was answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Property, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.errors import BugError
from kiosk.sync.errors import NOT_CENTRAL, CentralRefusedError
from ui.translation import keep_together
from ui.view_models.qml_types import made_in_python
from ui.view_models.screen_vm import ScreenVm

if TYPE_CHECKING:
    from datetime import date

    from kiosk.contract.petitions import PetitionAnswer
    from kiosk.tasks.task import PetitionUse
    from ui.view_models.background import Known

QML_IMPORT_NAME = "Kiosk.Core"
QML_IMPORT_MAJOR_VERSION = 1
_REFUSALS = {"petition-unknown": "unknown", "petition-limit-reached": "wait"}


@QmlElement
@made_in_python
class PetitionVm(ScreenVm):
    """``state`` is asking, shown, or why nothing can be told: unknown, wait, line, fault. ``standing`` is
    that of the petition: new, forwarded, answered, closed, reopened.
    """

    changed = Signal()
    unhurried = True
    _state = "asking"
    _wait = 0
    _found: PetitionAnswer | None = None

    @Property(str, notify=changed)
    def state(self) -> str:
        return self._state

    @Property(int, notify=changed)
    def waitMinutes(self) -> int:
        """After how many minutes a code may be tried again."""
        return self._wait

    @Property(str, notify=changed)
    def standing(self) -> str:
        return "" if self._found is None else self._found.state.value

    @Property(str, notify=changed)
    def answer(self) -> str:
        answer = None if self._found is None else self._found.answer
        return "" if answer is None else keep_together(answer)

    @Property(str, notify=changed)
    def answeredOn(self) -> str:
        return "" if self._found is None else _day(self._found.answered_on)

    @Property(str, notify=changed)
    def dueOn(self) -> str:
        return "" if self._found is None else _day(self._found.due_on)

    @Property(bool, notify=changed)
    def dueConfirmed(self) -> bool:
        return self._found is None or self._found.due_confirmed

    @Property(str, notify=changed)
    def reopenUntil(self) -> str:
        """The last day on which another answer can be asked for; "" where none can."""
        return "" if self._found is None else _day(self._found.reopen_until)

    def enter(self, screen: str) -> None:
        del screen
        self.retry()

    def wipe(self) -> None:
        self._state, self._found, self._wait = "asking", None, 0
        super().wipe()

    @Slot()
    def retry(self) -> None:
        code, petitions = self._code, self._parts.petitions
        self._found = None
        self._become("asking")
        self._new_scope().run(lambda: petitions.find(code), self._on_found, self._on_fault)

    @Slot()
    def mend(self) -> None:
        """The code was not the right one: back to where it is typed."""
        self._parts.navigator.back()

    @Slot()
    def reopen(self) -> None:
        """The answer is not accepted."""
        self._parts.navigator.choose(self._use.again)

    @Slot()
    def finish(self) -> None:
        self._parts.navigator.next()

    @property
    def _use(self) -> PetitionUse:
        use = self._parts.navigator.task.petition
        if use is None:
            raise BugError("the task asks for no tracking code")
        return use

    @property
    def _code(self) -> str:
        return str(self._parts.navigator.journey.answers.value(self._use.code))

    def _on_found(self, found: PetitionAnswer) -> None:
        self._found = found
        self._visit.turn_to_petition(
            self._code, self._use.again
        )  # who asks for another answer types it no more
        self._become("shown")

    def _on_fault(self, error: Known) -> None:
        if isinstance(error, CentralRefusedError):
            self._wait = max(1, round((error.retry_after or 60) / 60))
            self._become(_REFUSALS.get(error.code, "fault"))
        else:
            self._become("line" if error.code in NOT_CENTRAL else "fault")

    def _become(self, state: str) -> None:
        self._state = state
        self.changed.emit()


def _day(day: date | None) -> str:
    return "" if day is None else f"{day:%d/%m/%Y}"
