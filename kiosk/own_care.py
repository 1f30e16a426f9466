"""What a person sees of their health card, treatments and benefits, and takes home. Nothing is kept."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from kiosk.contract.records import Release, Section
from kiosk.errors import BugError
from kiosk.language import Language
from kiosk.receipts import get_printer
from kiosk.records.care import ToldCare, tell_care
from kiosk.records.health_card import ToldCard, tell_card
from kiosk.records.received import ToldReceived, tell_received
from kiosk.settings import Settings
from kiosk.visit.mailing import ADDRESS
from kiosk.visit.visit import Visit
from kiosk.whereabouts import Surroundings


class PaperNotes(Protocol):
    """The part of `RecordDesk` that is needed here."""

    def note_printed(self, visit: Visit) -> None: ...
    def note_mailed(self, visit: Visit) -> None: ...


class CardMails(Protocol):
    """The part of `PaperMails` that is needed here."""

    def send_card(self, address: str, language: Language, pdf: bytes) -> None: ...


class OwnCare:
    def __init__(
        self,
        settings: Settings,
        fonts_folder: Path,
        around: Surroundings,
        *,
        records: PaperNotes,
        mails: CardMails,
    ) -> None:
        self._settings = settings
        self._fonts_folder = fonts_folder
        self._around = around
        self._records = records
        self._mails = mails

    def tell_card(self, visit: Visit) -> ToldCard:
        """In words, in both languages. BugError before the record was read; so the others."""
        on = self._around.context(visit).today
        return tell_card(_read(visit, Section.HEALTH), on, self._settings.office.hotline)

    def tell_care(self, visit: Visit) -> ToldCare:
        release = _read(visit, Section.CARE, Section.DOCUMENTS)
        return tell_care(release, self._around.context(visit).today)

    def tell_received(self, visit: Visit) -> ToldReceived:
        return tell_received(
            _read(visit, Section.BENEFITS, Section.PAYMENTS), self._around.context(visit).today
        )

    def print_card(self, visit: Visit) -> None:
        """Blocks. Raises `KnownError` when printer or paper are missing. What is printed stands in the audit
        log before.
        """
        from kiosk.documents.printer import Paper

        pdf, printer = self._card_pdf(visit), get_printer(self._settings)
        self._records.note_printed(visit)
        printer.print_pdf(pdf, "card", Paper.FORM)

    def mail_card(self, visit: Visit) -> None:
        """To the address that was given. Blocks. Raises `KnownError` when central cannot send it now. That it
        is mailed stands in the audit log before.
        """
        pdf = self._card_pdf(visit)
        self._records.note_mailed(visit)
        self._mails.send_card(str(visit.mailing.value(ADDRESS)), visit.language, pdf)

    def _card_pdf(self, visit: Visit) -> bytes:
        from kiosk.documents.insurance_card import render_card
        from kiosk.records.statement import Imprint, card_of

        office = self._settings.office
        made_at = self._around.context(visit).now
        imprint = Imprint(made_at, self._settings.kiosk_id, office.name, office.hotline)
        return render_card(card_of(self.tell_card(visit), imprint), self._fonts_folder)


def _read(visit: Visit, *sections: Section) -> Release:
    read = visit.record(frozenset(sections))
    if read is None:
        raise BugError("no record was read")
    return read.release
