"""The grounds of the lump sum (L41 Art. 70, 102; N158 Art. 14), asked as the calculators ask them."""

from __future__ import annotations

from kiosk.benefits.lump_sum_grounds import (
    NO_CONTRIBUTIONS,
    NO_TIME_BEFORE_LAW,
    STILL_INSURED,
    TWELVE_MONTHS,
    TWENTY_YEARS,
    first_month_after_wait,
)
from kiosk.benefits.months import Month
from kiosk.benefits.workings import Workings
from kiosk.eligibility.answer import Finding
from kiosk.eligibility.facts import Facts, months_reach, need
from kiosk.eligibility.rules.making import law_rule, no, not_yet

_ALL_MONTHS = ("compulsory_months", "voluntary_months")


def _has_contributions(facts: Facts, _work: Workings) -> tuple[Finding, ...]:
    return () if months_reach(facts, 1, *_ALL_MONTHS) else (no(NO_CONTRIBUTIONS),)


def _not_insured(facts: Facts, _work: Workings) -> tuple[Finding, ...]:
    return (no(STILL_INSURED),) if need(facts.insured_now, "insured_now") else ()


def _time_before_2025_07(facts: Facts, _work: Workings) -> tuple[Finding, ...]:
    """N158 Art. 14.1.a: time from before the law that no lump sum has used up."""
    left = need(facts.months_before_2025_07, "months_before_2025_07")
    return () if left else (no(NO_TIME_BEFORE_LAW),)


def _under_20_years(facts: Facts, work: Workings) -> tuple[Finding, ...]:
    months = 12 * int(work.table("lump_sum")["less_than_years"])
    return (no(TWENTY_YEARS),) if months_reach(facts, months, *_ALL_MONTHS) else ()


def _twelve_months_over(facts: Facts, work: Workings) -> tuple[Finding, ...]:
    """Twelve months in a row without contributions, up to the month before the one of filing."""
    first = first_month_after_wait(need(facts.last_paid_month, "last_paid_month"), work)
    if Month.of(facts.on) >= first:
        return ()
    return (not_yet(TWELVE_MONTHS, first.first_day),)


RULES = (
    law_rule("lump_sum.has_contributions", _ALL_MONTHS, _has_contributions, NO_CONTRIBUTIONS),
    law_rule("lump_sum.not_insured", ("insured_now",), _not_insured, STILL_INSURED),
    law_rule(
        "lump_sum.time_before_2025_07", ("months_before_2025_07",), _time_before_2025_07, NO_TIME_BEFORE_LAW
    ),
    law_rule("lump_sum.under_20_years", _ALL_MONTHS, _under_20_years, TWENTY_YEARS),
    law_rule("lump_sum.twelve_months_over", ("last_paid_month",), _twelve_months_over, TWELVE_MONTHS),
)
