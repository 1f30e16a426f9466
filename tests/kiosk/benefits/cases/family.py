"""Cases of maternity in both schemes."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st

from tests.kiosk.benefits.cases.drawing import Cases, Input, averages, counts, days, optional, texts, wages
from tests.kiosk.benefits.restatement.common import month_before, month_text, months_from_to


def maternities() -> Cases:
    required = {
        "birth_on": texts(),
        "average": averages(),
        "children": st.integers(1, 4),
        "months_in_last_12": st.sampled_from([2, 3, 5, 6, 6, 7, 9, 12]),
        "total_months": counts(60, 12),
    }
    cases = optional(
        required,
        ordered_rest=st.booleans(),
        extra_leave_days=st.integers(0, 29),
        returned_after_months=st.integers(4, 6),
    )
    second = st.fixed_dictionaries(
        {**required, "children": st.just(1), "is_second_child": st.booleans(), "total_months": st.just(60)}
    )
    return (cases | second).map(_months_that_can_be)


def _months_that_can_be(case: Input) -> Input:
    case["total_months"] = max(case["total_months"], case["months_in_last_12"])
    return case


@st.composite
def maternities_of_histories(draw: st.DrawFn) -> Input:
    birth = draw(days(date(2025, 7, 1)) | st.sampled_from([date(2026, 8, 14), date(2026, 8, 15)]))
    last = (birth.year, birth.month)
    first = last
    for _ in range(26):
        first = month_before(first)
    months = months_from_to(first, last)
    paid = [month for month in months if draw(st.booleans())]
    if not paid:
        paid = [months[0]]
    case = {
        "birth_on": birth.isoformat(),
        "last_six": draw(st.lists(wages(2_340_000), min_size=6, max_size=6)),
        "contributed": [month_text(month) for month in paid],
        "total_months": len(paid) + draw(st.sampled_from([0, 40])),
        "ordered_rest": draw(st.booleans()),
    }
    if draw(st.integers(0, 3)) == 0:
        case["infertility_treatment"] = True
    return case


@st.composite
def adoptions(draw: st.DrawFn) -> Input:
    born = draw(days(date(2025, 7, 1), date(2026, 6, 30)))
    return {
        "handed_over_on": (born + timedelta(days=draw(counts(190, 181, 183)))).isoformat(),
        "child_born_on": born.isoformat(),
        "average": draw(averages()),
        "months_in_last_12": draw(counts(12, 6)),
        "children": draw(st.integers(1, 2)),
        "takes_leave": draw(st.sampled_from([True, True, False])),
    }


@st.composite
def surrogacies(draw: st.DrawFn) -> Input:
    before_a_rise = st.sampled_from([date(2026, 6, 1), date(2026, 6, 25)])  # handed over after it
    birth = draw(days(date(2025, 7, 1), date(2026, 6, 30)) | before_a_rise)
    required = {
        "role": st.sampled_from(["carrier", "intended_mother", "intended_father", "carrier_husband"]),
        "handed_over_on": counts(200, 30, 59, 61, 182).map(
            lambda later: (birth + timedelta(days=later)).isoformat()
        ),
        "months_in_last_12": st.sampled_from([2, 3, 5, 6, 9, 12]),
    }
    case = optional(
        required,
        average=averages(),
        total_months=counts(60, 12).map(lambda months: max(months, 12)),
        ordered_rest=st.booleans(),
        children=st.integers(1, 3),
        carrier_entitled=st.booleans(),
        intended_mother_entitled=st.booleans(),
        intended_father_entitled=st.booleans(),
    )
    return {"birth_on": birth.isoformat(), **draw(case)}


@st.composite
def carers(draw: st.DrawFn) -> Input:
    birth = draw(days(date(2025, 7, 1), date(2026, 7, 31)))
    required = {
        "from": counts(250, 181, 183, 212).map(lambda later: (birth + timedelta(days=later)).isoformat()),
        "average": averages(),
        "mother_entitled": st.booleans(),
    }
    case = optional(required, children=st.integers(1, 3), is_second_child=st.booleans())
    return {"birth_on": birth.isoformat(), **draw(case)}


def visits_before_birth() -> Cases:
    return st.fixed_dictionaries({"average": averages(), "days": st.integers(1, 14)})


def losses() -> Cases:
    early = optional(
        {"average": averages(), "weeks": counts(21, 5, 13), "days": st.integers(1, 60)},
        months_in_last_12=st.integers(0, 12),
    )
    late = st.fixed_dictionaries(
        {
            "average": averages(),
            "weeks": st.integers(22, 40),
            "days": st.just(180),
            "months_in_last_12": counts(12, 3, 6),
            "total_months": st.integers(12, 60),
        }
    )
    return early | late


def contraceptions() -> Cases:
    kind = st.sampled_from(["iud", "sterilisation"])
    return st.fixed_dictionaries({"average": averages(), "kind": kind, "days": st.integers(1, 20)})


def fathers() -> Cases:
    required = {"average": averages(), "birth_on": texts(), "children": st.sampled_from([1, 1, 2, 2, 3, 5])}
    return optional(
        required,
        surgery=st.booleans(),
        before_32_weeks=st.booleans(),
        is_second_child=st.sampled_from([False, False, True]),
        mother_entitled=st.booleans(),
        months_in_last_12=counts(12, 6),
    )


@st.composite
def voluntary_maternities(draw: st.DrawFn) -> Input:
    birth = draw(days(date(2025, 7, 1), date(2026, 9, 30)))
    return {
        "children": draw(st.integers(1, 3)),
        "months_in_last_12": draw(counts(12, 6)),
        "birth_on": birth.isoformat(),
        "asked_on": (birth + timedelta(days=draw(st.integers(1, 60)))).isoformat(),
    }
