"""What central has told of the person's record in this visit. In memory only."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from pydantic import JsonValue

from kiosk.contract.finding import Finding
from kiosk.contract.records import Found, Release, Section
from kiosk.records.figures import figures_of
from kiosk.records.missing import MissingStretch, missing_stretches


@dataclass(slots=True)
class ReadRecord:
    """``sections``: what was asked for; some of it may be withheld. ``number``: of whom, 12 digits."""

    grant_id: UUID
    number: str = field(repr=False)
    sections: frozenset[Section]
    release: Release = field(repr=False)
    _figures: tuple[date, dict[str, JsonValue]] | None = field(default=None, repr=False, compare=False)
    _gaps: tuple[date, tuple[MissingStretch, ...]] | None = field(default=None, repr=False, compare=False)

    def figures(self, today: date) -> dict[str, JsonValue]:
        """What it fills into a calculator's questions; worked out once a day, for it is asked for often."""
        if self._figures is None or self._figures[0] != today:
            self._figures = (today, figures_of(self.release.record, today))
        return self._figures[1]

    def gaps(self, today: date) -> tuple[MissingStretch, ...]:
        """Months that are missing or owed, the first first; worked out once a day too."""
        if self._gaps is None or self._gaps[0] != today:
            self._gaps = (today, missing_stretches(self.release.record, today))
        return self._gaps[1]


@dataclass(frozen=True, slots=True)
class KnownRecord:
    """Whether the register knows the person. ``number``: of whom, 12 digits; ``stated``: the number of a book
    that was asked for too.
    """

    number: str = field(repr=False)
    stated: str | None = field(repr=False)
    finding: Finding = field(repr=False)

    @property
    def is_by_card(self) -> bool:
        """The number of the card suffices: nobody has to state another one."""
        return self.finding.found is Found.NUMBER
