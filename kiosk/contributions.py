"""What a person sees and takes home of their contributions. Nothing of it is kept."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from kiosk.benefits.months import Month
from kiosk.contract.records import Contribution, Section
from kiosk.errors import BugError
from kiosk.forms.prefill import PAID
from kiosk.language import Bilingual, same
from kiosk.masking import mask_number
from kiosk.receipts import get_printer
from kiosk.records.figures import left_out
from kiosk.records.of_record import in_force
from kiosk.records.telling import (
    Line,
    Matter,
    ToldContributions,
    entry_words,
    money,
    month_text,
    tell_contributions,
)
from kiosk.records.telling_missing import ToldStretch, tell_missing
from kiosk.settings import Settings
from kiosk.visit.read_record import ReadRecord
from kiosk.visit.visit import Visit
from kiosk.whereabouts import Surroundings

if TYPE_CHECKING:
    from kiosk.documents.contributions import ContributionsContent, PaperEntry
    from kiosk.documents.estimate import Line as PaperLine

_NAMED = frozenset({"owed", "gap", "consumed", "withheld"})  # what a calculator leaves out
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
        from kiosk.documents.contributions import ContributionsContent, PaperMatter

        told, read = self.tell(visit), _read(visit)
        entries = in_force(read.release.record.contributions or ())
        return ContributionsContent(
            person=(read.release.record.person.full_name, mask_number(read.number)),
            headline=_paper(told.headline),
            totals=tuple(map(_paper, told.figures)),
            matters=tuple(PaperMatter(each.title, _listed(each.spans), each.text) for each in told.matters),
            health=tuple(map(_paper, told.health)),
            entries=tuple(map(_entry, entries)),
            as_of=told.as_of,
            made_at=self._around.context(visit).now,
            office_name=self._settings.office.name,
            kiosk_id=self._settings.kiosk_id,
            hotline=self._settings.office.hotline,
        )


def _read(visit: Visit) -> ReadRecord:
    read = visit.record(_SECTIONS)
    if read is None:
        raise BugError("no record was read")
    return read


def _paper(line: Line) -> PaperLine:
    from kiosk.documents.estimate import Line as PaperLine

    return PaperLine(line.label, line.value)


def _listed(spans: tuple[Bilingual, ...]) -> Bilingual:
    return Bilingual(vi="; ".join(each.vi for each in spans), en="; ".join(each.en for each in spans))


def _entry(entry: Contribution) -> PaperEntry:
    from kiosk.documents.contributions import PaperEntry

    employer = "" if entry.employer is None else entry.employer.name
    ends = dict.fromkeys(month_text(Month.parse(each)) for each in (entry.from_month, entry.to_month))
    where = " · ".join(filter(None, (employer, entry.position)))
    wage = money(entry.wage, entry.currency) if entry.wage else same("")
    return PaperEntry(same(" – ".join(ends)), where, entry_words(entry), wage)
