"""Ages of retirement: BLLĐ 2019 Điều 169; NĐ 135/2020; L41 Điều 64, 65, 98, 101, 141.9."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from tests.kiosk.benefits.restatement.common import Answer, Case, Month, Value, month_text, next_month
from tests.kiosk.benefits.restatement.tables import retirement_age

FIVE_YEARS, TEN_YEARS = 60, 120


def born_on(text: str) -> date:
    """NĐ 158/2025 Điều 12.2: only the year is 1 January, only the month is its first day."""
    parts = [int(part) for part in text.split("-")]
    year, month, day = (*parts, 1, 1)[:3]
    return date(year, month, day)


def month_of_age(born: date, age_in: Callable[[int], int]) -> tuple[Month, int]:
    """The first month in which the person's age in months reaches what that month's year asks."""
    month, age = (born.year, born.month), 0
    while age < age_in(month[0]):
        month, age = next_month(month), age + 1
    return month, age


def normal_age(sex: str, born: date) -> tuple[Month, int]:
    """BLLĐ Điều 169.2: the month of the age and that age in months."""
    return month_of_age(born, lambda year: retirement_age(sex, year))


def lowered_age(sex: str, born: date, lower_by: int) -> tuple[Month, int]:
    """BLLĐ Điều 169.3, L41 Điều 64.1.b, c, 65.1.a, b: lower than the age of that year by so many months."""
    return month_of_age(born, lambda year: retirement_age(sex, year) - lower_by)


def age_before_2021(sex: str, born: date) -> tuple[Month, int]:
    """L41 Điều 141.9: sixty and fifty-five."""
    return month_of_age(born, lambda _year: 60 * 12 if sex == "male" else 55 * 12)


@dataclass(frozen=True)
class Person:
    """What the grounds ask of a person; years of different kinds of work are different years."""

    sex: str
    born: date
    armed: bool  # groups d, đ, e of Điều 2.1
    heavy: int  # hazardous, especially hazardous, underground or in especially difficult areas
    especially: int
    coal: int
    loss: int
    compulsory: int


def person_of(case: Case) -> Person:
    especially, coal = case.get("especially_hazardous_years", 0), case.get("underground_coal_years", 0)
    heavy = case.get("hazardous_years", 0) + case.get("difficult_area_years", 0) + especially + coal
    return Person(
        case["sex"],
        born_on(case["born"]),
        case.get("person_group") in {"d", "đ", "e"},
        heavy,
        especially,
        coal,
        case.get("capacity_loss_percent", 0),
        case.get("compulsory_months", 12 * heavy),
    )


def lower_by(person: Person) -> dict[str, int]:
    """L41 Điều 64, 65: the grounds of a lower age, and by how many months."""
    found = {}
    if person.compulsory >= 180:
        if person.coal >= 15:
            found["underground_coal"] = TEN_YEARS  # 64.1.c
        if person.armed:
            if person.heavy >= 15:
                found["armed_forces_hazardous"] = TEN_YEARS  # 64.2.b
            else:
                found["armed_forces"] = FIVE_YEARS  # 64.2.a
        elif person.heavy >= 15:
            found["hazardous_or_difficult"] = FIVE_YEARS  # 64.1.b
    if person.compulsory >= 240 and person.loss >= 61:
        if person.armed:
            found["armed_forces_capacity"] = TEN_YEARS  # 65.2.a
        elif person.loss >= 81:
            found["capacity_81"] = TEN_YEARS  # 65.1.b
        else:
            found["capacity_61"] = FIVE_YEARS  # 65.1.a
    return found


def at_any_age(case: Case, person: Person) -> str | None:
    """L41 Điều 64.1.d, 64.2.c (HIV at work); 65.1.c, 65.2.b (15 especially hazardous years and 61 %)."""
    if case.get("occupational_hiv", False) and person.compulsory >= 180:
        return "occupational_hiv"
    if person.compulsory >= 240 and person.especially >= 15 and person.loss >= 61:
        return "especially_hazardous_capacity"
    return None


def retirement_age_of(case: Case) -> Answer:
    """The earliest age among the grounds; the pension starts on the first of the next month (Điều 101.1)."""
    person = person_of(case)
    ageless = at_any_age(case, person)
    if ageless is not None:
        return Answer("information", values={"age_years": None, "pension_from": None, "ground": ageless})
    ways = {"normal": normal_age(person.sex, person.born)}
    for ground, months in lower_by(person).items():
        ways[ground] = lowered_age(person.sex, person.born, months)
    joined = case.get("joined_voluntary")
    if joined is not None and joined[:7] < "2021-01" and case.get("voluntary_months", 0) >= 240:
        ways["old_voluntary"] = age_before_2021(person.sex, person.born)
    month, age = min(ways.values())
    values: dict[str, Value] = {
        "age_years": age // 12,
        "age_months": age % 12,
        "reached_in": month_text(month),
        "pension_from": month_text(next_month(month)) + "-01",
    }
    grounds = [ground for ground, way in ways.items() if way[0] == month]
    if len(grounds) == 1:
        values["ground"] = grounds[0]
    return Answer("information", values=values)
