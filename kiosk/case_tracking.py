"""What a person sees and takes home of the requests that they filed, at any kiosk. Nothing of it is kept."""

from __future__ import annotations

from typing import Protocol

from kiosk.contract.records import CaseResult, FiledCase, ResultPaper, Section
from kiosk.errors import BugError
from kiosk.language import Bilingual, Language
from kiosk.receipts import get_printer
from kiosk.records.cases import Names, Supplement, ToldCases, ToldPaper, tell_cases, tell_paper
from kiosk.settings import Settings
from kiosk.visit.mailing import ADDRESS
from kiosk.visit.read_record import ReadRecord
from kiosk.visit.visit import Visit
from kiosk.whereabouts import Surroundings

_SECTIONS = frozenset({Section.CASES})


class PaperNotes(Protocol):
    """The part of `RecordDesk` that is needed here."""

    def note_printed(self, visit: Visit) -> None: ...
    def note_mailed(self, visit: Visit) -> None: ...


class ResultMails(Protocol):
    """The part of `PaperMails` that is needed here."""

    def send_result(self, address: str, language: Language, pdf: bytes) -> None: ...


class CaseTracking:
    def __init__(
        self, settings: Settings, around: Surroundings, records: PaperNotes, mails: ResultMails
    ) -> None:
        self._settings = settings
        self._around = around
        self._records = records
        self._mails = mails

    def tell(self, visit: Visit) -> ToldCases:
        """In words, in both languages. BugError before the record was read."""
        return tell_cases(_read(visit).release, self._around.context(visit).today, self._names(visit))

    def tell_paper(self, visit: Visit) -> ToldPaper:
        """What stands around the paper that was read. BugError before."""
        case, result = _case_of_paper(visit)
        return tell_paper(case, result, self._names(visit))

    def pages(self, visit: Visit) -> tuple[bytes, ...]:
        """Its pictures, as JPEG."""
        return _paper(visit).pages

    def print_paper(self, visit: Visit) -> None:
        """Blocks. Raises `KnownError` when printer or paper are missing. What is printed stands in the audit
        log before.
        """
        from kiosk.documents.printer import Paper

        paper, printer = _paper(visit), get_printer(self._settings)
        self._records.note_printed(visit)
        printer.print_pdf(paper.pdf, "result", Paper.FORM)

    def mail_paper(self, visit: Visit) -> None:
        """To the address that was given. Blocks. Raises `KnownError` when central cannot send it now. That it
        is mailed stands in the audit log before.
        """
        paper = _paper(visit)
        self._records.note_mailed(visit)
        self._mails.send_result(str(visit.mailing.value(ADDRESS)), visit.language, paper.pdf)

    def _names(self, visit: Visit) -> Names:
        offices = self._around.context(visit).reference.offices

        def office_name(code: str) -> str | None:
            if code == self._settings.office.code:
                return self._settings.office.name
            found = offices.find_by_code(code)
            return None if found is None else found.name

        return Names(self._request_name, self._supplement, office_name, self._settings.office.hotline)

    def _request_name(self, case: FiledCase) -> Bilingual | None:
        """As the catalogue has it: the service, or the task that makes such acts."""
        task = self._around.catalogue().filed_with(case.kind, case.about)
        return None if task is None else task.name

    def _supplement(self, case: FiledCase) -> Supplement | None:
        """None where this kiosk cannot ask for all that is missing."""
        catalogue = self._around.catalogue()
        filed = catalogue.filed_with(case.kind, case.about)
        task = None if filed is None else catalogue.supplement(filed, case.asked)
        if filed is None or task is None:
            return None
        return Supplement(task.id, tuple(filed.form.get_question(each).label for each in case.asked))


def _read(visit: Visit) -> ReadRecord:
    read = visit.record(_SECTIONS)
    if read is None:
        raise BugError("no record was read")
    return read


def _paper(visit: Visit) -> ResultPaper:
    if visit.paper is None:
        raise BugError("no paper was read")
    return visit.paper


def _case_of_paper(visit: Visit) -> tuple[FiledCase, CaseResult]:
    wanted = _paper(visit).sha256
    for case in _read(visit).release.record.cases or ():
        if case.result is not None and case.result.sha256 == wanted:
            return case, case.result
    raise BugError("the paper is of no case of this person")
