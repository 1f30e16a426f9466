"""What every lump sum asks, and the one after twelve months (L41 Art. 70, 102; N158 Art. 14)."""

from __future__ import annotations

from kiosk.benefits.contributions import LAW_2024
from kiosk.benefits.lump_sum_grounds import (
    CITIZENS_ONLY,
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
from kiosk.eligibility.rules.pension_right import ALL_MONTHS, LOOKS_AT, could_draw_pension


def _has_contributions(facts: Facts, _work: Workings) -> tuple[Finding, ...]:
    return () if months_reach(facts, 1, *ALL_MONTHS) else (no(NO_CONTRIBUTIONS),)


def _not_insured(facts: Facts, _work: Workings) -> tuple[Finding, ...]:
    return (no(STILL_INSURED),) if need(facts.insured_now, "insured_now") else ()


def _citizens_only(facts: Facts, _work: Workings) -> tuple[Finding, ...]:
    """Foreign workers have grounds of their own (Art. 70.2)."""
    return (no(CITIZENS_ONLY),) if facts.foreigner else ()


def _pension_choice(facts: Facts, work: Workings) -> tuple[Finding, ...]:
    """Art. 70.6, 102.5, N158 14.2: who could also draw a pension chooses. Told, and never a refusal."""
    if could_draw_pension(facts, work):
        work.warn(
            "pension_possible",
            "Ông/bà cũng đủ điều kiện hưởng lương hưu hằng tháng và được chọn một trong hai "
            "(Luật 41/2024/QH15, Điều 70 khoản 6, Điều 102 khoản 5; Nghị định 158/2025/NĐ-CP, Điều 14 khoản "
            "2).",
            "A monthly pension is due as well, and you choose between the two.",
        )
    return ()


def _time_before_2025_07(facts: Facts, _work: Workings) -> tuple[Finding, ...]:
    """N158 Art. 14.1.a: time from before the law that no lump sum has used up."""
    left = facts.months_before_2025_07
    if left is None and _longer_than_the_law(facts):
        return ()
    return () if need(left, "months_before_2025_07") else (no(NO_TIME_BEFORE_LAW),)


def _longer_than_the_law(facts: Facts) -> bool:
    """Whether more months were paid than there are from the law until the last one of them."""
    if facts.last_paid_month is None:
        return False
    since_the_law = max(0, facts.last_paid_month - LAW_2024 + 1)
    return (facts.compulsory_months or 0) + (facts.voluntary_months or 0) > since_the_law


def _under_20_years(facts: Facts, work: Workings) -> tuple[Finding, ...]:
    months = 12 * int(work.table("lump_sum")["less_than_years"])
    return (no(TWENTY_YEARS),) if months_reach(facts, months, *ALL_MONTHS) else ()


def _twelve_months_over(facts: Facts, work: Workings) -> tuple[Finding, ...]:
    """Twelve months in a row without contributions, up to the month before the one of filing."""
    first = first_month_after_wait(need(facts.last_paid_month, "last_paid_month"), work)
    if Month.of(facts.on) >= first:
        return ()
    return (not_yet(TWELVE_MONTHS, first.first_day),)


RULES = (
    law_rule("lump_sum.has_contributions", ALL_MONTHS, _has_contributions, NO_CONTRIBUTIONS),
    law_rule("lump_sum.not_insured", ("insured_now",), _not_insured, STILL_INSURED),
    law_rule("lump_sum.citizens_only", ("nationality",), _citizens_only, CITIZENS_ONLY),
    law_rule("lump_sum.pension_choice", LOOKS_AT, _pension_choice, tells=True),
    law_rule(
        "lump_sum.time_before_2025_07",
        ("months_before_2025_07", "last_paid_month", *ALL_MONTHS),
        _time_before_2025_07,
        NO_TIME_BEFORE_LAW,
    ),
    law_rule("lump_sum.under_20_years", ALL_MONTHS, _under_20_years, TWENTY_YEARS),
    law_rule("lump_sum.twelve_months_over", ("last_paid_month",), _twelve_months_over, TWELVE_MONTHS),
)
