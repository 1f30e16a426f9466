"""Cases of sickness, convalescence and unemployment."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st

from tests.kiosk.benefits.cases.drawing import Cases, Input, averages, counts, days, optional, texts, wages
from tests.kiosk.benefits.restatement.common import month_before, month_text


def halves(most: int) -> st.SearchStrategy[str]:
    """Decimal strings of days and half days."""
    return st.integers(1, 2 * most).map(lambda n: f"{n // 2}.5" if n % 2 else str(n // 2))


def sicknesses() -> Cases:
    required = {
        "wage": wages(2_340_000),
        "kind": st.sampled_from(["own", "own_long_term_beyond_quota"]),
        "years_paid": counts(40, 15, 30),
        "days": halves(80),
    }
    taken = st.sampled_from([0, 0, 20, 29, 30, 31, 39, 41, 49, 50, 59, 60, 69, 70])
    own = {**required, "kind": st.just("own"), "conditions": st.sampled_from(["normal", "hazardous"])}
    mine = optional(own, days_taken_this_year=taken) | st.fixed_dictionaries(required)
    armed = optional({**required, "kind": st.just("own")}, armed_forces=st.booleans())
    return mine | armed


@st.composite
def sick_children(draw: st.DrawFn) -> Input:
    """One child for long or two for some days: which days count for whom, the law leaves open beyond that."""
    first = draw(st.dates(date(2026, 3, 1), date(2026, 3, 15)))
    children = []
    number = draw(st.sampled_from([1, 2]))
    for _ in range(number):
        begin = first + timedelta(days=draw(st.integers(0, 5)))
        end = begin + timedelta(days=draw(st.integers(0, 9 if number == 2 else 32)))
        age = draw(st.sampled_from([0, 1, 2, 3, 4, 6, 7]))
        children.append({"age_years": age, "from": begin.isoformat(), "to": end.isoformat()})
    rest = draw(st.sampled_from([["sunday"], ["saturday", "sunday"], ["wednesday"]]))
    wage = draw(wages(2_340_000))
    return {"wage": wage, "kind": "child", "years_paid": 5, "children": children, "weekly_rest": rest}


@st.composite
def sicknesses_by_dates(draw: st.DrawFn) -> Input:
    first = draw(st.dates(date(2026, 3, 1), date(2026, 4, 1)) | st.dates(date(2026, 4, 28), date(2026, 7, 1)))
    case: Input = {
        "from": first.isoformat(),
        "to": (first + timedelta(days=draw(st.integers(0, 20)))).isoformat(),
    }
    case["weekly_rest"] = draw(st.sampled_from([["sunday"], ["saturday", "sunday"]]))
    return {"wage": draw(wages(2_340_000)), "kind": "own", "years_paid": draw(st.integers(0, 35)), **case}


def convalescences() -> Cases:
    required = {
        "after": st.sampled_from(["sickness_long_term", "sickness_surgery", "sickness_other"]),
        "days": st.integers(1, 12),
        "from": texts(),
    }
    births_ = st.sampled_from(["birth_multiple", "birth_surgery", "birth_other", "pregnancy_loss"])
    return optional(required, days_taken_this_year=st.integers(0, 12)) | st.fixed_dictionaries(
        {**required, "after": births_}
    )


@st.composite
def unemployments(draw: st.DrawFn) -> Input:
    ended = draw(days(date(2025, 8, 1)))
    required = {
        "average": averages() | st.integers(27_000_000, 90_000_000).map(str),
        "months": st.sampled_from([11, 12, 35, 36, 37, 47, 48, 60, 143, 144, 160]) | st.integers(1, 200),
        "region": st.sampled_from(["I", "II", "III", "IV"]),
    }
    seldom = st.sampled_from([False] * 15 + [True])
    last_paid = st.sampled_from([(ended.year, ended.month), month_before((ended.year, ended.month))])
    case = optional(
        required,
        asked_on=st.integers(0, 95).map(lambda later: (ended + timedelta(days=later)).isoformat()),
        last_paid_month=last_paid.map(month_text),
        months_in_window=st.sampled_from([11, 12, 12, 20, 24, 24]),
        unlawful_termination=seldom,
        pension_eligible=seldom,
        works_again=seldom,
    )
    return {"ended_on": ended.isoformat(), **draw(case)}
