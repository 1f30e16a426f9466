"""What a person sees and takes home of their contributions. Nothing of it is kept."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from kiosk.contract.records import Section
from kiosk.errors import BugError
from kiosk.forms.prefill import PAID
from kiosk.receipts import get_printer
from kiosk.records.figures import left_out
from kiosk.records.telling import Line, Matter, ToldContributions, tell_contributions
from kiosk.records.telling_missing import ToldStretch, tell_missing
from kiosk.settings import Settings
from kiosk.visit.read_record import ReadRecord
from kiosk.visit.visit import Visit
from kiosk.whereabouts import Surroundings

if TYPE_CHECKING:
    from kiosk.documents.contributions import ContributionsContent

_NAMED = frozenset({"owed", "owed_self", "gap", "consumed", "withheld"})  # what a calculator leaves out
_SECTIONS = frozenset({Section.CONTRIBUTIONS})


class PrintNotes(Protocol):
    """The part of `RecordDesk` that is needed here."""

    def note_printed(self, visit: Visit) -> None: ...


@dataclass(frozen=True, slots=True)
class OwnFigures:
    """``matters``: what the figures leave out. ``left_out``: months that count without a wage in đồng."""

    headline: Line
    matters: tuple[Matter, ...] = field(repr=False)
    fills_in: bool
    left_out: int


class Contributions:
    def __init__(
        self, settings: Settings, fonts_folder: Path, around: Surroundings, records: PrintNotes
    ) -> None:
        self._settings = settings
        self._fonts_folder = fonts_folder
        self._around = around
        self._records = records

    def tell(self, visit: Visit) -> ToldContributions:
        """In words, in both languages (some milliseconds). BugError before the record was read."""
        on = self._around.context(visit).today
        return tell_contributions(_read(visit).release, on, self._settings.office.hotline)

    def missing(self, visit: Visit) -> tuple[ToldStretch, ...]:
        """What can be reported as missing, the newest first. BugError before the record was read."""
        return tell_missing(_read(visit).gaps(self._around.context(visit).today))

    def own_figures(self, visit: Visit) -> OwnFigures:
        """What fills in the answers of a calculator. BugError before the record was read."""
        told, read = self.tell(visit), _read(visit)
        figures = read.figures(self._around.context(visit).today)
        return OwnFigures(
            headline=told.headline,
            matters=tuple(each for each in told.matters if each.kind in _NAMED),
            fills_in=PAID in figures,
            left_out=0 if told.history is None else left_out(told.history),
        )

    def print_contributions(self, visit: Visit) -> None:
        """Blocks. Raises `KnownError` when printer or paper are missing. What is printed stands in the audit
        log before.
        """
        from kiosk.documents.contributions import render_contributions
        from kiosk.documents.printer import Paper

        pdf = render_contributions(self._content(visit), self._fonts_folder)
        printer = get_printer(self._settings)
        self._records.note_printed(visit)
        printer.print_pdf(pdf, "contributions", Paper.FORM)

    def _content(self, visit: Visit) -> ContributionsContent:
        from kiosk.records.statement import Imprint, statement_of

        read, office = _read(visit), self._settings.office
        made_at = self._around.context(visit).now
        imprint = Imprint(made_at, self._settings.kiosk_id, office.name, office.hotline)
        return statement_of(self.tell(visit), read.release, read.number, imprint)


def _read(visit: Visit) -> ReadRecord:
    read = visit.record(_SECTIONS)
    if read is None:
        raise BugError("no record was read")
    return read
