"""The average of a history: both wage kinds, both schemes, windows, prices, and what is left out."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from tests.kiosk.benefits.asking import ask, reasons, rules, warnings


def _stretch(first: str, last: str, wage: int, kind: str = "employer", **more: object) -> dict[str, object]:
    return {"from": first, "to": last, "scheme": "compulsory", "wage": wage, "wage_kind": kind, **more}


def _voluntary(first: str, last: str, income: int, **more: object) -> dict[str, object]:
    return {"from": first, "to": last, "scheme": "voluntary", "wage": income, **more}


def _average(*stretches: dict[str, object], **facts: object) -> Fraction:
    answer = ask(
        "pension",
        **{"sex": "female", "decided_on": "2026-11-01", "contributions": list(stretches), **facts},
    )
    return Fraction(str(answer.values["average"]))


def _about(value: Fraction) -> Fraction:
    return Fraction(round(value, 2))


def test_employer_wages_follow_prices() -> None:
    assert _average(_stretch("1990-01", "2009-12", 1_000_000)) == _about(
        Fraction("5.81") * 50_000  # 1990 … 1994 share the coefficient of 1994
        + Fraction("5.81") * 200_000
        + Fraction("4.91") * 50_000
        + Fraction("4.65") * 50_000
        + Fraction("4.50") * 50_000
        + Fraction("4.18") * 50_000
        + Fraction("4.01") * 50_000
        + Fraction("4.07") * 50_000
        + Fraction("4.09") * 50_000
        + Fraction("3.94") * 50_000
        + Fraction("3.81") * 50_000
        + Fraction("3.54") * 50_000
        + Fraction("3.27") * 50_000
        + Fraction("3.05") * 50_000
        + Fraction("2.81") * 50_000
        + Fraction("2.29") * 50_000
        + Fraction("2.14") * 50_000
    )


@pytest.mark.parametrize(
    ("joined", "years"),
    [
        ("1994-12-31", 5),
        ("1995-01-01", 6),
        ("2000-12-31", 6),
        ("2001-01-01", 8),
        ("2006-12-31", 8),
        ("2007-01-01", 10),
        ("2015-12-31", 10),
        ("2016-01-01", 15),
        ("2019-12-31", 15),
        ("2020-01-01", 20),
        ("2024-12-31", 20),
        ("2025-01-01", "all"),
    ],
)
def test_the_window_of_state_wages_depends_on_the_first_day(joined: str, years: object) -> None:
    by_state, by_employer = (
        ask("averaging_years", wage_kind=kind, first_joined=joined).as_json()["values"]
        for kind in ("state", "employer")
    )
    assert by_state == {"averaging_years": years}
    assert by_employer == {"averaging_years": "all"}


def test_state_wages_of_the_last_years_at_the_level_of_today() -> None:
    # Joined 2007: the last 10 years, 2016-11 … 2026-10, each in proportion to the base salary of its month.
    old = _stretch("2007-01", "2016-10", 500_000, "state")
    new = _stretch("2016-11", "2026-10", 5_000_000, "state")
    levels = [
        (8, 1_210_000),
        (12, 1_300_000),
        (12, 1_390_000),
        (48, 1_490_000),
        (12, 1_800_000),
        (24, 2_340_000),
    ]
    total = sum(
        (Fraction(months * 5_000_000 * 2_530_000, level) for months, level in levels), Fraction(4 * 5_000_000)
    )
    assert _average(old, new) == _about(total * Fraction(1, 120))


def test_state_wages_of_later_joiners_follow_prices() -> None:
    answer = _average(_stretch("2016-01", "2026-10", 1_000_000, "state"), treaty=True)
    table = ["1.32", "1.28", "1.23", "1.20", "1.16", "1.14", "1.11", "1.07", "1.03", "1"]
    total = sum((12 * Fraction(each) for each in table), Fraction(10))
    assert answer == _about(total * Fraction(1_000_000, 130))


def test_the_whole_career_counts_where_it_averages_more() -> None:
    high = _stretch("2007-01", "2016-10", 20_000_000, "state")
    low = _stretch("2016-11", "2026-10", 1_000_000, "state")
    answer = ask("pension", sex="female", decided_on="2026-11-01", contributions=[high, low])
    assert rules(answer)[:3] == ["average.years", "average.state", "average.state_whole"]


def test_hazardous_years_before_a_lower_wage_are_taken() -> None:
    heavy = _stretch("2007-01", "2022-12", 10_000_000, "state", conditions=["hazardous"])
    light = _stretch("2023-01", "2026-10", 1_000_000, "state")
    answer = ask("pension", sex="female", decided_on="2026-11-01", contributions=[heavy, light])
    assert "average.state_hazardous" in rules(answer)
    # The best ten years in a row are 2007 … 2016, when the base salary was lowest.
    levels = [(12, 450_000), (16, 540_000), (12, 650_000), (12, 730_000), (12, 830_000), (14, 1_050_000)]
    levels += [(34, 1_150_000), (8, 1_210_000)]
    total = sum(Fraction(months * 10_000_000 * 2_530_000, level) for months, level in levels)
    assert answer.values["average"] == str(Decimal(round(total / 120 * 100).numerator) / 100)
    short = {**heavy, "from": "2008-01"}  # exactly 15 years still
    assert "average.state_hazardous" in rules(
        ask("pension", sex="female", decided_on="2026-11-01", contributions=[short, light])
    )
    shorter = {**heavy, "from": "2008-02"}
    assert "average.state_hazardous" not in rules(
        ask("pension", sex="female", decided_on="2026-11-01", contributions=[shorter, light])
    )


def test_heavy_work_may_end_a_month_before_the_pension() -> None:
    # Wages rise with the base salary, so that the last heavy window is the best; only 10/2026 is light.
    heavy = _stretch("2007-01", "2016-09", 1_000_000, "state", conditions=["underground_coal"])
    better = _stretch("2016-10", "2026-09", 9_000_000, "state", conditions=["underground_coal"])
    light = _stretch("2026-10", "2026-10", 1_000_000, "state")
    answer = ask("pension", sex="female", decided_on="2026-11-01", contributions=[heavy, better, light])
    levels = [
        (9, 1_210_000),
        (12, 1_300_000),
        (12, 1_390_000),
        (48, 1_490_000),
        (12, 1_800_000),
        (24, 2_340_000),
    ]
    total = sum((Fraction(months * 9_000_000 * 2_530_000, level) for months, level in levels), Fraction(0))
    total += 3 * 9_000_000
    assert Fraction(str(answer.values["average"])) == _about(total * Fraction(1, 120))


def test_the_years_of_heavy_work_follow_each_other() -> None:
    """N158 Art. 15.2.a: the whole window is heavy work; what lies between better paid does not count."""
    heavy = [
        _stretch("2007-01", "2014-06", 2_000_000, "state", conditions=["hazardous"]),
        _stretch("2014-07", "2016-06", 60_000_000, "state"),
        _stretch("2016-07", "2024-12", 2_000_000, "state", conditions=["hazardous"]),
        _stretch("2025-01", "2026-10", 1_000_000, "state"),
    ]
    answer = ask("pension", sex="female", decided_on="2026-11-01", contributions=heavy)
    assert "average.state_hazardous" not in rules(answer)
    longer = [*heavy[:2], {**heavy[2], "to": "2026-09"}, {**heavy[3], "from": "2026-10"}]
    answer = ask("pension", sex="female", decided_on="2026-11-01", contributions=longer)
    assert rules(answer)[:3] == ["average.years", "average.state", "average.state_hazardous"]
    assert answer.rules[2].inputs["window"] == 120
    # 12/2006 … 09/2026 would hold the well paid years too.
    average = answer.rules[2].result
    assert isinstance(average, Fraction)
    assert average < 60_000_000


def test_one_average_is_named_where_all_are_the_same() -> None:
    """Fewer months than the window (Art. 72.1): the last years are the whole time, and no rule chooses."""
    heavy = _stretch("2016-01", "2025-12", 5_000_000, "state", conditions=["hazardous"])
    answer = ask("pension", sex="female", decided_on="2026-11-01", contributions=[heavy], treaty=True)
    assert [each for each in rules(answer) if each.startswith("average")] == [
        "average.years",
        "average.state",
    ]
    assert answer.rules[1].inputs["window"] == 120


@pytest.mark.parametrize(
    ("first", "joined", "warned"),
    [
        ("2004-09", "2004-09-01", True),
        ("2004-10", "2004-10-01", False),
        ("2004-10", "2004-09-01", False),
        ("2017-01", "2017-01-01", False),
        ("2004-09", "2016-01-01", True),  # the first paid month counts where it is the older one
    ],
)
def test_state_wages_before_the_scale_of_2004_are_said_to_be_unsure(
    first: str, joined: str, *, warned: bool
) -> None:
    parts = [_stretch(first, first, 1_000_000, "state"), _stretch("2018-01", "2026-10", 1_000_000, "state")]
    answer = ask(
        "pension", sex="female", decided_on="2026-11-01", contributions=parts, joined=joined, treaty=True
    )
    assert (("wage_scale_of_2004", None) in warnings(answer)) is warned


def test_the_averages_of_a_mixed_record_are_all_told() -> None:
    """N158 Art. 17.5: the average of each scheme by year, then the common one by months."""
    parts = [_stretch("2011-01", "2019-12", 4_000_000), _voluntary("2020-07", "2026-06", 3_000_000)]
    told = ask("pension", sex="female", decided_on="2026-11-01", contributions=parts).as_json()["rules"]
    assert isinstance(told, list)
    assert [each["id"] for each in told[:3]] == [
        "average.employer",
        "average.voluntary",
        "average.both_schemes",
    ]
    assert told[1]["inputs"]["months"] == 72
    assert told[1]["inputs"]["by_year"][0] == {
        "year": 2020,
        "months": 6,
        "wages": 18_000_000,
        "adjusted": "20880000",
    }
    assert told[2]["inputs"] == {"compulsory_months": 108, "voluntary_months": 72}


def test_both_wage_kinds_are_weighed_by_months() -> None:
    # State 1996–2002 and 2014–2017, employer between: six State years are 01/2001–12/2002 and 2014–2017.
    parts = [
        _stretch("1996-01", "2000-12", 1, "state"),
        _stretch("2001-01", "2002-12", 210_000, "state"),
        _stretch("2003-01", "2013-12", 0),
        _stretch("2014-01", "2017-12", 1_150_000, "state"),
    ]
    answer = ask("pension", sex="female", decided_on="2026-11-01", contributions=parts)
    state = (24 * 2_530_000 + 28 * 2_530_000) + Fraction(14 * 1_150_000 * 2_530_000, 1_210_000)
    state += Fraction(6 * 1_150_000 * 2_530_000, 1_300_000)
    assert answer.values["average"] == str(round(Decimal(int(state / 72 * 132 / 264 * 1000)) / 1000, 2))
    assert "average.both_kinds" in rules(answer)
    assert ("wage_scale_of_2004", None) in warnings(answer)


def test_either_scheme_counts_as_joining() -> None:
    # Voluntary since 2009, State wages since 2019: the last 10 years at the level of today (Art. 72.1, 73.1).
    parts = [_voluntary("2009-01", "2019-01", 3_000_000), _stretch("2019-09", "2026-01", 12_900_000, "state")]
    levels = [(46, 1_490_000), (12, 1_800_000), (19, 2_340_000)]
    state = sum(Fraction(months * 12_900_000 * 2_530_000, level) for months, level in levels)
    income = [
        "2.14", "1.96", "1.65", "1.51", "1.42", "1.36", "1.36", "1.32", "1.28", "1.23",
    ]  # fmt: skip
    voluntary = 3_000_000 * (sum(12 * Fraction(each) for each in income) + Fraction("1.20"))
    assert _average(*parts) == _about((state + voluntary) * Fraction(1, 121 + 77))


def test_voluntary_income_follows_prices_from_2008_on() -> None:
    assert _average(_voluntary("2008-01", "2008-12", 1_000_000), treaty=True) == 2_290_000
    assert _average(_voluntary("2007-01", "2007-12", 1_000_000), treaty=True) == 2_290_000
    assert _average(_voluntary("2008-01", "2008-12", 1_000_000, topped_up=True), treaty=True) == 1_000_000


def test_one_scheme_or_kind_alone_needs_no_common_average() -> None:
    for stretch in (_stretch("2010-01", "2025-12", 1), _voluntary("2010-01", "2025-12", 1)):
        applied = rules(ask("pension", sex="female", decided_on="2026-11-01", contributions=[stretch]))
        assert "average.both_schemes" not in applied
        assert "average.both_kinds" not in applied


def test_months_are_counted_once_and_what_is_left_out_is_said() -> None:
    parts = [
        _voluntary("2010-01", "2024-12", 1_000_000),
        _stretch("2012-01", "2012-12", 9_000_000),
        _stretch("2013-01", "2013-06", 9_000_000, paid=False),
        _stretch("2026-10", "2027-03", 9_000_000),
    ]
    answer = ask("pension", sex="female", decided_on="2026-11-01", contributions=parts)
    assert warnings(answer) == [("future_months", None), ("doubled_months", None)]
    assert [each.en.split(" months")[0] for each in answer.warnings] == ["4", "12"]
    assert [
        each.vi.count(f"{number} tháng") for each, number in zip(answer.warnings, (4, 12), strict=True)
    ] == [1, 1]
    assert answer.values["years"] == "15.5"  # 168 voluntary, 12 and 2 compulsory months
    assert answer.rules[0].inputs["months"] == 14
    by_year = answer.rules[0].inputs["by_year"]
    assert isinstance(by_year, list)
    assert [row["months"] for row in by_year] == [12, 2]
    assert by_year[0]["adjusted"] == 12 * 9_000_000 * Fraction("1.51")
    unpaid = ask("pension", sex="female", decided_on="2026-11-01", contributions=[parts[2]])
    assert warnings(unpaid)[0] == ("unpaid_months", None)
    assert reasons(unpaid) == ["under_15_years"]
