"""Cases of a death: who died, with what time or benefit, and whom they left."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import strategies as st

from tests.kiosk.benefits.cases.drawing import Cases, Input, averages, days, optional, wages

NO_TIME = [
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
    return child | grown | other


@st.composite
def deaths(draw: st.DrawFn) -> Input:
    died = draw(days() | st.sampled_from([date(2026, 6, 30), date(2026, 6, 5)]))
    case: Input = {
        "died_on": died.isoformat(),
        "deceased": draw(st.sampled_from(["insured", "reserved", "voluntary"]) | st.sampled_from(NO_TIME)),
        "relatives": draw(st.lists(relatives(), max_size=6)),
    }
    months = st.sampled_from([0, 1, 11, 12, 18, 59, 60, 66, 174, 179, 180, 185, 300])
    if case["deceased"] in NO_TIME:
        case["pension"] = draw(wages(500_000))
        if case["deceased"] in {"pensioner", "commune_staff"}:
            case["months_received"] = draw(st.sampled_from([0, 1, 2, 3, 4, 14, 92, 93, 200]))
        if case["deceased"] == "pensioner" and draw(st.booleans()):
            case |= {"compulsory_months": draw(months), "voluntary_months": draw(months)}
        if case["deceased"] == "article_23":
            case |= {"compulsory_months": draw(months), "voluntary_months": draw(months)}
            case["months_left"] = draw(st.integers(0, 200))
        if case["deceased"] == "accident_allowance":
            case["accident_percent"] = draw(st.sampled_from([31, 60, 61, 80]))
    else:
        compulsory = 0 if case["deceased"] == "voluntary" else draw(months)
        voluntary = draw(months)
        before = draw(st.sampled_from([0, 5, 12, 19, 67]))
        case |= {"compulsory_months": compulsory, "voluntary_months": voluntary}
        case |= {"months_before_2014": min(before, compulsory + voluntary), "average": draw(averages())}
        case["amount_paid"] = draw(st.integers(0, 90_000_000)) if compulsory + voluntary else 0
        case["work_accident"] = draw(st.sampled_from([False, False, False, True]))
    case["wish"] = draw(st.sampled_from(["monthly", "monthly", "lump_sum"]))
    case["deaths"] = draw(st.sampled_from([1, 1, 1, 2]))
    case["foreigner"] = draw(st.sampled_from([False] * 5 + [True]))
    return case
