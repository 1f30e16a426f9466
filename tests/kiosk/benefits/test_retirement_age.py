"""Retirement ages: every month of birth against the table of the decree, and each ground for a lower age."""

from __future__ import annotations

import pytest

from kiosk.benefits.months import Month, months_between
from tests.kiosk.benefits.asking import ask, rules, warnings

# NĐ 135/2020, appendix I: born from … to …, age in years and months.
MEN = """
1950-01 1960-12 60 0
1961-01 1961-09 60 3
1961-10 1962-06 60 6
1962-07 1963-03 60 9
1963-04 1963-12 61 0
1964-01 1964-09 61 3
1964-10 1965-06 61 6
1965-07 1966-03 61 9
1966-04 1990-12 62 0
"""
WOMEN = """
1955-01 1965-12 55 0
1966-01 1966-08 55 4
1966-09 1967-04 55 8
1967-05 1967-12 56 0
1968-01 1968-08 56 4
1968-09 1969-04 56 8
1969-05 1969-12 57 0
1970-01 1970-08 57 4
1970-09 1971-04 57 8
1971-05 1971-12 58 0
1972-01 1972-08 58 4
1972-09 1973-04 58 8
1973-05 1973-12 59 0
1974-01 1974-08 59 4
1974-09 1975-04 59 8
1975-05 1990-12 60 0
"""


def _months_of_birth(table: str, sex: str) -> list[tuple[str, Month, int, int]]:
    rows = [line.split() for line in table.split("\n") if line]
    return [
        (sex, born, int(years), int(months))
        for first, last, years, months in rows
        for born in months_between(Month.parse(first), Month.parse(last))
    ]


@pytest.mark.parametrize(
    ("sex", "born", "years", "months"), _months_of_birth(MEN, "male") + _months_of_birth(WOMEN, "female")
)
def test_every_month_of_birth_has_the_age_of_the_decree(
    sex: str, born: Month, years: int, months: int
) -> None:
    values = ask("retirement_age", sex=sex, born=str(born)).values
    reached = born + (12 * years + months)
    assert (values["age_years"], values["age_months"]) == (years, months)
    assert values["reached_in"] == reached
    assert values["pension_from"] == (reached + 1).first_day
    assert values["ground"] == "normal"


def test_an_unknown_month_of_birth_counts_as_january() -> None:
    assert ask("retirement_age", sex="female", born="1970").values == (
        ask("retirement_age", sex="female", born="1970-01-01").values
    )


# Born 01/1968: 62 is normal. Five years less: 55y9m falls in 10/2023, the first year whose lowered age (60y9m
# less 5 years) is reached in it; ten years less: 50 in 01/2018, before the ages rose (NĐ 135, appendix II).
NORMAL, FIVE_LESS, TEN_LESS, SIXTY = (62, 0), (55, 9), (50, 0), (60, 0)


@pytest.mark.parametrize(
    ("facts", "ground", "age"),
    [
        ({"hazardous_years": 15}, "hazardous_or_difficult", FIVE_LESS),
        ({"hazardous_years": "14.9"}, "normal", NORMAL),
        ({"hazardous_years": 8, "difficult_area_years": 7}, "hazardous_or_difficult", FIVE_LESS),
        ({"difficult_area_years": 15}, "hazardous_or_difficult", FIVE_LESS),
        ({"especially_hazardous_years": 15}, "hazardous_or_difficult", FIVE_LESS),
        ({"underground_coal_years": "14.9"}, "normal", NORMAL),
        ({"underground_coal_years": 15}, "underground_coal", TEN_LESS),
        ({"underground_coal_years": 14, "hazardous_years": 1}, "hazardous_or_difficult", FIVE_LESS),
        ({"hazardous_years": 15, "compulsory_months": 179}, "normal", NORMAL),
        ({"capacity_loss_percent": 61, "compulsory_months": 240}, "capacity_61", FIVE_LESS),
        ({"capacity_loss_percent": "80.9", "compulsory_months": 240}, "capacity_61", FIVE_LESS),
        ({"capacity_loss_percent": 60, "compulsory_months": 240}, "normal", NORMAL),
        ({"capacity_loss_percent": 61, "compulsory_months": 239}, "normal", NORMAL),
        ({"capacity_loss_percent": 81, "compulsory_months": 240}, "capacity_81", TEN_LESS),
        ({"person_group": "d"}, "armed_forces", FIVE_LESS),
        ({"person_group": "a"}, "normal", NORMAL),
        ({"person_group": "d", "hazardous_years": 15}, "armed_forces_hazardous", TEN_LESS),
        (
            {"person_group": "đ", "capacity_loss_percent": 61, "compulsory_months": 240},
            "armed_forces_capacity",
            TEN_LESS,
        ),
        ({"person_group": "d", "compulsory_months": 179}, "normal", NORMAL),
        ({"joined_voluntary": "2020-12-31", "voluntary_months": 240}, "old_voluntary", SIXTY),
        ({"joined_voluntary": "2021-01-01", "voluntary_months": 240}, "normal", NORMAL),
        ({"joined_voluntary": "2020-12-31", "voluntary_months": 239}, "normal", NORMAL),
    ],
)
def test_each_ground_gives_its_age(facts: dict[str, object], ground: str, age: tuple[int, int]) -> None:
    answer = ask("retirement_age", sex="male", born="1968-01-20", **facts)
    values = answer.values
    assert values["ground"] == ground
    applied = {each.rule.id: each.result for each in answer.rules}
    assert ground == "normal" or applied[f"retirement.ground.{ground}"] in (True, 60)
    assert (values["age_years"], values["age_months"]) == age
    assert values["reached_in"] == Month(1968, 1) + (12 * age[0] + age[1])


