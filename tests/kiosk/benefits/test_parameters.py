"""The dated figures: every boundary, what an unsure, outdated or missing one does, and the file format."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest

from kiosk.benefits.engine import calculate
from kiosk.benefits.errors import MissingParameterError
from kiosk.benefits.parameters import Parameter, ParameterBook, parameters_of, shipped_book
from tests.kiosk.benefits.asking import TODAY, ask, reasons, warnings

_ROWS = shipped_book().all()
_DAY = timedelta(days=1)


@pytest.mark.parametrize("row", _ROWS, ids=lambda row: f"{row.name}-{row.valid_from}")
def test_a_value_holds_from_its_day_and_not_before(row: Parameter) -> None:
    book = shipped_book()
    assert book.on(row.name, row.valid_from) is row
    earlier = [each for each in _ROWS if each.name == row.name and each.valid_from < row.valid_from]
    if earlier:
        assert book.on(row.name, row.valid_from - _DAY) is max(earlier, key=lambda each: each.valid_from)
    else:
        with pytest.raises(MissingParameterError):
            book.on(row.name, row.valid_from - _DAY)


@pytest.mark.parametrize("row", _ROWS, ids=lambda row: f"{row.name}-{row.valid_from}")
def test_a_value_says_where_it_comes_from(row: Parameter) -> None:
    assert row.source
    assert row.vi
    assert row.en
    assert row.status in ("settled", "unsure")
    assert row.as_json()["valid_from"] == row.valid_from.isoformat()


def test_no_day_has_two_values() -> None:
    assert len({(row.name, row.valid_from) for row in _ROWS}) == len(_ROWS)


def _total(name: str, key: str, **facts: object) -> int:
    return ask(name, **facts).amounts[key]


@pytest.mark.parametrize(
    ("name", "key", "facts", "day", "change"),
    [
        # Reference level 2,340,000 → 2,530,000 on 01/07/2026.
        ("convalescence", "total", {"after": "birth_other", "days": 1}, "from_", (702_000, 759_000)),
        (
            "health_copayment_ceiling",
            "threshold",
            {"continuous_years": 5, "co_payment_this_year": 0},
            "on",
            (14_040_000, 15_180_000),
        ),
        (
            "household_health_insurance",
            "total",
            {"months": 3, "members": [{}]},
            "paid_on",
            (315_900, 341_550),
        ),
        (
            "survivors",
            "funeral",
            {"deceased": "pensioner", "pension": 1, "months_received": 1},
            "died_on",
            (23_400_000, 25_300_000),
        ),
        ("maternity", "one_off", {"average": 1, "months_in_last_12": 6}, "birth_on", (4_680_000, 5_060_000)),
        (
            "pension",
            "monthly",
            {"sex": "female", "months": 240, "average": 1, "person_group": "a"},
            "decided_on",
            (2_340_000, 2_530_000),
        ),
        # A second child: 6 → 7 months, 5 → 10 days.
        (
            "maternity",
            "leave",
            {"average": 100, "months_in_last_12": 6, "is_second_child": True},
            "birth_on",
            (600, 700),
        ),
        ("paternity", "leave", {"average": 2400, "is_second_child": True}, "birth_on", (500, 1000)),
    ],
)
def test_the_change_of_july_2026_is_felt_on_the_day(
    name: str, key: str, facts: dict[str, object], day: str, change: tuple[int, int]
) -> None:
    totals = [_total(name, key, **facts, **{day: date}) for date in ("2026-06-30", "2026-07-01")]
    assert totals == list(change)


@pytest.mark.parametrize(
    ("day", "support"),
    [("2025-06-30", 33_000), ("2025-07-01", 66_000), ("2026-12-31", 66_000), ("2027-01-01", 96_800)],
)
def test_support_follows_its_decree_and_the_poverty_line(day: str, support: int) -> None:
    answer = ask("voluntary_contribution", paid_on=day, income=2_200_000, group="other", method="monthly")
    assert answer.amounts["support"] == support


@pytest.mark.parametrize(
    ("day", "income", "outcome"),
    [
        ("2021-12-31", 700_000, "amount"),
        ("2021-12-31", 699_999, "rejected"),
        ("2022-01-01", 700_000, "rejected"),
        ("2026-12-31", 1_500_000, "amount"),
        ("2027-01-01", 2_199_999, "rejected"),
        ("2027-01-01", 2_200_000, "amount"),
        ("2026-06-30", 46_800_000, "amount"),
        ("2026-06-30", 46_800_001, "rejected"),
        ("2026-07-01", 50_600_000, "amount"),
        ("2026-07-01", 50_600_001, "rejected"),
    ],
)
def test_floor_and_cap_of_the_income_move_with_their_figures(day: str, income: int, outcome: str) -> None:
    answer = ask("voluntary_contribution", paid_on=day, income=income, group="other", method="monthly")
    assert answer.outcome == outcome


def test_regional_wages_change_with_the_year_of_the_last_month_paid() -> None:
    facts = {"average": 50_000_000, "months": 12, "region": "I"}
    assert _total("unemployment", "monthly", ended_on="2025-12-31", **facts) == 24_800_000
    assert _total("unemployment", "monthly", ended_on="2026-01-01", **facts) == 26_550_000
    paid_before = ask("unemployment", ended_on="2026-01-10", last_paid_month="2025-12", **facts)
    assert paid_before.amounts["monthly"] == 24_800_000


def test_the_price_table_is_that_of_the_year_of_decision() -> None:
    stretch = {"from": "2008-01", "to": "2024-12", "scheme": "compulsory", "wage": 1_000_000}
    facts = {"sex": "female", "contributions": [stretch]}
    table_2025 = [
        2.21,
        2.07,
        1.90,
        1.60,
        1.47,
        1.37,
        1.32,
        1.31,
        1.28,
        1.23,
        1.19,
        1.16,
        1.12,
        1.10,
        1.07,
        1.04,
        1,
    ]
    average = ask("pension", decided_on="2025-12-31", **facts).values["average"]
    assert average == f"{round(sum(table_2025) * 1_000_000 / 17, 2)}"
    assert ask("pension", decided_on="2026-01-01", **facts).values["average"] != average


def test_an_unsure_figure_warns() -> None:
    answer = ask(
        "voluntary_contribution",
        paid_on="2026-11-22",
        income=1_500_000,
        group="other",
        method="years_ahead",
        years=2,
    )
    assert warnings(answer) == [("parameter_unsure", "fund_interest_monthly_percent")]
    assert answer.warnings[0].as_json()["parameter"] == "fund_interest_monthly_percent"


def test_an_outdated_figure_warns() -> None:
    answer = ask("unemployment", ended_on="2027-03-01", average=1, months=12, region="IV")
    assert ("parameter_outdated", "regional_minimum_wage") in warnings(answer)
    answer = ask("unemployment", ended_on="2026-12-31", average=1, months=12, region="IV")
    assert ("parameter_outdated", "regional_minimum_wage") not in warnings(answer)


def test_a_missing_figure_is_said_and_nothing_computed() -> None:
    answer = ask("social_pension", on="2025-06-30", born="1940")
    assert answer.outcome == "rejected"
    assert reasons(answer) == ["parameter_missing"]
    assert warnings(answer) == [("parameter_missing", "social_pension_age")]
    assert answer.amounts == {}


def test_the_answer_names_the_figures_it_used() -> None:
    answer = ask("convalescence", after="birth_other", days=1, from_="2026-07-01")
    used = {parameter.name: parameter.as_json() for parameter in answer.parameters}
    assert used["reference_level"] == {
        "name": "reference_level",
        "value": "2530000",
        "valid_from": "2026-07-01",
        "source": "NĐ 161/2026/NĐ-CP",
        "status": "settled",
    }


def test_newer_figures_make_a_new_book() -> None:
    newer = parameters_of(
        """
        [reference_level]
        vi = "mức tham chiếu"
        en = "reference level"
        [[reference_level.values]]
        valid_from = 2026-12-01
        value = 3000000
        source = "an invented decree"
        status = "settled"
        """
    )
    book = ParameterBook([*shipped_book().all(), *newer])
    facts = {"after": "birth_other", "days": 1, "from": "2026-12-01"}
    assert calculate("convalescence", facts, TODAY, book).amounts == {"total": 900_000}
    assert calculate("convalescence", facts, TODAY).amounts == {"total": 759_000}


def test_tables_and_numbers_are_not_confused() -> None:
    book = shipped_book()
    day = date(2026, 11, 26)
    assert book.on("price_slip", day).table["1994"] == Fraction("5.81")
    with pytest.raises(TypeError):
        _ = book.on("price_slip", day).number
    with pytest.raises(TypeError):
        _ = book.on("reference_level", day).table
