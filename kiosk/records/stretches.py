"""A history stretch by stretch, as book and statement list it: what agrees is told as one, so that a history
reported month by month stays a paper of a few pages.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field, replace

from kiosk.benefits.months import Month
from kiosk.contract.records import Contribution
from kiosk.language import Bilingual, same
from kiosk.records.of_record import in_force
from kiosk.records.telling import entry_words, load_telling, money, month_text

_MOST = 220  # one behind the other; of more those of one employer are told together


@dataclass(frozen=True, slots=True)
class Stretch:
    """Months in a row at one place. ``where`` is empty where the person paid."""

    months: Bilingual = field(repr=False)
    where: str = field(repr=False)
    what: Bilingual = field(repr=False)
    wage: Bilingual = field(repr=False)


@dataclass(frozen=True, slots=True)
class _Run:
    """Entries behind one another that differ in nothing that is told, or in the wage only."""

    first: Month
    last: Month
    entry: Contribution = field(repr=False)
    wages: tuple[int, int] = field(repr=False)


def stretches_of(entries: Iterable[Contribution]) -> tuple[Stretch, ...]:
    """Of the entries in force, in the order in which they begin."""
    entries = sorted(in_force(entries), key=lambda each: (each.from_month, each.number))
    runs = _runs(entries, _as_told)
    if len(runs) > _MOST:
        runs = _runs(entries, _by_employer)
    return tuple(map(_stretch, runs))


def _as_told(entry: Contribution) -> Hashable:
    return (*_by_employer(entry), entry.position, entry.wage, entry.days_late)


def _by_employer(entry: Contribution) -> tuple[Hashable, ...]:
    code = None if entry.employer is None else entry.employer.code
    return code, entry.funds, entry.paid, entry.currency


def _runs(entries: Iterable[Contribution], key: Callable[[Contribution], Hashable]) -> list[_Run]:
    """In the order in which they begin; two employers in the same months stay apart."""
    found: list[_Run] = []
    newest: dict[Hashable, int] = {}
    for each in entries:
        first, last, of = Month.parse(each.from_month), Month.parse(each.to_month), key(each)
        place = newest.get(of)
        if place is not None and first - found[place].last == 1:
            before = found[place]
            wages = min(before.wages[0], each.wage), max(before.wages[1], each.wage)
            found[place] = replace(before, last=last, wages=wages)
        else:
            newest[of] = len(found)
            found.append(_Run(first, last, each, (each.wage, each.wage)))
    return found


def _stretch(run: _Run) -> Stretch:
    entry = run.entry
    employer = "" if entry.employer is None else entry.employer.name
    where = " · ".join(filter(None, (employer, entry.position)))
    ends = dict.fromkeys((month_text(run.first), month_text(run.last)))
    return Stretch(same(" – ".join(ends)), where, entry_words(entry), _wage(run))


def _wage(run: _Run) -> Bilingual:
    least, most = (money(each, run.entry.currency) for each in run.wages)
    if not run.wages[1]:
        return same("")
    if least == most:
        return most
    words = load_telling().wages
    return Bilingual(
        vi=words.vi.format(least=least.vi, most=most.vi), en=words.en.format(least=least.en, most=most.en)
    )
