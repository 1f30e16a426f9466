"""A copy of somebody's record, for who asked for it while there was no line: what a kiosk gives out.

What the register has on the day on which the copy is made; nothing of it is kept but the paper itself.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from uuid import UUID

from pydantic import ValidationError

from central.books.issuing import BookIssuing
from central.http.problems import ProblemCode
from central.keys.hashing import number_hash
from central.keys.opening import UnusableError
from central.records.reading import Records
from central.records.scope import Scope
from kiosk.clock import VIETNAM_TIME
from kiosk.contract.kinds.record_wish import RecordWishPayload
from kiosk.contract.records import Release, Section
from kiosk.contract.wire import ActContent
from kiosk.documents.contributions import render_contributions
from kiosk.documents.errors import PrintingError, PrintingErrorCode
from kiosk.documents.insurance_card import render_card
from kiosk.records.health_card import tell_card
from kiosk.records.statement import Imprint, card_of, statement_of
from kiosk.records.telling import tell_contributions

_BOOK, _CARD = "book", "insurance_card"
_SECTIONS = {
    _BOOK: frozenset({Section.CONTRIBUTIONS, Section.BENEFITS}),
    _CARD: frozenset({Section.HEALTH}),
}
_STATEMENT = frozenset({Section.CONTRIBUTIONS, Section.HEALTH})
_MADE_BY = "BHXH"


class RecordCopies:
    """``hashing``: the key under which people stand in the list of books."""

    def __init__(
        self,
        records: Records,
        books: BookIssuing,
        *,
        hashing: bytes,
        fonts_folder: Path,
        hotline: str,
        now: Callable[[], datetime],
    ) -> None:
        self._records = records
        self._books = books
        self._hashing = hashing
        self._fonts_folder = fonts_folder
        self._hotline = hotline
        self._now = now

    def pdf_of(self, case_id: UUID, content: ActContent, office_name: str) -> bytes:
        """Raises RecordError ``person_unknown``, PrintingError; UnusableError for an act of another form."""
        wanted, number = _wish_of(content).copied, content.subject_id
        sections = _SECTIONS.get(wanted, _STATEMENT)
        release = self._records.read(Scope(number, sections, "central:copy", f"case {case_id}"))
        imprint = Imprint(self._now(), _MADE_BY, office_name, self._hotline)
        if wanted == _CARD:
            told = tell_card(release, imprint.made_at.astimezone(VIETNAM_TIME).date(), self._hotline)
            return render_card(card_of(told, imprint), self._fonts_folder)
        if wanted == _BOOK and release.record.contributions is not None:
            return self._book(case_id, number, release)
        return self._statement(
            number, release, imprint
        )  # which says so where another authority keeps the book

    @staticmethod
    def is_mailed(content: ActContent) -> bool:
        """By e-mail too, where the person wants that. Raises UnusableError as `pdf_of` does."""
        return _wish_of(content).by_mail

    def _book(self, case_id: UUID, number: str, release: Release) -> bytes:
        book = self._books.issue_for_case(case_id, number_hash(self._hashing, number), release)
        if book is None:  # why stands in the log
            raise PrintingError(PrintingErrorCode.ENGINE_FAILED, "No book can be made now.")
        return book.pdf

    def _statement(self, number: str, release: Release, imprint: Imprint) -> bytes:
        on = imprint.made_at.astimezone(VIETNAM_TIME).date()
        told = tell_contributions(release, on, self._hotline)
        return render_contributions(statement_of(told, release, number, imprint), self._fonts_folder)


def _wish_of(content: ActContent) -> RecordWishPayload:
    try:
        return RecordWishPayload.model_validate(content.payload, strict=False)
    except ValidationError:
        raise UnusableError(ProblemCode.KIND_UNKNOWN) from None
