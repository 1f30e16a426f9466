"""Which figures of the law this kiosk calculates with: those of its release, or newer ones from central."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from pydantic import ValidationError

from kiosk.benefits.errors import TablesError
from kiosk.benefits.parameters import Edition, ParameterBook, shipped_book
from kiosk.benefits.received import book_of
from kiosk.clock import VIETNAM_TIME
from kiosk.contract.feed import Files, Topic
from kiosk.packages import Fault, Packages

if TYPE_CHECKING:
    from local_db.feed import KeptEntry


class LawTables:
    """The book in use is replaced as a whole, when `adopt` is called between visits."""

    def __init__(self) -> None:
        self._packages: Packages[ParameterBook | None] = Packages(Topic.BENEFITS, None, load_book)

    @property
    def book(self) -> ParameterBook:
        """That of central where it is newer than the release."""
        return self._packages.current or shipped_book()

    @property
    def faults(self) -> tuple[Fault, ...]:
        """Packages that are not used, and why."""
        return self._packages.faults

    def offer(self, entries: Sequence[KeptEntry], today: date) -> None:
        self._packages.offer(entries, today)

    def adopt(self, today: date) -> bool:
        return self._packages.adopt(today)


def load_book(entry: KeptEntry) -> ParameterBook | None:
    """The figures of a package; None when this release knows newer ones. Raises `TablesError`."""
    if entry.number <= shipped_book().edition.number:
        return None
    try:
        files = Files.model_validate(entry.content).files
    except ValidationError:
        raise TablesError("What was sent is no set of tables.") from None
    issued_on = entry.published_at.astimezone(VIETNAM_TIME).date()
    tables = {name.removesuffix(".toml"): text for name, text in files.items()}
    return book_of(tables, Edition(entry.number, issued_on))
