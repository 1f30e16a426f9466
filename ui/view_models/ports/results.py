"""What was worked out or noted, and how it is taken along."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from kiosk.benefits.errors import InputError
    from kiosk.language import Bilingual
    from kiosk.reminders.entry import Reminder
    from kiosk.reminders.telling import ToldLine
    from kiosk.tasks.estimate import Estimate
    from kiosk.tasks.paying import ToldPayment
    from kiosk.visit.visit import Visit


class ResultOutput(Protocol):
    """Of a calculator."""

    def result(self, visit: Visit) -> Estimate:
        """Worked out now. Raises `InputError` where answers do not fit together."""
        ...

    def questions_behind(self, visit: Visit, error: InputError) -> tuple[str, ...]:
        """Which answers those are, by their questions; empty where that is not known."""
        ...

    def tables_text(self) -> Bilingual:
        """Which tables of the law's figures it rests on."""
        ...

    def used_lines(self, found: Estimate) -> Iterator[tuple[Bilingual, Bilingual]]:
        """The figures of the law that a result rests on: name; value, first day, source, what is unsure."""
        ...

    def qr_text(self, visit: Visit) -> str:
        """The result as a short text, with nothing that names the person."""
        ...

    def print_result(self, visit: Visit) -> None:
        """*Blocking.* Raises a named error when there is no printer, no paper or no answer."""
        ...

    def mail_result(self, visit: Visit) -> None:
        """*Blocking.* To ``visit.mailing``. Raises a named error when central cannot send it now."""
        ...


class ReminderOutput(Protocol):
    """Of a reminder that was entered."""

    def reminder(self, visit: Visit) -> Reminder: ...

    def lines(self, visit: Visit) -> tuple[ToldLine, ...]:
        """When, where and when it rings: label and value."""
        ...

    def qr_text(self, visit: Visit) -> str: ...

    def is_event(self, visit: Visit) -> bool:
        """Whether the code is one that a phone adds to its calendar."""
        ...

    def print_slip(self, visit: Visit) -> None:
        """*Blocking.* Raises a named error when there is no printer, no paper or no answer."""
        ...

    def mail(self, visit: Visit) -> None:
        """*Blocking.* To ``visit.mailing``. Raises a named error when central cannot send it now."""
        ...


class PaymentsOutput(Protocol):
    """Of what this journey has worked out, or filed."""

    def find(self, visit: Visit) -> ToldPayment | None: ...

    def print_slip(self, visit: Visit) -> None:
        """*Blocking.* Raises a named error when there is no printer, no paper or no answer."""
        ...
