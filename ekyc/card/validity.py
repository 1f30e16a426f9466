"""Until when an identity card is valid: as printed on the chip, or computed from birth and issue.

The card's QR code carries no date of expiry, but the law fixes it (``data/exchange_ages.toml``).
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources

from ekyc.card.reading import Validity


@dataclass(frozen=True, slots=True)
class ExchangeRule:
    """Ages in whole years at which a card issued from ``issued_from`` on must be exchanged."""

    issued_from: date
    ages: tuple[int, ...]
    years_before: int
    source: str


@cache
def exchange_rules() -> tuple[ExchangeRule, ...]:
    """All rules, the oldest first."""
    path = resources.files("ekyc.card") / "data" / "exchange_ages.toml"
    rows = tomllib.loads(path.read_text(encoding="utf-8"))["rule"]
    rules = [ExchangeRule(r["issued_from"], tuple(r["ages"]), r["years_before"], r["source"]) for r in rows]
    return tuple(sorted(rules, key=lambda rule: rule.issued_from))


def rule_at(date_of_issue: date) -> ExchangeRule:
    """The rule in force on that day; for days before the first rule, the first rule."""
    in_force = [rule for rule in exchange_rules() if rule.issued_from <= date_of_issue]
    return in_force[-1] if in_force else exchange_rules()[0]


def birthday_in(date_of_birth: date, year: int, *, leap_day_becomes: tuple[int, int] = (3, 1)) -> date:
    """The birthday in ``year``; who was born on 29 February has it on ``leap_day_becomes`` in other years."""
    if (date_of_birth.month, date_of_birth.day) == (2, 29) and not _is_leap(year):
        return date(year, *leap_day_becomes)
    return date_of_birth.replace(year=year)


def computed_expiry(date_of_birth: date, date_of_issue: date) -> date | None:
    """The day the card expires by law, None when it never does. Raises ValueError if issued before birth."""
    return _expiry_from(date_of_birth, date_of_issue, (3, 1), skip=0)


def expiry_candidates(date_of_birth: date, date_of_issue: date) -> tuple[date, ...]:
    """Days that may stand as expiry in the machine readable zone, the likeliest first; for BAC keys.

    The neighbouring exchange age is a candidate too (cards near the two-year limit were treated unlike),
    and for those born on 29 February both 28 February and 1 March.
    """
    leap_days = ((3, 1), (2, 28)) if (date_of_birth.month, date_of_birth.day) == (2, 29) else ((3, 1),)
    found: list[date] = []
    for skip in (0, 1, -1):
        for leap_day in leap_days:
            expiry = _expiry_from(date_of_birth, date_of_issue, leap_day, skip)
            if expiry is not None and expiry not in found:
                found.append(expiry)
    return tuple(found)


def validity_on(today: date, expiry: date | None, *, never_expires: bool = False) -> Validity:
    """A card is valid through its last day. ``expiry`` None without ``never_expires`` means unknown."""
    if never_expires:
        return Validity.NO_EXPIRY
    if expiry is None:
        return Validity.UNKNOWN
    return Validity.VALID if today <= expiry else Validity.EXPIRED


def _expiry_from(
    date_of_birth: date, date_of_issue: date, leap_day: tuple[int, int], skip: int
) -> date | None:
    if date_of_issue < date_of_birth:
        raise ValueError("a card cannot be issued before its holder was born")
    rule = rule_at(date_of_issue)

    def birthday_at(age: int) -> date:
        return birthday_in(date_of_birth, date_of_birth.year + age, leap_day_becomes=leap_day)

    open_ages = [age for age in rule.ages if date_of_issue < birthday_at(age - rule.years_before)]
    index = len(rule.ages) - len(open_ages) + skip
    return birthday_at(rule.ages[index]) if 0 <= index < len(rule.ages) else None


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
