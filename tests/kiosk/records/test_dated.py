"""Figures of a record as of a day, against a plain recount month by month and the examples of the law."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.benefits.engine import calculate
from kiosk.benefits.months import Month
from kiosk.contract.records import Fund, PersonRecord, Region, TimeUse
from kiosk.records.dated import DATED_FIGURES, DatedFigure, PaidTo, Until, stood
from kiosk.records.figures import figures_of
from tests.kiosk.records.test_history import number, people
from tests.kiosk.records.test_of_record import EMPLOYER, entry, record

TODAY = date(2026, 11, 20)
DAYS = st.dates(date(2016, 1, 1), date(2027, 6, 30))


def figure(
    name: str,
    told: PersonRecord,
    on: str,
    until: str = "before",
    of: str = "compulsory",
    *,
    in_last: int | None = None,
) -> DatedFigure | None:
    then = stood(
        figures_of(told, TODAY)["record.paid"], PaidTo(of), date.fromisoformat(on), Until(until), in_last
    )
    assert then is not None
    return DATED_FIGURES[name](then)


def value(name: str, told: PersonRecord, on: str, *more: str, in_last: int | None = None) -> object:
    found = figure(name, told, on, *more, in_last=in_last)
    return None if found is None else found.value


def worked(*wages: int, begun: str = "2026-01") -> PersonRecord:
    """One wage a month from ``begun`` on."""
    first = Month.parse(begun)
    return record(
        *(entry(n + 1, str(first + n), str(first + n), wage=wage) for n, wage in enumerate(wages)),
    )


# The month of the event


@pytest.mark.parametrize(
    ("on", "until", "months"),
    [
        ("2026-05-14", "birth", 4),  # T12 Art. 8: a birth before the 15th
        ("2026-05-15", "birth", 5),
        ("2026-05-31", "before", 4),
        ("2026-05-01", "until", 5),
        ("2026-11-20", "birth", 6),  # that month was not paid
        ("2026-01-31", "before", 0),
    ],
)
def test_the_month_of_the_event_counts_as_the_law_says(on: str, until: str, months: int) -> None:
    assert value("paid_months", worked(*[7_000_000] * 6), on, until) == months


def test_the_months_that_a_figure_comes_from_are_named() -> None:
    found = figure("average_wage", worked(*range(1_000_000, 9_000_000, 1_000_000)), "2026-08-20")
    assert found is not None
    assert (str(found.first), str(found.last)) == ("2026-02", "2026-07")
    assert found.value == 4_500_000


# Wages


def test_sick_pay_follows_the_last_month_before_or_the_first_of_all() -> None:
    told = worked(5_000_000, 6_000_000)  # L41 Art. 45.1
    assert value("last_wage", told, "2026-02-10") == 5_000_000
    assert value("last_wage", told, "2026-03-01") == 6_000_000
    assert value("last_wage", told, "2026-01-20") == 5_000_000
    assert value("last_wage", told, "2025-12-20") is None
    returned = record(
        entry(1, "2024-01", "2024-03", wage=4_000_000), entry(2, "2026-05", "2026-06", wage=8_000_000)
    )
    assert value("last_wage", returned, "2026-05-12") == 8_000_000  # the month of the return
    assert value("last_wage", returned, "2026-04-30") == 4_000_000


def test_months_that_are_apart_are_averaged_together() -> None:
    told = record(
        entry(1, "2025-01", "2025-03", wage=6_000_000), entry(2, "2026-01", "2026-03", wage=9_000_001)
    )
    assert value("average_wage", told, "2026-05-01") == 7_500_001  # half up
    assert value("same_wages", told, "2026-05-01") is False
    assert [value(f"wage_{n}", told, "2026-05-01") for n in range(1, 7)] == [6_000_000] * 3 + [9_000_001] * 3


def test_fewer_than_six_months_are_told_by_their_average() -> None:
    told = worked(5_000_000, 6_000_000)
    assert (value("average_wage", told, "2026-05-01"), value("same_wages", told, "2026-05-01")) == (
        5_500_000,
        True,
    )
    assert value("wage_1", told, "2026-05-01") is None


def test_a_wage_that_is_not_known_in_dong_leaves_the_average_to_the_person() -> None:
    told = record(entry(1, "2026-01", "2026-05"), entry(2, "2026-06", "2026-06", currency="USD", wage=900))
    assert value("paid_months", told, "2026-08-01") == 6
    assert [value(name, told, "2026-08-01") for name in ("average_wage", "same_wages", "last_wage")] == [
        None
    ] * 3


def test_what_an_employer_owes_does_not_count() -> None:
    told = record(entry(1, "2026-01", "2026-04"), entry(2, "2026-05", "2026-06", paid=False))
    assert value("paid_months", told, "2026-08-01") == 4


def test_a_benefit_has_used_up_months_of_unemployment_insurance() -> None:
    used = TimeUse(kind="unemployment", from_month="2018-01", to_month="2020-06", decision="1", months_kept=5)
    told = record(
        entry(1, "2018-01", "2020-06"), entry(2, "2025-01", "2026-03", wage=9_000_000), used=(used,)
    )
    assert value("paid_months", told, "2026-03-31", "until", "unemployment") == 15 + 5
    assert value("paid_months", told, "2026-03-31", "until", "unemployment", in_last=24) == 15
    assert value("average_wage", told, "2026-03-31", "until", "unemployment") == 9_000_000


def test_the_last_employer_tells_the_region() -> None:
    there = EMPLOYER.model_copy(update={"region": Region.III})
    told = record(entry(1, "2026-01", "2026-03"), entry(2, "2026-04", "2026-06", employer=there))
    assert value("last_region", told, "2026-03-31", "until", "unemployment") == "1"
    assert value("last_region", told, "2026-07-31", "until", "unemployment") == "3"
    assert value("last_region", told, "2025-12-31", "until", "unemployment") is None


# Everybody, on any day


@cache
def _month_by_month(place: int) -> dict[str, set[int]]:
    """By fund the months that count, with nothing of the program."""
    told = people()[place]
    entries = list(told.contributions or ())
    gone = {each.replaces for each in entries}
    found: dict[str, set[int]] = {fund.value: set() for fund in Fund}
    for each in entries:
        if each.number in gone or not each.paid:
            continue
        for fund in each.funds:
            found[fund.value] |= set(range(number(each.from_month), number(each.to_month) + 1))
    for use in told.time_used or ():
        used = set(range(number(use.from_month), number(use.to_month) + 1))
        for fund_name in ("compulsory", "voluntary") if use.kind == "lump_sum" else ("unemployment",):
            found[fund_name] -= used
    found["pension"] = found["compulsory"] | found["voluntary"]
    last = 12 * TODAY.year + TODAY.month - 1
    return {name: {month for month in months if month <= last} for name, months in found.items()}


@given(st.integers(0, 300), DAYS, st.sampled_from(["compulsory", "pension"]), st.sampled_from([None, 12, 24]))
def test_counts_are_those_of_a_plain_recount(place: int, on: date, of: str, in_last: int | None) -> None:
    told, own = people()[place], 12 * on.year + on.month - 1
    paid = _month_by_month(place)[of]
    if not paid:
        return
    for until, last in (
        ("before", own - 1),
        ("until", own),
        ("birth", own if on.day >= 15 and own in paid else own - 1),
    ):
        first = 0 if in_last is None else last - in_last + 1
        assert value("paid_months", told, on.isoformat(), until, of, in_last=in_last) == sum(
            first <= month <= last for month in paid
        )


@given(st.integers(0, 300), DAYS)
def test_a_birth_has_the_months_that_the_calculator_finds_itself(place: int, on: date) -> None:
    """Told all months, the calculator of the law counts the same ones."""
    on = max(on, date(2025, 7, 1))
    paid = sorted(_month_by_month(place)["compulsory"])
    if not paid:
        return
    months = [f"{month // 12}-{month % 12 + 1:02}" for month in paid]
    asked = {"birth_on": on.isoformat(), "average": 7_000_000, "contributed": months}
    answer = calculate("maternity", asked, TODAY)
    told = value("paid_months", people()[place], on.isoformat(), "birth", "compulsory", in_last=12)
    assert told == answer.values["months_in_window"]
