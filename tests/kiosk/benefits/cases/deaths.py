"""Cases of a death: who died, with what time or benefit, and whom they left."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import strategies as st

from tests.kiosk.benefits.cases.drawing import Cases, Input, averages, days, optional, wages

HOLDERS = [
    "pensioner",
    "pensioner",
    "pensioner",
    "loss_of_capacity",
    "commune_staff",
    "expired_loss_of_capacity",
    "rubber_worker",
    "accident_allowance",
    "article_23",
]


def relatives() -> Cases:
    adults = st.dates(date(1950, 1, 1), date(1980, 12, 31))
    beside_18 = ["2008-06-30", "2008-07-01", "2008-07-02", "2008-08-01"]  # at the deaths drawn in June 2026
    children = st.sampled_from([*beside_18, "2020-01", "2015", "1999"])
    facts: dict[str, st.SearchStrategy[Any]] = {
        "income": st.sampled_from([0, 0, 2_339_999, 2_340_000, 2_529_999, 2_530_000]),
        "alone": st.booleans(),
        "capacity_loss_percent": st.sampled_from([0, 80, 81]),
        "insured_wage": st.sampled_from([False, False, True]),
        "supported": st.sampled_from([True, True, False]),
    }
    relation = st.sampled_from(["wife", "husband", "mother", "father", "mother_in_law", "father_in_law"])
    grown = optional({"relation": relation, "born": adults.map(date.isoformat)}, **facts)
    other = optional(
        {
            "relation": st.just("other"),
            "born": adults.map(date.isoformat),
            "sex": st.sampled_from(["male", "female"]),
        },
        **facts,
    )
    child = optional({"relation": st.just("child"), "born": children}, **facts)
    return child | child | grown | other


@st.composite
def _deaths(draw: st.DrawFn, deceased: list[str]) -> Input:
    died = draw(days() | st.sampled_from([date(2026, 6, 30), date(2026, 6, 5)]))
    few_or_many = st.sampled_from([0, 1, 1, 5])
    return {
        "died_on": died.isoformat(),
        "deceased": draw(st.sampled_from(deceased)),
        "relatives": draw(st.lists(relatives(), min_size=draw(few_or_many), max_size=7)),
        "wish": draw(st.sampled_from(["monthly", "monthly", "monthly", "lump_sum"])),
        "deaths": draw(st.sampled_from([1, 1, 1, 2])),
        "foreigner": draw(st.sampled_from([False] * 7 + [True])),
    }


def months_paid() -> st.SearchStrategy[int]:
    return st.sampled_from([0, 0, 11, 12, 12, 47, 48, 59, 60, 66, 174, 179, 180, 180, 180, 300])


@st.composite
def deaths_of_contributors(draw: st.DrawFn) -> Input:
    case = draw(_deaths(["insured", "reserved", "voluntary"]))
    compulsory = 0 if case["deceased"] == "voluntary" else draw(months_paid())
    voluntary = draw(months_paid())
    before = min(draw(st.sampled_from([0, 5, 12, 19, 67])), compulsory + voluntary)
    case |= {"compulsory_months": compulsory, "voluntary_months": voluntary, "months_before_2014": before}
    case["average"] = draw(averages())
    case["amount_paid"] = draw(st.integers(0, 90_000_000)) if compulsory + voluntary else 0
    case["work_accident"] = draw(st.sampled_from([False, False, False, True]))
    return case


@st.composite
def deaths_of_holders(draw: st.DrawFn) -> Input:
    case = draw(_deaths(HOLDERS))
    case["pension"] = draw(wages(500_000))
    with_time = case["deceased"] == "article_23" or (case["deceased"] == "pensioner" and draw(st.booleans()))
    if with_time:
        case |= {"compulsory_months": draw(months_paid()), "voluntary_months": draw(months_paid())}
    if case["deceased"] in {"pensioner", "commune_staff"}:
        case["months_received"] = draw(st.sampled_from([0, 1, 2, 3, 4, 14, 92, 93, 200]))
    if case["deceased"] == "article_23":
        case["months_left"] = draw(st.integers(0, 200))
    if case["deceased"] == "accident_allowance":
        case["accident_percent"] = draw(st.sampled_from([31, 60, 61, 80]))
    return case
