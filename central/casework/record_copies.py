"""A copy of somebody's record, for who asked for it while there was no line: the paper that a kiosk prints.

What the register has on the day on which the copy is made; nothing of it is kept but the paper itself.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from uuid import UUID

from central.casework.addresses import Addresses
from central.messages.mailbox import Attachment, Mail, Mailbox
from central.messages.paper_mails import LETTERS
from central.notices.catalogue import Channel
from central.records.reading import Records
from central.records.scope import Scope
from kiosk.clock import VIETNAM_TIME
from kiosk.contract.kinds.record_wish import BY_MAIL
from kiosk.contract.records import Section
from kiosk.contract.wire import ActContent
from kiosk.documents.contributions import render_contributions
from kiosk.records.statement import statement_of
from kiosk.records.telling import tell_contributions

_SECTIONS = frozenset({Section.CONTRIBUTIONS, Section.HEALTH})
_MADE_BY = "BHXH"
_LETTER = LETTERS["record"]


class RecordCopies:
    """``mailbox``: None where no mail leaves; the copy is then had at a kiosk or the counter."""

    def __init__(
        self,
        records: Records,
        addresses: Addresses,
        mailbox: Mailbox | None,
        *,
        fonts_folder: Path,
        hotline: str,
        now: Callable[[], datetime],
    ) -> None:
        self._records = records
        self._addresses = addresses
        self._mailbox = mailbox
        self._fonts_folder = fonts_folder
        self._hotline = hotline
        self._now = now

    def pdf_of(self, case_id: UUID, content: ActContent, office_name: str) -> bytes:
        """Raises RecordError ``person_unknown`` and PrintingError."""
        number = content.subject_id
        release = self._records.read(Scope(number, _SECTIONS, "central:copy", f"case {case_id}"))
        now = self._now()
        told = tell_contributions(release, now.astimezone(VIETNAM_TIME).date(), self._hotline)
        statement = statement_of(
            told,
            release,
            number,
            made_at=now,
            made_by=_MADE_BY,
            office_name=office_name,
            hotline=self._hotline,
        )
        return render_contributions(statement, self._fonts_folder)

    def mail(self, case_id: UUID, content: ActContent, pdf: bytes) -> None:
        """By e-mail too, where the person wants that and has an address that is proved: one typed without a
        line could be anybody's. Raises MailError.
        """
        answers = content.payload.get("answers")
        wanted = isinstance(answers, dict) and answers.get(BY_MAIL) is True
        address = self._addresses.find(case_id, Channel.EMAIL) if wanted and self._mailbox else None
        if self._mailbox is None or address is None:
            return
        self._mailbox.send(
            Mail(
                to=address,
                subject=_LETTER.subject.vi,
                text=f"{_LETTER.text.vi}\n{_LETTER.text.en}",
                sent_at=self._now(),
                attachments=(Attachment(_LETTER.file_name, "application/pdf", pdf),),
            )
        )
