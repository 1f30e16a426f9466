"""Cases of the lump sum, of every ground."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import strategies as st

from tests.kiosk.benefits.cases.drawing import (
    GRAVE_DISEASES,
    GROUPS,
    LAST_DAY,
    Cases,
    Input,
    averages,
    days,
    texts,
    wages,
)
from tests.kiosk.benefits.cases.histories import histories
from tests.kiosk.benefits.restatement.common import (
    month_before,
    month_of,
    month_text,
    months_from_to,
    months_later,
    next_month,
)

OF_VIETNAMESE = [
    "retirement_age",
    "emigration",
    "grave_illness",
    "severe_incapacity",
    "after_12_months",
    "after_12_months",
    "discharge",
]
OF_FOREIGNERS = [
    "retirement_age",
    "grave_illness",
    "severe_incapacity",
    "leaving_vietnam",
    "contract_ended",
    "permit_expired",
]


@st.composite
def lump_sums_of_histories(draw: st.DrawFn) -> Input:
    asked = draw(days(last=date(2026, 12, 20)))
    decided = min(asked + timedelta(days=draw(st.integers(0, 11))), LAST_DAY)
    until = (asked.year, asked.month)
    for _ in range(draw(st.sampled_from([1, 2, 11, 12, 13, 13, 14, 40]))):
        until = month_before(until)
    foreigner = draw(st.sampled_from([False, False, False, True]))
    contributions = draw(histories(until, foreigner))
    case = {
        "asked_on": asked.isoformat(),
        "decided_on": decided.isoformat(),
        "contributions": contributions,
        **draw(grounds(foreigner)),
    }
    if draw(st.booleans()):
        case["supported"] = [
            {
                "months": len(months_from_to(month_of(stretch["from"]), month_of(stretch["to"]))),
                "group": draw(st.sampled_from(GROUPS)),
                "from": stretch["from"],
            }
            for stretch in contributions
            if stretch["scheme"] == "voluntary" and stretch["from"] >= "2018-01" and stretch.get("paid", True)
        ]
    return case


@st.composite
def whole_careers(draw: st.DrawFn) -> Input:
    """Every year of the table of prices in one average."""
    day = draw(days(last=date(2026, 12, 20)))
    wage, month = st.integers(144_000, 46_000_000), month_before((day.year, day.month))
    later_scheme = st.sampled_from(["compulsory", "voluntary"])
    changes = [(1994, 1), (2003, 7), (2015, 1), next_month(month)]
    contributions = [
        {
            "from": month_text(first),
            "to": month_text(month_before(last)),
            "scheme": draw(later_scheme) if first > (2008, 1) else "compulsory",
            "wage": draw(wage),
        }
        for first, last in pairwise(changes)
    ]
    asked = {"asked_on": day.isoformat(), "decided_on": day.isoformat()}
    return {**asked, "ground": "emigration", "contributions": contributions}


@st.composite
def short_lump_sums(draw: st.DrawFn) -> Input:
    """Less than a year, at every rate that was ever paid; from eleven months on more than the limit."""
    scheme = draw(st.sampled_from(["compulsory", "voluntary"]))
    years = [1996, 2006, 2008, 2009, 2011, 2013, 2020]
    year = draw(st.sampled_from([year for year in years if scheme == "compulsory" or year >= 2008]))
    first = (year, draw(st.sampled_from([1, 9, 11])))
    last = months_later(first, draw(st.sampled_from([0, 5, 9, 10, 10])))
    stretch = {
        "from": month_text(first),
        "to": month_text(last),
        "scheme": scheme,
        "wage": draw(wages(1_500_000)),
    }
    day = draw(texts())
    return {"ground": "emigration", "asked_on": day, "decided_on": day, "contributions": [stretch]}


@st.composite
def grounds(draw: st.DrawFn, foreigner: bool) -> Input:
    """A ground that mostly belongs to the person, with the facts that it asks for."""
    ground = draw(st.sampled_from(OF_FOREIGNERS if foreigner else OF_VIETNAMESE))
    if draw(st.integers(0, 15)) == 7:
        ground = draw(st.sampled_from(OF_VIETNAMESE if foreigner else OF_FOREIGNERS))
    case: Input = {"ground": ground, "foreigner": foreigner}
    mostly, seldom = st.sampled_from([True, True, True, False]), st.sampled_from([False] * 7 + [True])
    if ground != "retirement_age":
        case["pension_eligible"] = draw(mostly if ground == "leaving_vietnam" else seldom)
    case["insured_now"] = draw(seldom)
    if ground == "retirement_age":
        case["retirement_age_reached"] = draw(mostly)
    if ground == "severe_incapacity" and draw(st.booleans()):
        case["capacity_loss_percent"] = draw(st.sampled_from([80, 81, 95]))
        case["very_severe_disability"] = draw(seldom)
    if ground == "discharge" and draw(st.booleans()):
        case["person_group"] = draw(st.sampled_from(["d", "đ", "e", "a"]))
    if ground == "grave_illness":
        case["disease"] = draw(st.sampled_from(GRAVE_DISEASES))
    return case


@st.composite
def lump_sums(draw: st.DrawFn) -> Input:
    """The short form."""
    asked = draw(days(last=date(2026, 12, 20)))
    odd = st.sampled_from([0, 0, 1, 5, 6, 7, 11])
    before = 12 * draw(st.sampled_from([0, 0, 1, 4, 9, 15])) + draw(odd)
    since = 12 * draw(st.sampled_from([0, 0, 1, 5, 9, 12])) + draw(odd)
    if draw(st.integers(0, 7)) == 3:
        since = max(draw(st.sampled_from([179, 180, 10, 11])) - before, 0)
    before, since = (before, since) if before + since else (0, 1)
    last_paid = (asked.year, asked.month)
    for _ in range(draw(st.sampled_from([0, 1, 12, 13, 13, 14, 30]))):
        last_paid = month_before(last_paid)
    case = {
        "asked_on": asked.isoformat(),
        "decided_on": asked.isoformat(),
        "months_before_2014": before,
        "months_from_2014": since,
        "average": draw(averages()),
        "last_paid_month": month_text(last_paid),
        "months_before_2025_07": draw(st.sampled_from([0, before + since, before + since])),
        **draw(grounds(draw(st.sampled_from([False, False, False, True])))),
    }
    if draw(st.integers(0, 5)) == 3:  # beside twenty years, where only they decide
        case |= {"ground": "after_12_months", "foreigner": False, "insured_now": False}
        case |= {"months_from_2014": draw(st.sampled_from([227, 228])), "months_before_2014": 12}
        case |= {"months_before_2025_07": 200, "last_paid_month": "2024-05"}
        before, since = 12, 228
    if before + since < 12:
        case["amount_paid"] = draw(st.integers(100_000, 30_000_000))
    if draw(st.booleans()):
        case["supported"] = draw(st.lists(supports(), min_size=1, max_size=3))
    return case


def supports() -> Cases:
    first = st.sampled_from(["2018-01", "2019-05", "2021-11", "2021-12", "2022-01", "2024-02", "2025-06"])
    required = {"months": st.integers(1, 20), "group": st.sampled_from(GROUPS), "from": first}
    return st.fixed_dictionaries(required)


def keep_or_take() -> Cases:
    """A lump sum of a Vietnamese in 2026, whose fund interest is known, beside what keeping would bring."""
    person = st.fixed_dictionaries(
        {"sex": st.sampled_from(["male", "female"]), "born": st.dates(date(1958, 1, 1), date(1990, 12, 31))},
        optional={"income": wages(1_500_000)},
    )
    taken = (lump_sums_of_histories() | lump_sums()).filter(
        lambda case: case["decided_on"] >= "2026" and not case["foreigner"]
    )
    return st.tuples(taken, person).map(
        lambda both: {**both[0], **both[1], "born": both[1]["born"].isoformat()}
    )
