"""What holds for every person: monotone, continuous at half years, sums of parts, nothing negative."""

from __future__ import annotations

import json
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.benefits.figures import decimal_text, half_up, half_years
from kiosk.benefits.months import Month
from kiosk.benefits.workings import Answer
from tests.kiosk.benefits.asking import ask

SEX = st.sampled_from(["male", "female"])
MONTHS = st.integers(180, 560)
AVERAGE = st.decimals(1_000_000, 50_000_000, places=2).map(str)
DAY = st.dates(date(2026, 1, 1), date(2026, 12, 31)).map(date.isoformat)
FEW = settings(max_examples=60, deadline=None)


def _pension(sex: str, months: int, average: str, **facts: object) -> Answer:
    base = {"decided_on": "2026-11-22", "person_group": "k"}  # k: without the floor
    return ask("pension", sex=sex, months=months, average=average, **{**base, **facts})


@FEW
@given(SEX, MONTHS, AVERAGE, st.integers(1, 40))
def test_a_pension_grows_with_months(sex: str, months: int, average: str, more: int) -> None:
    less, later = _pension(sex, months, average), _pension(sex, months + more, average)
    assert later.amounts["monthly"] >= less.amounts["monthly"]
    assert later.amounts["one_off"] >= less.amounts["one_off"]


@FEW
@given(SEX, MONTHS, AVERAGE, st.integers(1, 5_000_000))
def test_a_pension_grows_with_the_wage(sex: str, months: int, average: str, more: int) -> None:
    higher = str(Fraction(average) + more) if "." not in average else decimal_text(Fraction(average) + more)
    assert (
        _pension(sex, months, higher).amounts["monthly"] >= _pension(sex, months, average).amounts["monthly"]
    )


@FEW
@given(SEX, st.integers(30, 90))
def test_no_step_of_half_a_year_is_larger_than_one_percent(sex: str, half: int) -> None:
    rates = [
        Fraction(str(_pension(sex, 6 * half + offset, "10000000").values["rate_percent"]))
        for offset in (0, 1, 6, 7)
    ]
    assert rates == sorted(rates)
    assert rates[1] == rates[2]  # the same half year
    assert all(0 <= after - before <= 1 for before, after in pairwise(rates))


@FEW
@given(SEX, st.integers(240, 560), AVERAGE, st.integers(0, 119))
def test_retiring_a_month_earlier_never_pays(sex: str, months: int, average: str, early: int) -> None:
    now = _pension(sex, months, average, early_months=early + 1).amounts["monthly"]
    assert now <= _pension(sex, months, average, early_months=early).amounts["monthly"]


@FEW
@given(st.integers(0, 300), st.integers(0, 300), st.integers(1, 24))
def test_a_lump_sum_grows_with_months(before: int, since: int, more: int) -> None:
    def total(before_2014: int, from_2014: int) -> int:
        return ask(
            "lump_sum",
            asked_on="2026-11-22",
            decided_on="2026-11-22",
            ground="emigration",
            months_before_2014=before_2014,
            months_from_2014=from_2014,
            average="7000000",
        ).amounts.get("total", 0)

    assert total(before, since + more) >= total(before, since)


@FEW
@given(st.lists(st.booleans(), min_size=1, max_size=12), st.sampled_from([3, 6, 12]), DAY)
def test_a_household_pays_the_sum_of_its_members(other: list[bool], months: int, day: str) -> None:
    members = [{"other_card": each} for each in other]
    answer = ask("household_health_insurance", paid_on=day, months=months, members=members)
    amounts = answer.values["members"]
    assert isinstance(amounts, list)
    assert abs(sum(amounts) - answer.amounts["total"]) <= len(members)
    assert [amount == 0 for amount in amounts] == other


