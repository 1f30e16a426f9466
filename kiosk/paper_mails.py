"""Papers by e-mail: central sends them, if it can be reached."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal
from uuid import uuid4

from kiosk.contract.mails import PaperMail
from kiosk.language import Language

if TYPE_CHECKING:
    from kiosk.ledger_desk import LedgerDesk


class PaperMails:
    """Once the ledger is open. Nothing of a mail is kept."""

    def __init__(self, desk: LedgerDesk) -> None:
        self._desk = desk

    def send_estimate(self, address: str, language: Language, pdf: bytes) -> None:
        """Blocks. Raises `SyncError`; of central's refusals ``sent-just-now`` and ``send-limit-reached`` say
        how long to wait.
        """
        self._send("estimate", address, language, pdf)

    def send_result(self, address: str, language: Language, pdf: bytes) -> None:
        """The same of what a case came to."""
        self._send("result", address, language, pdf)

    def send_card(self, address: str, language: Language, pdf: bytes) -> None:
        """The same of a health card as the register has it."""
        self._send("card", address, language, pdf)

    def send_book(self, address: str, language: Language, pdf: bytes) -> None:
        """The same of the electronic book."""
        self._send("book", address, language, pdf)

    def send_notices(self, address: str, language: Language, pdf: bytes) -> None:
        """The same of notices."""
        self._send("notices", address, language, pdf)

    def send_reminder(self, address: str, language: Language, pdf: bytes, calendar: bytes) -> None:
        """The same of a reminder, with the file that calendars open."""
        self._send("reminder", address, language, pdf, calendar)

    def _send(
        self,
        kind: Literal["estimate", "result", "card", "book", "notices", "reminder"],
        address: str,
        language: Language,
        pdf: bytes,
        calendar: bytes | None = None,
    ) -> None:
        paper = PaperMail.model_construct(
            kind=kind, address=address, language=language.value, pdf=pdf, calendar=calendar
        )
        self._desk.get().central.mail_paper(paper, str(uuid4()))
