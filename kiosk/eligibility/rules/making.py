"""How rules are written: what they find, and their row."""

from __future__ import annotations

from datetime import date

from kiosk.benefits.law import Reason
from kiosk.eligibility.answer import Finding, Outcome
from kiosk.eligibility.answer import Reason as Told
from kiosk.eligibility.service import Judge, LawRule


def no(reason: Reason, *alternatives: str) -> Finding:
    """It cannot be filed."""
    return Finding(Told.of(reason), Outcome.NOT_ELIGIBLE, None, alternatives)


def not_yet(reason: Reason, earliest_on: date | None, *alternatives: str) -> Finding:
    """It can be filed later: from that day on, if nothing else changes."""
    return Finding(Told.of(reason), Outcome.NOT_NOW, earliest_on, alternatives)


def ask_staff(reason: Reason, *alternatives: str) -> Finding:
    """An officer decides or files it."""
    return Finding(Told.of(reason), Outcome.STAFF, None, alternatives)


def law_rule(
    name: str,
    looks_at: tuple[str, ...],
    judge: Judge,
    *reasons: Reason,
    staff: tuple[Reason, ...] = (),
    tells: bool = False,
    tells_officers: bool = False,
) -> LawRule:
    """``reasons``: everything against filing that it can give; ``staff``: what it leaves to an officer;
    ``tells``: it warns, too; ``tells_officers``: them as well.
    """
    told = tuple(map(Told.of, (*reasons, *staff)))
    return LawRule(name, looks_at, judge, told, frozenset(each.code for each in staff), tells, tells_officers)
