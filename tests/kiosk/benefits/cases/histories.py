"""Invented histories month by month: gaps, unpaid stretches, both schemes, both kinds of wage."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from tests.kiosk.benefits.cases.drawing import Input, wages
from tests.kiosk.benefits.restatement.common import Month, month_before, month_text, months_later


@st.composite
def histories(draw: st.DrawFn, until: Month, foreigner: bool = False) -> list[Input]:
    """Stretches without overlap up to ``until``: gaps, unpaid ones, both schemes and both kinds of wage."""
    starts = [(1993, 4), (1996, 11), (1997, 1), (2000, 12), (2006, 12), (2007, 12), (2013, 6), (2015, 12)]
    first = draw(st.sampled_from(starts))
    month = months_later(first, draw(st.sampled_from([0, 1, 2, 13, 50, 110])))
    one_scheme = draw(st.sampled_from(["compulsory", "voluntary", None]))
    one_kind = draw(st.sampled_from(["employer", "state", None]))
    lengths = st.sampled_from([0, 5, 6, 11, 35, 59, 76, 83, 119, 143, 179]) | st.integers(40, 140)
    stretches: list[Input] = []
    for _ in range(draw(st.sampled_from([1, 2, 3, 4, 5, 6]))):
        last = months_later(month, draw(lengths))
        if month < (1995, 1):  # what was paid in before is not known: not as the only months
            last = max(last, (1996, 6))
        if month > until:
            break
        last = min(last, until)
        scheme = one_scheme or draw(st.sampled_from(["compulsory", "voluntary"]))
        if foreigner or month < (2008, 1):
            scheme = "compulsory"
        stretch: Input = {"from": month_text(month), "to": month_text(last), "scheme": scheme}
        stretch["wage"] = draw(wages(1_500_000 if scheme == "voluntary" else 144_000))
        if scheme == "compulsory":
            stretch["wage_kind"] = one_kind or draw(st.sampled_from(["employer", "state"]))
            kinds = [["hazardous"], ["especially_hazardous", "difficult_area"], ["difficult_area"], []]
            if draw(st.booleans()):
                stretch["conditions"] = draw(st.sampled_from(kinds))
        if month >= (1995, 1) and draw(st.integers(0, 9)) == 0:
            stretch["paid"] = False
        elif scheme == "voluntary" and draw(st.integers(0, 9)) == 0:
            stretch["topped_up"] = True
        stretches.append(stretch)
        month = months_later(last, 1 + draw(st.sampled_from([0, 0, 0, 1, 7, 30])))
    if not any(stretch.get("paid", True) for stretch in stretches):
        only = month_text(until)
        stretches = [{"from": only, "to": only, "scheme": "compulsory", "wage": 5_310_000}]
    return stretches


def month_ahead_of(day: date) -> Month:
    return month_before((day.year, day.month))
