"""A record that central has released for this visit. In memory only."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID

from kiosk.contract.records import Release, Section


@dataclass(frozen=True, slots=True)
class ReadRecord:
    """``sections``: what was asked for; some of it may be withheld. ``number``: of whom, 12 digits."""

    grant_id: UUID
    number: str = field(repr=False)
    sections: frozenset[Section]
    release: Release = field(repr=False)
