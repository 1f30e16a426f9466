"""The page that asks where a result goes by e-mail, and says what became of the mail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.contract.records import Section
from kiosk.errors import KnownError
from kiosk.forms.answers import Answers
from kiosk.forms.form import Page
from kiosk.masking import mask_email
from kiosk.sync.errors import CentralRefusedError, SyncErrorCode
from kiosk.visit.mailing import ADDRESS
from ui.translation import let_break
from ui.view_models.background import Known
from ui.view_models.qml_types import made_in_python
from ui.view_models.question_vm import QuestionVm

if TYPE_CHECKING:
    from collections.abc import Callable

    from kiosk.visit.visit import Visit
    from ui.view_models.stage import Stage

QML_IMPORT_NAME = "Kiosk.Core"
QML_IMPORT_MAJOR_VERSION = 1

_TOO_OFTEN = frozenset({"sent-just-now", "send-limit-reached"})


@QmlElement
@made_in_python
class MailVm(QuestionVm):
    """``state`` is asking, sending, sent, or why nothing was sent: wait, line, mail."""

    changed = Signal()
    stateChanged = Signal()
    _state = "asking"
    _wait = 0

    def __init__(self, stage: Stage, parent: QObject) -> None:
        super().__init__(stage, parent)
        self.changed.connect(self._on_changed)

    @Property(str, notify=stateChanged)
    def state(self) -> str:
        return self._state

    @Property(int, notify=stateChanged)
    def waitMinutes(self) -> int:
        """After how many minutes it may be tried again."""
        return self._wait

    @Property(str, notify=stateChanged)
    def sentTo(self) -> str:
        if self._state != "sent":
            return ""
        return let_break(mask_email(str(self._answers.value(ADDRESS))))

    @property
    def busy(self) -> bool:
        return self._state == "sending"

    def enter(self, screen: str) -> None:
        self._become("asking")
        super().enter(screen)

    def leave(self) -> None:
        super().leave()
        self._become("asking")

    def wipe(self) -> None:
        self._become("asking")
        super().wipe()

    @Slot()
    def proceed(self) -> None:
        """Send it; once it was sent, go back to the result."""
        if self._state == "sent":
            self._parts.navigator.back()
        elif self._state != "sending" and self._takes_what_stands():
            visit, send = self._visit, self._sending
            self._become("sending")
            self._new_scope().run(lambda: send(visit), lambda _nothing: self._on_sent(), self._on_fault)

    @Slot()
    def askAgain(self) -> None:
        """The person wants it at another address too."""
        self.enter("mail_result")

    @property
    def _sending(self) -> Callable[[Visit], None]:
        """What mails the paper that the page before was about."""
        parts, task = self._parts, self._parts.navigator.task
        if self._visit.paper is not None:
            return parts.case_tracking.mail_paper
        if task.calculations:
            return parts.calculations.mail_result
        if task.reminders:
            return parts.reminders.mail
        if task.record is not None and Section.BOOK in task.record.sections:
            return parts.books.mail_book
        if task.record is not None and Section.NOTICES in task.record.sections:
            return parts.notices.mail_shown
        return parts.own_care.mail_card

    @property
    def _answers(self) -> Answers:
        return self._visit.mailing

    def _find_page(self) -> Page:
        return self._answers.form.pages[0]

    def _on_sent(self) -> None:
        self._forget_fields()
        self._become("sent")

    def _on_fault(self, error: Known) -> None:
        if isinstance(error, CentralRefusedError) and error.code in _TOO_OFTEN:
            self._wait = max(1, round((error.retry_after or 60) / 60))
            self._become("wait")
        else:
            unreachable = isinstance(error, KnownError) and error.code == SyncErrorCode.CENTRAL_UNREACHABLE
            self._become("line" if unreachable else "mail")

    @Slot()
    def _on_changed(self) -> None:
        """The address is mended: why the mail did not go is told no more."""
        if self._state in ("wait", "line", "mail") and self._answers.is_typed(ADDRESS):
            self._become("asking")

    def _become(self, state: str) -> None:
        self._state = state
        self.stateChanged.emit()
