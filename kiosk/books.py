"""The person's electronic book: shown, printed, mailed, left for their phone. Nothing of it is kept."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, Protocol

from kiosk.contract.records import IssuedBook, Section
from kiosk.errors import BugError
from kiosk.language import Language
from kiosk.receipts import get_printer
from kiosk.records.book import ToldBook, tell_book
from kiosk.settings import Settings
from kiosk.visit.mailing import ADDRESS
from kiosk.visit.read_record import ReadRecord
from kiosk.visit.visit import Visit
from kiosk.whereabouts import Surroundings

if TYPE_CHECKING:
    from kiosk.contract.books import BookCopy, BookCopyRequest

BOOK_SECTIONS = frozenset({Section.BOOK})


class BookDesk(Protocol):
    """The part of `RecordDesk` that is needed here."""

    def note_book(self, visit: Visit, how: Literal["printed", "mailed", "copied"]) -> None: ...
    def leave_book(self, request: BookCopyRequest) -> BookCopy: ...


class BookMails(Protocol):
    """The part of `PaperMails` that is needed here."""

    def send_book(self, address: str, language: Language, pdf: bytes) -> None: ...


@dataclass(frozen=True, slots=True)
class ShownBook:
    """``copy_number``: of the copy that central has signed; None where there is none, and nothing to take."""

    told: ToldBook = field(repr=False)
    copy_number: str | None


@dataclass(frozen=True, slots=True)
class PhoneCopy:
    """``address``: where the phone fetches it; whoever has it has the book."""

    address: str = field(repr=False)
    minutes: int


class Books:
    def __init__(
        self,
        settings: Settings,
        around: Surroundings,
        records: BookDesk,
        mails: BookMails,
    ) -> None:
        self._settings = settings
        self._around = around
        self._records = records
        self._mails = mails

    def tell(self, visit: Visit) -> ShownBook:
        """In words, in both languages. BugError before the record was read."""
        context, release = self._around.context(visit), _read(visit).release
        offices = context.reference.offices

        def office_name(code: str) -> str | None:
            found = offices.find_by_code(code)
            return None if found is None else found.name

        told = tell_book(release, context.today, self._settings.office.hotline, office_name)
        return ShownBook(told, None if release.book is None else release.book.number)

    def print_book(self, visit: Visit) -> None:
        """Blocks. Raises `KnownError` when printer or paper are missing. What is printed stands in the audit
        log before.
        """
        from kiosk.documents.printer import Paper

        book, printer = _book(visit), get_printer(self._settings)
        self._records.note_book(visit, "printed")
        printer.print_pdf(book.pdf, "book", Paper.FORM)

    def mail_book(self, visit: Visit) -> None:
        """To the address that was given. Blocks. Raises `KnownError` when central cannot send it now. That it
        is mailed stands in the audit log before.
        """
        book = _book(visit)
        self._records.note_book(visit, "mailed")
        self._mails.send_book(str(visit.mailing.value(ADDRESS)), visit.language, book.pdf)

    def leave_for_phone(self, visit: Visit) -> PhoneCopy:
        """Blocks. Raises `KnownError` when central cannot take it. It stands in the audit log before."""
        from kiosk.contract.books import BookCopyRequest

        request = BookCopyRequest(grant_id=_read(visit).grant_id, pdf=b64encode(_book(visit).pdf))
        self._records.note_book(visit, "copied")
        left = self._records.leave_book(request)
        return PhoneCopy(left.address, max(1, round(left.expires_in_seconds / 60)))


def _read(visit: Visit) -> ReadRecord:
    read = visit.record(BOOK_SECTIONS)
    if read is None:
        raise BugError("no book was read")
    return read


def _book(visit: Visit) -> IssuedBook:
    book = _read(visit).release.book
    if book is None:
        raise BugError("there is no signed book")
    return book
