"""What may be read: of whom, by whom, and why. Whoever makes a scope has checked the right to it."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.contract.records import Section
from kiosk.errors import KnownError

EVERYTHING = frozenset(Section)


class RecordError(KnownError):
    """``person_unknown``: nobody in the register has this number. ``entry_unknown``: nothing to replace.
    ``number_taken``: somebody has it already. ``account_unknown``: no account, or more than one, is named so.
    """


@dataclass(frozen=True, slots=True)
class Scope:
    """One reading of one record. Central makes none by itself: it comes from a grant, or from a case that
    staff work on. ``by`` and ``reason`` are for the audit log and hold no personal data.

    ``sees_managed_by_others``: also the sections that are withheld of people whom the Ministry of Defence or
    of Public Security keeps.
    """

    number: str  # personal number, or an alias
    sections: frozenset[Section]
    by: str  # "device:KID" or "staff:ACCOUNT"
    reason: str
    sees_managed_by_others: bool = False

    def __repr__(self) -> str:
        return f"Scope(by={self.by!r}, reason={self.reason!r}, sections={sorted(self.sections)})"
