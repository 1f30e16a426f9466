"""What a person sees and takes home of the notices to them. Nothing of them is kept."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol
from uuid import UUID

from kiosk.contract.records import Section
from kiosk.errors import BugError, KnownError
from kiosk.language import Bilingual, Language
from kiosk.receipts import get_printer
from kiosk.records.inbox import ToldInbox, tell_inbox
from kiosk.settings import Settings
from kiosk.visit.mailing import ADDRESS
from kiosk.visit.read_record import ReadRecord
from kiosk.visit.visit import Visit
from kiosk.whereabouts import Surroundings

if TYPE_CHECKING:
    from kiosk.documents.notices import PaperNotice
    from kiosk.records.inbox import ToldNotice

_SECTIONS = frozenset({Section.NOTICES})
logger = logging.getLogger(__name__)


class NoticeRecords(Protocol):
    """The part of `RecordDesk` that is needed here."""

    def note_printed(self, visit: Visit) -> None: ...
    def note_mailed(self, visit: Visit) -> None: ...
    def mark_read(self, grant_id: UUID, number: str, notice_id: UUID) -> None: ...


class NoticeMails(Protocol):
    """The part of `PaperMails` that is needed here."""

    def send_notices(self, address: str, language: Language, pdf: bytes) -> None: ...


class OwnNotices:
    def __init__(
        self,
        settings: Settings,
        fonts_folder: Path,
        around: Surroundings,
        *,
        records: NoticeRecords,
        mails: NoticeMails,
    ) -> None:
        self._settings = settings
        self._fonts_folder = fonts_folder
        self._around = around
        self._records = records
        self._mails = mails

    def tell(self, visit: Visit) -> ToldInbox:
        """In words, in both languages. BugError before the record was read."""
        return tell_inbox(_read(visit).release, visit.opened_notices)

    def marking(self, visit: Visit, notice_id: UUID) -> Callable[[], None]:
        """What tells central that this one was read. It blocks, and where central does not hear of it the
        notice comes as unread the next time: nobody is told.
        """
        read, records = _read(visit), self._records

        def mark() -> None:
            try:
                records.mark_read(read.grant_id, read.number, notice_id)
            except KnownError as error:
                logger.warning("central did not hear that a notice was read: %s", error.code)

        return mark

    def print_shown(self, visit: Visit) -> None:
        """Those in sight. Blocks. Raises `KnownError` when printer or paper are missing. What is printed
        stands in the audit log before.
        """
        pdf, printer = self._pdf(visit), get_printer(self._settings)
        self._records.note_printed(visit)
        printer.print_pdf(pdf, "notices")

    def mail_shown(self, visit: Visit) -> None:
        """The same, to the address that was given. Blocks. Raises `KnownError` when central cannot send it
        now. That it is mailed stands in the audit log before.
        """
        pdf = self._pdf(visit)
        self._records.note_mailed(visit)
        self._mails.send_notices(str(visit.mailing.value(ADDRESS)), visit.language, pdf)

    def _pdf(self, visit: Visit) -> bytes:
        from kiosk.documents.notices import NoticesContent, render_notices

        told, office = self.tell(visit), self._settings.office
        content = NoticesContent(
            notices=tuple(
                self._paper(each) for each in told.notices if each.notice_id in visit.shown_notices
            ),
            as_of=told.as_of,
            made_at=self._around.context(visit).now,
            office_name=office.name,
            kiosk_id=self._settings.kiosk_id,
            hotline=office.hotline,
        )
        return render_notices(content, self._fonts_folder)

    def _paper(self, notice: ToldNotice) -> PaperNotice:
        from kiosk.documents.estimate import Line
        from kiosk.documents.notices import PaperNotice

        lines = tuple(Line(each.label, each.value) for each in notice.lines)
        return PaperNotice(notice.title, notice.severity, notice.text, lines, self._advice(notice))

    def _advice(self, notice: ToldNotice) -> Bilingual | None:
        """Which task answers it, where this kiosk knows it; that a treatment was not theirs is for them to
        say.
        """
        answers = notice.task and notice.care is None
        task = self._around.catalogue().find(notice.task) if answers else None
        return None if task is None or not task.is_offered else notice.advice(task.name)


def _read(visit: Visit) -> ReadRecord:
    read = visit.record(_SECTIONS)
    if read is None:
        raise BugError("no record was read")
    return read
