"""What a person sees and takes home of the data kept of them. Nothing of it stays at the kiosk."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.contract.records import Section
from kiosk.contributions import PrintNotes
from kiosk.errors import BugError
from kiosk.receipts import get_printer
from kiosk.records.kept import ToldKept, ToldPart, tell_kept
from kiosk.settings import Settings
from kiosk.visit.read_record import ReadRecord
from kiosk.visit.visit import Visit
from kiosk.whereabouts import Surroundings

if TYPE_CHECKING:
    from kiosk.documents.kept import PaperPart

_SECTIONS = frozenset({Section.KEPT})


class KeptDataDesk:
    def __init__(
        self, settings: Settings, fonts_folder: Path, around: Surroundings, records: PrintNotes
    ) -> None:
        self._settings = settings
        self._fonts_folder = fonts_folder
        self._around = around
        self._records = records

    def tell(self, visit: Visit) -> ToldKept:
        """In words, in both languages. BugError before the record was read."""
        read = _read(visit)
        offices = self._around.context(visit).reference.offices

        def office_name(code: str) -> str:
            if code == self._settings.office.code:
                return self._settings.office.name
            found = offices.find_by_code(code)
            return code if found is None else found.name

        return tell_kept(read.release, read.number, office_name)

    def print_copy(self, visit: Visit) -> None:
        """Blocks. Raises `KnownError` when printer or paper are missing. What is printed stands in the audit
        log before.
        """
        from kiosk.documents.kept import KeptContent, render_kept
        from kiosk.documents.printer import Paper

        told = self.tell(visit)
        content = KeptContent(
            parts=tuple(_paper(each) for each in told.parts),
            as_of=told.as_of,
            made_at=self._around.context(visit).now,
            office_name=self._settings.office.name,
            kiosk_id=self._settings.kiosk_id,
            hotline=self._settings.office.hotline,
        )
        printer = get_printer(self._settings)
        pdf = render_kept(content, self._fonts_folder)
        self._records.note_printed(visit)
        printer.print_pdf(pdf, "kept", Paper.FORM)


def _paper(part: ToldPart) -> PaperPart:
    from kiosk.documents.estimate import Line
    from kiosk.documents.kept import PaperPart

    lines = tuple(Line(each.label, each.value) for each in part.lines)
    return PaperPart(part.heading, lines, part.none)


def _read(visit: Visit) -> ReadRecord:
    read = visit.record(_SECTIONS)
    if read is None:
        raise BugError("no record was read")
    return read
