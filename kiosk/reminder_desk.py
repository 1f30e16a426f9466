"""What a person takes home of a reminder: the slip, a code for the phone, a mail with a file for calendars.

Nothing of it is kept: it is made again from the answers whenever it is asked for.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from kiosk.language import Language
from kiosk.receipts import get_printer
from kiosk.settings import Settings
from kiosk.visit.facts import facts_of
from kiosk.visit.mailing import ADDRESS
from kiosk.visit.visit import Visit
from kiosk.whereabouts import Surroundings

if TYPE_CHECKING:
    from kiosk.reminders.entry import Reminder
    from kiosk.reminders.telling import ToldLine

_EVENT = "BEGIN:VCALENDAR"


class ReminderMails(Protocol):
    """The part of `PaperMails` that is needed here."""

    def send_reminder(self, address: str, language: Language, pdf: bytes, calendar: bytes) -> None: ...


class ReminderDesk:
    def __init__(
        self,
        settings: Settings,
        fonts_folder: Path,
        around: Surroundings,
        mails: ReminderMails,
    ) -> None:
        self._settings = settings
        self._fonts_folder = fonts_folder
        self._around = around
        self._mails = mails

    def reminder(self, visit: Visit) -> Reminder:
        """What the answers make (some milliseconds)."""
        from kiosk.tasks.reminding import reminder_of

        context = self._around.context(visit)
        task = self._around.catalogue().get(visit.journey.task_id)
        relevant = visit.journey.relevant(facts_of(visit, context))
        return reminder_of(task.reminders, visit.journey.form, relevant, context, task.law)

    def lines(self, visit: Visit) -> tuple[ToldLine, ...]:
        """When, where and when it rings: label and value."""
        from kiosk.reminders.telling import tell

        return tell(self.reminder(visit))

    def qr_text(self, visit: Visit) -> str:
        """In the language of the visit: an event that a phone adds to its calendar, or else words."""
        from kiosk.reminders.phone_code import code_text

        now = self._around.context(visit).now
        return code_text(self.reminder(visit), self.lines(visit), visit.language, now)

    def is_event(self, visit: Visit) -> bool:
        """Whether the code is one for calendars."""
        return self.qr_text(visit).startswith(_EVENT)

    def print_slip(self, visit: Visit) -> None:
        """Blocks. Raises `KnownError` when printer or paper are missing."""
        get_printer(self._settings).print_pdf(self._pdf(visit), "reminder")

    def mail(self, visit: Visit) -> None:
        """Slip and file, to the address that was given. Blocks. Raises `KnownError` when central cannot send
        it now.
        """
        from kiosk.reminders.ics import calendar_file

        made_at = self._around.context(visit).now
        calendar = calendar_file(self.reminder(visit), visit.language, made_at)
        address = str(visit.mailing.value(ADDRESS))
        self._mails.send_reminder(address, visit.language, self._pdf(visit), calendar)

    def _pdf(self, visit: Visit) -> bytes:
        from kiosk.documents.estimate import Line
        from kiosk.documents.reminder import ReminderContent, render_reminder

        reminder, context = self.reminder(visit), self._around.context(visit)
        content = ReminderContent(
            heading=reminder.title,
            lines=tuple(Line(each.label, each.value) for each in self.lines(visit)),
            details=reminder.details,
            notes=reminder.notes,
            article=reminder.article,
            qr_text=self.qr_text(visit),
            is_event=self.is_event(visit),
            made_at=context.now,
            office_name=self._settings.office.name,
            kiosk_id=self._settings.kiosk_id,
            hotline=self._settings.office.hotline,
        )
        return render_reminder(content, self._fonts_folder)
