"""The receipt of a visit: its number, its QR, and the paper."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ekyc.verification import Outcome
from kiosk.errors import BugError, KnownError
from kiosk.ledger import LedgerDesk
from kiosk.reference_number import reference_number
from kiosk.settings import Settings
from kiosk.visit import Visit

if TYPE_CHECKING:
    from kiosk.printing.printer import Printer
    from kiosk.printing.receipt import ReceiptData
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
        from kiosk.printing.receipt import receipt_qr_text

        return receipt_qr_text(_recorded(visit).act_id)

    def print_receipt(self, visit: Visit) -> None:
        """Print with the state as it is now. Raises `KnownError` when printer or paper are missing."""
        from kiosk.printing.receipt import render_receipt

        printer = get_printer(self._settings)
        pdf = render_receipt(self._data(visit), self._fonts_folder)
        printer.print_pdf(pdf, f"receipt-{self.reference(visit)}")

    def _data(self, visit: Visit) -> ReceiptData:
        from kiosk.printing.receipt import ReceiptData

        if visit.card is None or visit.verdict is None:
            raise BugError("a receipt was asked for before the visit was complete")
        recorded = self._desk.get().recorder.get(_recorded(visit))
        review = visit.verdict.outcome is Outcome.STAFF_REVIEW
        return ReceiptData(
            act_id=recorded.act_id,
            kind=recorded.kind,
            occurred_at=recorded.occurred_at,
            full_name=visit.card.identity.full_name,
            personal_number=visit.card.identity.personal_number,
            office_name=self._settings.office.name,
            kiosk_id=self._settings.kiosk_id,
            hotline=self._settings.office.hotline,
            case_number=recorded.case_number,
            review_reasons=visit.verdict.reasons if review else (),
        )


def get_printer(settings: Settings) -> Printer:
    """The printer that the settings name. Raises `KnownError` ``no_printer`` when they name none."""
    from kiosk.printing.printer import CupsPrinter, FolderPrinter

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
