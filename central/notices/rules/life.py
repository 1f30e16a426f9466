"""What time brings: the pension age comes near, and terms within which something has to be filed run out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import lru_cache, partial

from central.notices.rules.rule import fills
from central.notices.rules.stages import end_of, stage, working_days
from central.notices.subject import Due, Subject, Values
from kiosk.benefits.months import PartialDate
from kiosk.benefits.parameters import shipped_book
from kiosk.benefits.retirement import Sex
from kiosk.clock import day_text
from kiosk.contract.records import BenefitKind, Fund
from kiosk.reminders.legal_dates import Stretch, ends, limit_on, pension_filing

_OF_SURVIVORS = frozenset(
    {BenefitKind.FUNERAL, BenefitKind.SURVIVORS_MONTHLY, BenefitKind.SURVIVORS_LUMP_SUM}
)


@fills("begins", "file_from")
def pension_near(who: Subject, day: date, stages: list[int]) -> Iterator[Due]:
    """The usual age comes near for somebody who has paid and draws no pension yet (L41 Art. 69, 79)."""
    if who.draws_pension or not any(
        {Fund.COMPULSORY, Fund.VOLUNTARY} & set(each.funds) for each in who.contributions
    ):
        return
    filing = _filing(who.sex, PartialDate(who.born.month.first_day), day)
    left = (filing.last - day).days
    reached = stage(left, stages)
    if reached is not None:
        values: Values = {"begins": day_text(filing.last), "file_from": day_text(filing.first)}
        yield Due(f"{filing.last}:{reached}", lambda: values, until=end_of(filing.last))


@lru_cache(maxsize=4096)
def _filing(sex: Sex, born: PartialDate, day: date) -> Stretch:
    """The same for all who were born in a month."""
    return pension_filing(sex, born, day, shipped_book())


@fills("day", "serial")
def claim_ending(
    who: Subject, day: date, *, limit: str, documents: list[str], stages: list[int], scheme: str
) -> Iterator[Due]:
    """A certificate was not claimed with yet, and the term for it runs out. ``scheme``: for whom, by what was
    paid last (any: for everybody).
    """
    if scheme != "any" and _last_scheme(who) != scheme:
        return
    for each in who.documents:
        if each.kind not in documents or each.state != "valid":
            continue
        since = each.to_day or each.issued_on
        last = ends(limit_on(limit, since), since, working_days()).date
        reached = stage((last - day).days, stages)
        if reached is not None:
            values: Values = {"day": day_text(last), "serial": each.serial}
            yield Due(f"{each.serial}:{reached}", partial(dict, values), until=end_of(last))


@fills("day")
def survivors_ending(who: Subject, day: date, stages: list[int]) -> Iterator[Due]:
    """A close relative has died, and nothing of what survivors can ask for was decided (L41 Art. 91)."""
    for died_on in who.deaths:
        last = ends(limit_on("death", died_on), died_on, working_days()).date
        reached = stage((last - day).days, stages)
        has = any(each.kind in _OF_SURVIVORS and each.decided_on >= died_on for each in who.benefits)
        if reached is not None and not has:
            values: Values = {"day": day_text(last)}
            yield Due(f"{died_on}:{reached}", partial(dict, values), until=end_of(last))


def _last_scheme(who: Subject) -> str | None:
    newest = max(
        (each for each in who.contributions if {Fund.COMPULSORY, Fund.VOLUNTARY} & set(each.funds)),
        key=lambda each: each.to_month,
        default=None,
    )
    if newest is None:
        return None
    return Fund.VOLUNTARY.value if Fund.VOLUNTARY in newest.funds else Fund.COMPULSORY.value
