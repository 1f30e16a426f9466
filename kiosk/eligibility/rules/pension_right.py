"""From when on a pension could be drawn, as far as facts tell: also asked where a lump sum meets it."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from kiosk.benefits.calculators.retirement_age import (
    OLD_VOLUNTARY_BEFORE,
    RetirementAgeInput,
    earliest_way,
)
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
    "especially_hazardous_years",
    "occupational_hiv",
    "joined_voluntary",
    "capacity_loss_percent",
    "person_group",
)
MOST_MONTHS_AHEAD = 60  # that voluntary participants may have paid for: five years (L41 Art. 36.2)


def retirement_day(facts: Facts, work: Workings) -> date:
    """The day on which the normal retirement age is full. Raises `UnknownFactsError`."""
    sex, born = sex_and_birth(facts)
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
    asked = retirement_input(facts)
    reached = earliest_way(asked, work.fork()).reached
    months = 0 if reached is None else reached - asked.born.month  # None: at any age
    return add_months(asked.born.counted, months)


def could_draw_pension(facts: Facts, work: Workings) -> bool:
    """On the day of the facts. No where what decides is unknown: this is told, and no condition."""
    try:
        day = pension_day(facts, work)
    except UnknownFactsError:
        return False
    return day is not None and day <= facts.on


def sex_and_birth(facts: Facts) -> tuple[Sex, PartialDate]:
    require(facts, "sex", "born")
    return need(facts.sex, "sex"), need(facts.born, "born")


def retirement_input(facts: Facts) -> RetirementAgeInput:
    """Work of special kinds, loss of capacity and infection count as none unless they are given."""
    sex, born = sex_and_birth(facts)
    return RetirementAgeInput(
        sex=sex,
        born=born,
        hazardous_years=facts.hazardous_years or Fraction(0),
        underground_coal_years=facts.underground_coal_years or Fraction(0),
        difficult_area_years=facts.difficult_area_years or Fraction(0),
        especially_hazardous_years=facts.especially_hazardous_years or Fraction(0),
        occupational_hiv=facts.occupational_hiv or False,
        capacity_loss_percent=facts.capacity_loss_percent or Fraction(0),
        compulsory_months=facts.compulsory_months,
        voluntary_months=facts.voluntary_months,
        joined_voluntary=joined_voluntary(facts),
        person_group=facts.person_group,
    )


def joined_voluntary(facts: Facts) -> date | None:
    """When voluntary insurance began, or the last day on which it can have begun if that is early enough."""
    if facts.joined_voluntary is not None or facts.voluntary_months is None:
        return facts.joined_voluntary
    latest = (Month.of(facts.on) + (MOST_MONTHS_AHEAD - facts.voluntary_months)).first_day
    return latest if latest < OLD_VOLUNTARY_BEFORE else None