@FEW
@given(
    st.sampled_from(["poor", "near_poor", "ethnic_minority", "island", "other"]),
    st.sampled_from(["monthly", "3_months", "6_months", "12_months"]),
    st.integers(2_200_000, 46_000_000),
    st.integers(0, 140),
    DAY,
)
def test_a_contribution_is_gross_less_support(
    group: str, method: str, income: int, used: int, day: str
) -> None:
    answer = ask(
        "voluntary_contribution",
        paid_on=day,
        income=income,
        group=group,
        method=method,
        supported_months_used=used,
    )
    amounts = answer.amounts
    assert abs(amounts["gross"] - amounts["support"] - amounts["total"]) <= 1
    assert 0 <= amounts["support"] <= amounts["gross"]


@FEW
@given(st.integers(1, 3), st.integers(0, 30), AVERAGE, st.booleans(), DAY)
def test_a_birth_pays_leave_and_one_off(
    children: int, days: int, average: str, second: bool, day: str
) -> None:
    answer = ask(
        "maternity",
        birth_on=day,
        average=average,
        months_in_last_12=6,
        children=children,
        is_second_child=second,
        extra_leave_days=days,
    )
    amounts = answer.amounts
    assert abs(amounts["leave"] + amounts["one_off"] - amounts["total"]) <= 1


@FEW
@given(st.integers(12, 200), st.integers(0, 24))
def test_unemployment_months_never_shrink(months: int, more: int) -> None:
    def paid(each: int) -> object:
        return ask("unemployment", ended_on="2026-10-31", average=1, months=each, region="I").values[
            "months_paid"
        ]

    first, later = paid(months), paid(months + more)
    assert isinstance(first, int)
    assert isinstance(later, int)
    assert 3 <= first <= later <= 12


_STRETCH = st.builds(
    lambda start, length, scheme, wage, kind: {
        "from": str(Month(2000, 1) + start),
        "to": str(Month(2000, 1) + start + length),
        "scheme": scheme,
        "wage": wage,
        "wage_kind": kind,
    },
    st.integers(0, 300),
    st.integers(0, 120),
    st.sampled_from(["compulsory", "voluntary"]),
    st.integers(500_000, 40_000_000),
    st.sampled_from(["employer", "state"]),
)


@FEW
@given(SEX, st.lists(_STRETCH, min_size=1, max_size=6), DAY)
def test_an_answer_is_json_without_floats_and_explains_itself(
    sex: str, stretches: list[dict[str, object]], day: str
) -> None:
    answer = ask("pension", sex=sex, decided_on=day, contributions=stretches)
    text = json.dumps(answer.as_json(), ensure_ascii=False)
    assert "{" not in "".join(rule.sentence("vi") + rule.sentence("en") for rule in answer.rules)
    json.loads(text, parse_float=_no_float)
    assert all(amount >= 0 for amount in answer.amounts.values())
    if answer.outcome == "amount":
        wages = [int(str(stretch["wage"])) for stretch in stretches]
        average = Fraction(str(answer.values["average"]))
        assert average >= min(wages) - 1  # prices and levels only raise a wage


def _no_float(text: str) -> object:
    raise AssertionError(text)


@given(st.integers(0, 2000))
def test_half_years_by_their_definition(months: int) -> None:
    years, odd = divmod(months, 12)
    part = 0 if odd == 0 else Fraction(1, 2) if odd <= 6 else 1
    assert half_years(months) == years + part


@given(st.fractions(0, 10**9, max_denominator=10**6))
def test_rounding_is_half_up(value: Fraction) -> None:
    rounded = half_up(value)
    assert Fraction(-1, 2) < rounded - value <= Fraction(1, 2)


@given(st.dates(date(1950, 1, 1), date(2030, 1, 1)), st.integers(0, 1200))
def test_months_add_and_subtract(day: date, months: int) -> None:
    month = Month.of(day)
    assert (month + months) - month == months
    assert month.first_day <= day <= month.last_day
    assert Month.parse(str(month)) == month
    assert Month.of(month.last_day + timedelta(days=1)) == month + 1
