"""From when on a pension could be drawn, as far as facts tell: asked where a lump sum and a pension meet."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from kiosk.benefits.calculators.retirement_age import RetirementAgeInput, calculate
from kiosk.benefits.months import Month, PartialDate, add_months
from kiosk.benefits.retirement import Sex, reaches_retirement_age
from kiosk.benefits.workings import Workings
from kiosk.eligibility.facts import Facts, UnknownFactsError, months_reach, need, require

ALL_MONTHS = ("compulsory_months", "voluntary_months")
LOOKS_AT = (
    *ALL_MONTHS,
    "sex",
    "born",
    "hazardous_years",
    "underground_coal_years",
    "difficult_area_years",
    "capacity_loss_percent",
    "person_group",
)
_NONE = Fraction(0)


def retirement_day(facts: Facts, work: Workings) -> date:
    """The day on which the normal retirement age is full. Raises `UnknownFactsError`."""
    sex, born = _sex_and_birth(facts)
    age, _ = reaches_retirement_age(sex, born, work)
    return add_months(born.counted, age)


def pension_years_reached(facts: Facts, work: Workings) -> bool:
    """15 years, of both schemes together (L41 Art. 64, 98). Raises `UnknownFactsError`."""
    return months_reach(facts, int(12 * work.table("pension_years")["normal"]), *ALL_MONTHS)


def pension_day(facts: Facts, work: Workings) -> date | None:
    """The day on which age and years are enough for a pension, a lower age included (L41 Art. 64, 65, 98).

    None: the years are too few, whatever the age. Raises `UnknownFactsError`.
    """
    if not pension_years_reached(facts, work):
        return None
    sex, born = _sex_and_birth(facts)
    asked = RetirementAgeInput(
        sex,
        born,
        hazardous_years=facts.hazardous_years or _NONE,
        underground_coal_years=facts.underground_coal_years or _NONE,
        difficult_area_years=facts.difficult_area_years or _NONE,
        capacity_loss_percent=facts.capacity_loss_percent or _NONE,
        compulsory_months=facts.compulsory_months or 0,
        person_group=facts.person_group,
    )
    reached = calculate(asked, work.fork("retirement_age")).values["reached_in"]
    months = reached - born.month if isinstance(reached, Month) else 0  # 0: at any age
    return add_months(born.counted, months)


def could_draw_pension(facts: Facts, work: Workings) -> bool:
    """On the day of the facts. No where what decides is unknown: this is told, and no condition."""
    try:
        day = pension_day(facts, work)
    except UnknownFactsError:
        return False
    return day is not None and day <= facts.on


def _sex_and_birth(facts: Facts) -> tuple[Sex, PartialDate]:
    require(facts, "sex", "born")
    return need(facts.sex, "sex"), need(facts.born, "born")
