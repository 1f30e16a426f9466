"""Which figures of the law this kiosk calculates with: those of its release, or newer ones from central.

A received package is kept as it came and verified again whenever it is read, so that nobody changes figures
on the disk. One that does not verify, cannot be read or is older is refused with a reason; what was in use
stays.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from pydantic import ValidationError

from kiosk.benefits.errors import TablesError
from kiosk.benefits.parameters import Edition, ParameterBook, shipped_book
from kiosk.benefits.received import book_of
from kiosk.contract.tables import MAX_TABLES_CHARS, TABLES_TYP, BenefitTables
from kiosk.settings import Settings

if TYPE_CHECKING:
    from local_db.enrolment import Jwk


class LawTables:
    """The book in use is replaced as a whole, from any thread."""

    def __init__(self, settings: Settings) -> None:
        self._file = settings.data_folder / "tables" / "benefits.jws"
        self._received: ParameterBook | None = None
        self.fault: TablesError | None = None  # why what lies on the disk is not used

    @property
    def book(self) -> ParameterBook:
        """The newer of what was shipped and what was received."""
        received, shipped = self._received, shipped_book()
        newer = received is not None and received.edition.number > shipped.edition.number
        return received if newer and received is not None else shipped

    def load(self, keys: Iterable[Jwk]) -> None:
        """Take up what was received before. What is wrong with it stands in ``fault``; nothing is raised."""
        self._received = self.fault = None
        try:
            self._received = _open(self._file.read_text("ascii"), keys)
        except FileNotFoundError:
            return
        except (OSError, UnicodeDecodeError):
            self.fault = TablesError("The received tables cannot be read.", "tables_unreadable")
        except TablesError as error:
            self.fault = error

    def apply(self, package: str, keys: Iterable[Jwk], today: date) -> ParameterBook:
        """Keep a package and use it from now on. Raises `TablesError`; then all stays as it was.

        Codes: ``tables_not_signed``, ``tables_faulty``, ``tables_not_newer``, ``tables_from_the_future``,
        ``tables_not_kept``.
        """
        from local_db.durable_file import write_new_file

        book = _open(package, keys)
        if book.edition.number <= self.book.edition.number:
            raise TablesError(
                f"The tables are number {book.edition.number}; number {self.book.edition.number} is in use.",
                "tables_not_newer",
            )
        if book.edition.issued_on > today:
            raise TablesError(
                f"The tables were issued on {book.edition.issued_on}, after today.", "tables_from_the_future"
            )
        try:
            self._file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_new_file(self._file, package.encode("ascii"))
        except OSError:
            raise TablesError("The tables cannot be kept: the disk refuses.", "tables_not_kept") from None
        self._received, self.fault = book, None
        return book


def _open(package: str, keys: Iterable[Jwk]) -> ParameterBook:
    """Raises `TablesError`."""
    from kiosk.sync.pinned_keys import NotSignedError, PinnedKeys

    try:
        if len(package) > MAX_TABLES_CHARS:
            raise NotSignedError
        content = PinnedKeys(keys).open(package.strip(), TABLES_TYP)
    except NotSignedError:
        raise TablesError(
            "The tables are not signed by a key of central that this kiosk knows.", "tables_not_signed"
        ) from None
    try:
        sent = BenefitTables.model_validate_json(content)
    except ValidationError:
        raise TablesError("What was signed is no set of tables.") from None
    return book_of(sent.tables, Edition(sent.number, sent.issued_on))
