"""The receipt of a visit: its number, its QR, and the paper."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ekyc.verification import Outcome
from kiosk.clock import VIETNAM_TIME
from kiosk.errors import BugError, KnownError
from kiosk.ledger import LedgerDesk
from kiosk.masking import mask_number
from kiosk.reference_number import reference_number
from kiosk.settings import Settings
from kiosk.visit import Visit

if TYPE_CHECKING:
    from kiosk.documents.printer import Printer
    from kiosk.documents.receipt import ReceiptContent
    from kiosk.sync.recorder import RecordedAct


class Receipts:
    def __init__(self, settings: Settings, desk: LedgerDesk, fonts_folder: Path) -> None:
        self._settings = settings
        self._desk = desk
        self._fonts_folder = fonts_folder

    def reference(self, visit: Visit) -> str:
        """The short form of the act's id that people can read out."""
        return reference_number(_recorded(visit).act_id)

    def qr_text(self, visit: Visit) -> str:
        """What the QR on screen and paper carries: no personal data."""
        from kiosk.documents.receipt import receipt_qr_text

        return receipt_qr_text(_recorded(visit).act_id)

    def print_receipt(self, visit: Visit) -> None:
        """Print with the state as it is now. Raises `KnownError` when printer or paper are missing."""
        from kiosk.documents.receipt import render_receipt

        printer = get_printer(self._settings)
        pdf = render_receipt(self._content(visit), self._fonts_folder)
        printer.print_pdf(pdf, f"receipt-{self.reference(visit)}")

    def _content(self, visit: Visit) -> ReceiptContent:
        from kiosk.documents.act_kinds import load_act_kinds
        from kiosk.documents.receipt import ReceiptContent, ReceiptRow, receipt_qr_text
        from kiosk.documents.receipt_texts import load_receipt_texts

        if visit.card is None or visit.verdict is None:
            raise BugError("a receipt was asked for before the visit was complete")
        recorded = self._desk.get().recorder.get(_recorded(visit))
        identity = visit.card.identity
        texts = load_receipt_texts()
        kind = load_act_kinds()[recorded.kind]
        review = visit.verdict.outcome is Outcome.STAFF_REVIEW
        return ReceiptContent(
            act_name=kind.name,
            reference=reference_number(recorded.act_id),
            qr_text=receipt_qr_text(recorded.act_id),
            made_at=recorded.occurred_at,
            kiosk_id=self._settings.kiosk_id,
            office_name=self._settings.office.name,
            hotline=self._settings.office.hotline,
            rows=(
                ReceiptRow(texts.labels["full_name"], identity.full_name),
                ReceiptRow(texts.labels["personal_number"], mask_number(identity.personal_number)),
            ),
            next_steps=kind.get_next_steps(
                sent=recorded.case_number is not None,
                day=recorded.occurred_at.astimezone(VIETNAM_TIME).date(),
            ),
            checks=texts.checks_for(visit.verdict.reasons if review else ()),
            case_number=recorded.case_number,
        )


def get_printer(settings: Settings) -> Printer:
    """The printer that the settings name. Raises `KnownError` ``no_printer`` when they name none."""
    from kiosk.documents.printer import CupsPrinter, FolderPrinter

    printer = settings.printer
    if printer.folder is not None:
        return FolderPrinter(printer.folder)
    if printer.queue is not None:
        return CupsPrinter(printer.queue, media=printer.media)
    raise KnownError("no_printer", "No printer is set up for this kiosk.")


def _recorded(visit: Visit) -> RecordedAct:
    if visit.recorded is None:
        raise BugError("a receipt was asked for before the act was recorded")
    return visit.recorded