@pytest.mark.parametrize(
    "facts",
    [
        {"occupational_hiv": True, "compulsory_months": 180},
        {"occupational_hiv": True, "compulsory_months": 180, "person_group": "a"},
        {"especially_hazardous_years": 15, "capacity_loss_percent": 61, "compulsory_months": 240},
    ],
)
def test_some_grounds_know_no_age(facts: dict[str, object]) -> None:
    answer = ask("retirement_age", sex="female", born="1990-05-05", **facts)
    values = answer.values
    assert values["reached_in"] is None
    assert values["age_years"] is None
    assert [each.rule.id for each in answer.rules if each.result is True][-1] == (
        f"retirement.ground.{values['ground']}"
    )


def test_assumed_time_is_said() -> None:
    answer = ask("retirement_age", sex="female", born="1990-05-05", occupational_hiv=True)
    assert ("compulsory_months_assumed", None) in warnings(answer)
    implied = ask(
        "retirement_age", sex="female", born="1990-05-05", occupational_hiv=True, hazardous_years=15
    )
    assert warnings(implied) == []
    known = ask("retirement_age", sex="female", born="1990-05-05", hazardous_years=15)
    assert warnings(known) == []
    assert rules(known)[0] == "retirement.ground.hazardous_or_difficult"


@pytest.mark.parametrize(
    ("facts", "without_cut_in"),
    [
        ({}, "2030-01"),
        ({"hazardous_years": 15}, "2023-10"),
        ({"capacity_loss_percent": 61, "compulsory_months": 240}, "2030-01"),
        ({"capacity_loss_percent": 81, "compulsory_months": 240}, "2030-01"),
        ({"capacity_loss_percent": 81, "compulsory_months": 240, "hazardous_years": 15}, "2023-10"),
        (
            {"especially_hazardous_years": 15, "capacity_loss_percent": 61, "compulsory_months": 240},
            "2023-10",
        ),
        ({"underground_coal_years": 15, "capacity_loss_percent": 81, "compulsory_months": 240}, "2018-01"),
        (
            {
                "underground_coal_years": 15,
                "especially_hazardous_years": 15,
                "capacity_loss_percent": 61,
                "compulsory_months": 240,
            },
            "2018-01",
        ),
        (
            {
                "underground_coal_years": "14.9",
                "especially_hazardous_years": 15,
                "capacity_loss_percent": 61,
                "compulsory_months": 240,
            },
            "2023-10",
        ),
        (
            {
                "person_group": "d",
                "especially_hazardous_years": 15,
                "capacity_loss_percent": 61,
                "compulsory_months": 240,
            },
            "2018-01",
        ),
        ({"occupational_hiv": True, "compulsory_months": 180}, "None"),
        ({"joined_voluntary": "2020-12-31", "voluntary_months": 240}, "2028-01"),
        ({"person_group": "d", "capacity_loss_percent": 61, "compulsory_months": 240}, "2023-10"),
        (
            {
                "person_group": "d",
                "capacity_loss_percent": 61,
                "compulsory_months": 240,
                "hazardous_years": 15,
            },
            "2018-01",
        ),
    ],
)
def test_years_early_are_counted_from_the_age_without_reduction(
    facts: dict[str, object], without_cut_in: str
) -> None:
    values = ask("retirement_age", sex="male", born="1968-01-20", **facts).values
    assert str(values["without_cut_in"]) == without_cut_in


@pytest.mark.parametrize(
    ("facts", "years"),
    [
        ({"person_group": "d"}, "15"),
        ({"occupational_hiv": True}, "15"),
        ({"capacity_loss_percent": 61, "hazardous_years": 19}, "20"),
        ({"capacity_loss_percent": 61, "hazardous_years": 20}, None),
        ({"person_group": "a"}, None),
        ({"joined_voluntary": "2020-12-31"}, None),
    ],
)
def test_how_many_compulsory_years_were_assumed(facts: dict[str, object], years: str | None) -> None:
    """L41 Art. 64 asks for 15 of them, Art. 65 for 20; who worked so long in hazard has them."""
    answer = ask("retirement_age", sex="male", born="1968-01-20", **facts)
    said = [each.vi for each in answer.warnings if each.code == "compulsory_months_assumed"]
    assert [f"đủ {years} năm" in sentence for sentence in said] == ([] if years is None else [True])


def test_the_degree_of_reduced_capacity_is_told() -> None:
    """L41 Art. 65.1."""
    for facts in (
        {"capacity_loss_percent": 61},
        {"capacity_loss_percent": 61, "especially_hazardous_years": 15},
    ):
        answer = ask("retirement_age", sex="male", born="1968-01-20", compulsory_months=240, **facts)
        inputs = [each.inputs for each in answer.rules if "percent" in each.inputs]
        assert [each["percent"] for each in inputs] == [61]
        assert [each.get("years") for each in inputs] == [facts.get("especially_hazardous_years")]


def test_the_age_is_that_of_the_year_in_which_it_is_reached() -> None:
    """Labour Code Art. 169.2: the figure named is the one of 2030, not that of the day of asking."""
    answer = ask("retirement_age", sex="male", born="1968-01-20")
    (age,) = (each for each in answer.parameters if each.name == "retirement_age_months_men")
    assert (int(age.number), age.valid_from.year) == (744, 2028)
