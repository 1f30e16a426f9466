"""When a pension can be asked for (L41 Art. 64, 65, 79, 98, 107, 141.9–10; N158 Art. 17.2, 41).

The pension begins on the first day of the month after the one in which the age is full; it is asked for from
twenty days before that day on.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from kiosk.benefits.calculators.pension_side import NOTHING_MISSING, OVER_SIX_MONTHS
from kiosk.benefits.calculators.retirement_age import (
    OLD_VOLUNTARY_AGE,
    OLD_VOLUNTARY_MONTHS,
    REDUCED,
    RetirementAgeInput,
    earliest_way,
)
from kiosk.benefits.law import L41, N158, Reason
from kiosk.benefits.months import Month
from kiosk.benefits.retirement import (
    ARMED_FORCES,
    UNDER_15_YEARS,
    UNDER_20_YEARS_COMPULSORY,
    reaches_retirement_age,
)
from kiosk.benefits.workings import Workings
from kiosk.eligibility.answer import Finding
from kiosk.eligibility.facts import Facts, months_reach, need, require
from kiosk.eligibility.rules.making import law_rule, no, not_yet
from kiosk.eligibility.rules.pension_right import joined_voluntary, retirement_input, sex_and_birth
from kiosk.eligibility.service import LawMoment

DAYS_AHEAD = timedelta(days=20)
REDUCED_CAPACITY_PERCENT = 61
_ALL_MONTHS = ("compulsory_months", "voluntary_months")
_WAITING_AGE = {
    ("waiting_for_pension", "male"): 60,
    ("waiting_for_pension", "female"): 55,
    ("nd_09_1998", "male"): 55,
    ("nd_09_1998", "female"): 50,
}

AGE_NOT_REACHED = Reason(
    "retirement_age_not_reached",
    (L41.article(64), L41.article(98), L41.article(79, 1), L41.article(107, 1)),
    "Chưa đến lúc nộp hồ sơ: lương hưu tính từ tháng sau tháng đủ tuổi, hồ sơ nhận từ 20 ngày trước đó.",
    "Too early: the pension begins the month after the age is reached, and is asked for from 20 days before.",
)
FEW_MONTHS_SHORT = Reason(
    "few_months_short",
    (L41.article(33, 7),),
    "Chỉ còn thiếu tối đa 6 tháng bắt buộc: ông/bà được đóng một lần cho đủ rồi nộp hồ sơ.",
    "At most 6 compulsory months are missing: you may pay them at once and then file.",
)
WAITING_AGE_NOT_REACHED = Reason(
    "waiting_age_not_reached",
    (L41.article(141, 10), N158.article(41)),
    "Chưa đủ tuổi ghi trong quyết định chờ: hồ sơ nhận từ 20 ngày trước tháng được hưởng.",
    "The age of the waiting decision is not reached; it is asked for from 20 days before it begins.",
)
WAITING_UNDER_15_YEARS = Reason(
    "waiting_under_15_years",
    (L41.article(141, 10), N158.article(41, 1)),
    "Người chờ hưởng lương hưu cần đủ 15 năm đóng BHXH.",
    "Who waits for a pension needs 15 years of contributions.",
)


def pension_begins(facts: Facts, work: Workings) -> date | None:
    """The first day of the pension on the ground whose age comes first, whatever is paid; None: at any age.

    Raises `UnknownFactsError`.
    """
    asked = retirement_input(facts)
    if facts.compulsory_months is None and _has_lower_age(asked):
        need(facts.compulsory_months, "compulsory_months")
    way = earliest_way(asked, work)
    return None if way.reached is None else (way.reached + 1).first_day


def _asked_from(facts: Facts, work: Workings) -> date:
    """The first day on which the pension is asked for, by its age. Raises `UnknownFactsError`."""
    sex, born = sex_and_birth(facts)
    normal = _days_ahead(reaches_retirement_age(sex, born, work)[1])
    if facts.on >= normal:
        return normal
    begins = pension_begins(facts, work)
    first = facts.on if begins is None else begins - DAYS_AHEAD
    if facts.on < first and facts.on >= _days_ahead(born.month + 12 * OLD_VOLUNTARY_AGE[sex]):
        _require_old_voluntary(facts)
    return first


def _age(facts: Facts, work: Workings) -> tuple[Finding, ...]:
    first = _asked_from(facts, work)
    return () if facts.on >= first else (not_yet(AGE_NOT_REACHED, first),)


def _years_of_reduced_capacity(facts: Facts, work: Workings) -> tuple[Finding, ...]:
    """Told where these years alone keep somebody from retiring early (Art. 65)."""
    if not _lacking_for_reduced_capacity(facts, work):
        return ()
    return (not_yet(UNDER_20_YEARS_COMPULSORY, _asked_from(facts, work)),)


def _lacking_for_reduced_capacity(facts: Facts, work: Workings) -> int:
    """Compulsory months that would open the pension today; 0 where it is open, or they would not."""
    if not _capacity_reduced(facts) or facts.on >= _asked_from(facts, work):
        return 0
    months = 12 * int(work.table("pension_years")["reduced_capacity"])
    lacking = months - need(facts.compulsory_months, "compulsory_months")
    would_be = replace(facts, compulsory_months=months)
    return lacking if lacking > 0 and facts.on >= _asked_from(would_be, work) else 0


def _require_old_voluntary(facts: Facts) -> None:
    """What opens the age of 60 or 55: twenty voluntary years, begun before 2021 (Art. 141.9)."""
    if need(facts.voluntary_months, "voluntary_months") >= OLD_VOLUNTARY_MONTHS:
        need(joined_voluntary(facts), "joined_voluntary")


def _days_ahead(reached: Month) -> date:
    """Twenty days before the month after ``reached``."""
    return (reached + 1).first_day - DAYS_AHEAD


def _has_lower_age(asked: RetirementAgeInput) -> bool:
    return bool(
        asked.heavy_years
        or asked.occupational_hiv
        or asked.person_group in ARMED_FORCES
        or asked.capacity_loss_percent >= REDUCED_CAPACITY_PERCENT
    )


def _capacity_reduced(facts: Facts) -> bool:
    return (facts.capacity_loss_percent or 0) >= REDUCED_CAPACITY_PERCENT


def _fifteen_years(facts: Facts, work: Workings) -> tuple[Finding, ...]:
    """Art. 64, 98; N158 Art. 17.1: the time of both schemes counts together."""
    months = 12 * int(work.table("pension_years")["normal"])
    return () if months_reach(facts, months, *_ALL_MONTHS) else (no(UNDER_15_YEARS),)


def _few_months_short(facts: Facts, work: Workings) -> tuple[Finding, ...]:
    """Beside the years missing: so few compulsory months that they may be paid at once (Art. 33.7)."""
    most = work.number("missing_compulsory_limit")
    if _fifteen_years(facts, work):
        months = 12 * int(work.table("pension_years")["normal"])
        lacking = months - need(facts.compulsory_months, "compulsory_months")
        return (no(FEW_MONTHS_SHORT),) if lacking <= most else ()
    if 0 < _lacking_for_reduced_capacity(facts, work) <= most:
        return (not_yet(FEW_MONTHS_SHORT, _asked_from(facts, work)),)
    return ()


def _late_after(facts: Facts, work: Workings) -> date | None:
    """Who went on paying, or was assessed later, has the pension from the month after that (Art. 101.2)."""
    if facts.insured_now:
        return None
    begins = pension_begins(facts, work)
    if begins is None:
        return None
    days = [begins]
    if facts.last_paid_month is not None:
        days.append((facts.last_paid_month + 1).first_day)
    if facts.last_assessed_on is not None and earliest_way(retirement_input(facts), work).ground in REDUCED:
        days.append((Month.of(facts.last_assessed_on) + 1).first_day)
    return max(days)


def _waiting_begins(facts: Facts) -> date:
    require(facts, "holder_of", "sex", "born")
    sex, born = sex_and_birth(facts)
    years = _WAITING_AGE[need(facts.holder_of, "holder_of"), sex]
    return (born.month + (12 * years + 1)).first_day


def _waiting_age(facts: Facts, _work: Workings) -> tuple[Finding, ...]:
    first = _waiting_begins(facts) - DAYS_AHEAD
    return () if facts.on >= first else (not_yet(WAITING_AGE_NOT_REACHED, first),)


def _waiting_years(facts: Facts, work: Workings) -> tuple[Finding, ...]:
    """The decision was given for fifteen years; only a record that says less speaks against it."""
    if need(facts.holder_of, "holder_of") != "waiting_for_pension" or facts.compulsory_months is None:
        return ()
    paid = facts.compulsory_months + (facts.voluntary_months or 0)
    months = 12 * int(work.table("pension_years")["normal"])
    return (no(WAITING_UNDER_15_YEARS),) if paid < months else ()


def _waiting_late_after(facts: Facts, _work: Workings) -> date | None:
    """Art. 79.1 is about pensions; for the allowance of commune staff no time is set."""
    return _waiting_begins(facts) if facts.holder_of == "waiting_for_pension" else None


def _for_survivors(facts: Facts) -> bool:
    return facts.died_on is not None or facts.by == "relative"


def _months_goal(facts: Facts, work: Workings) -> int:
    """Compulsory months wanted: twenty years to retire early with reduced capacity, otherwise fifteen."""
    years = work.table("pension_years")
    normal, reduced = 12 * int(years["normal"]), 12 * int(years["reduced_capacity"])
    if _for_survivors(facts) or not _capacity_reduced(facts):
        return normal
    if need(facts.compulsory_months, "compulsory_months") < normal:
        return normal
    of_age = facts.on >= _asked_from(replace(facts, capacity_loss_percent=None), work)
    return normal if of_age else reduced


def _lacking(facts: Facts, work: Workings) -> int:
    """Compulsory months alone count (L41 Art. 33.7; N158 Art. 21.3.a); voluntary time has its own way."""
    return _months_goal(facts, work) - need(facts.compulsory_months, "compulsory_months")


def _some_missing(facts: Facts, work: Workings) -> tuple[Finding, ...]:
    return () if _lacking(facts, work) > 0 else (no(NOTHING_MISSING),)


def _at_most_six_missing(facts: Facts, work: Workings) -> tuple[Finding, ...]:
    few = _lacking(facts, work) <= work.number("missing_compulsory_limit")
    return () if few else (no(OVER_SIX_MONTHS),)


def _missing_age(facts: Facts, work: Workings) -> tuple[Finding, ...]:
    """For a pension only months may be missing, so the age is looked at as if they were paid."""
    if _for_survivors(facts):
        return ()
    return _age(replace(facts, compulsory_months=_months_goal(facts, work)), work)


_AGE_FACTS = (
    "sex",
    "born",
    "hazardous_years",
    "underground_coal_years",
    "difficult_area_years",
    "especially_hazardous_years",
    "occupational_hiv",
    "capacity_loss_percent",
    "person_group",
    "joined_voluntary",
    *_ALL_MONTHS,
)
_WAITING_FACTS = ("holder_of", "sex", "born")
_MISSING_FACTS = ("by", "died_on", "capacity_loss_percent", "compulsory_months")

RULES = (
    law_rule("pension.fifteen_years", _ALL_MONTHS, _fifteen_years, UNDER_15_YEARS),
    law_rule("pension.few_months_short", _AGE_FACTS, _few_months_short, FEW_MONTHS_SHORT),
    law_rule("pension.age", _AGE_FACTS, _age, AGE_NOT_REACHED),
    law_rule(
        "pension.years_of_reduced_capacity",
        _AGE_FACTS,
        _years_of_reduced_capacity,
        UNDER_20_YEARS_COMPULSORY,
    ),
    law_rule("waiting.age", _WAITING_FACTS, _waiting_age, WAITING_AGE_NOT_REACHED),
    law_rule("waiting.fifteen_years", ("holder_of", *_ALL_MONTHS), _waiting_years, WAITING_UNDER_15_YEARS),
    law_rule("missing_months.some", _MISSING_FACTS, _some_missing, NOTHING_MISSING),
    law_rule("missing_months.at_most_six", _MISSING_FACTS, _at_most_six_missing, OVER_SIX_MONTHS),
    law_rule("missing_months.age", ("by", "died_on", *_AGE_FACTS), _missing_age, AGE_NOT_REACHED),
)
MOMENTS = (
    LawMoment(
        "pension.begins", (*_AGE_FACTS, "insured_now", "last_paid_month", "last_assessed_on"), _late_after
    ),
    LawMoment("waiting.begins", _WAITING_FACTS, _waiting_late_after),
)
