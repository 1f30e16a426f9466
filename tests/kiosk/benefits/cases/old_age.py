"""Cases of pensions, ages and what comes where there is no pension."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st

from tests.kiosk.benefits.cases.drawing import Cases, Input, averages, counts, days, optional, texts, wages
from tests.kiosk.benefits.cases.histories import histories, month_ahead_of


@st.composite
def pensions_of_histories(draw: st.DrawFn) -> Input:
    decided = draw(days())
    return {
        "sex": draw(st.sampled_from(["male", "female"])),
        "decided_on": decided.isoformat(),
        "contributions": draw(histories(month_ahead_of(decided))),
    }


def pensions() -> Cases:
    """The short form: months and average."""
    required = {
        "sex": st.sampled_from(["male", "female"]),
        "decided_on": texts(),
        "months": counts(540, 180, 186, 187, 240, 234, 235, 360, 420),
        "average": averages(),
    }
    group = st.sampled_from(["a", "b", "c", "g", "h", "i", "k", "l", "m", "n"])
    joined = st.sampled_from(["2025-06-30", "1998-01-01"])
    cases = optional(
        required,
        person_group=group,
        joined=joined,
        treaty=st.booleans(),
        compulsory_months=counts(540, 240),
    )
    return cases.filter(lambda case: case["months"] > 0).map(_compulsory_within_all)


def _compulsory_within_all(case: Input) -> Input:
    if "compulsory_months" in case:
        case["compulsory_months"] = min(case["compulsory_months"], case["months"])
    return case


def early_pensions() -> Cases:
    required = {
        "sex": st.sampled_from(["male", "female"]),
        "decided_on": texts(),
        "months": counts(480, 240, 246, 247, 360, 420).filter(lambda n: n > 0),
        "average": averages(),
        "early_months": counts(120, 6, 12, 18, 60).filter(lambda n: n > 0),
    }
    return st.fixed_dictionaries(required)


def late_pensions() -> Cases:
    """Whole years after the age: the law does not say how odd months on both sides are parted."""
    required = {
        "sex": st.sampled_from(["male", "female"]),
        "decided_on": texts(),
        "months": counts(600, 360, 366, 420, 427).filter(lambda n: n >= 180),
        "average": averages(),
        "months_after_retirement_age": st.integers(1, 10).map(lambda years: 12 * years),
    }
    return st.fixed_dictionaries(required)


def older_pensions() -> Cases:
    """Under Law 58/2014, of a group without a floor; the short form, for want of older price tables."""
    ends = st.sampled_from(["-01-01", "-05-01", "-06-30", "-12-31"])
    year = st.sampled_from(range(2016, 2025)).map(str)
    months = st.sampled_from([239, 240, 246, 247, 300, 306, 360, 372, 378, 384, 396, 408, 420, 432])
    required = {
        "sex": st.sampled_from(["male", "female"]),
        "decided_on": st.tuples(year, ends).map("".join),
        "months": months | st.integers(230, 520),
        "average": averages(),
        "person_group": st.just("k"),
    }
    return optional(required, early_months=counts(120, 6, 12, 18, 60))


def region_allowances() -> Cases:
    stretch = st.fixed_dictionaries(
        {"months": st.integers(1, 144), "coefficient": st.sampled_from(["0.1", "0.3", "0.5", "0.7", "1.0"])},
        optional={"soldier": st.booleans()},
    )
    required = {
        "sex": st.just("male"),
        "decided_on": texts(),
        "months": st.just(300),
        "average": averages(),
        "region_allowance": st.lists(stretch, min_size=1, max_size=4),
    }
    return st.fixed_dictionaries(required)


def births() -> st.SearchStrategy[str]:
    """Dates, months and years of birth, mostly of those whose age is still rising."""
    year = st.sampled_from(range(1960, 1977)) | st.integers(1955, 1990)
    whole = st.builds(date, year, st.sampled_from(range(1, 13)), st.integers(1, 28)).map(date.isoformat)
    return whole | whole.map(lambda text: text[:7]) | whole.map(lambda text: text[:4])


def retirement_ages() -> Cases:
    required = {"sex": st.sampled_from(["male", "female"]), "born": births()}
    usual = st.fixed_dictionaries(required)
    compulsory = counts(400, 180, 240)
    lowered = optional(
        {**required, "compulsory_months": compulsory},
        hazardous_years=counts(20, 15),
        underground_coal_years=counts(20, 15),
        especially_hazardous_years=counts(20, 15),
        occupational_hiv=st.sampled_from([False, False, True]),
        person_group=st.sampled_from(["a", "b", "d", "đ", "e", "k"]),
        difficult_area_years=counts(20, 15),
        capacity_loss_percent=counts(100, 61, 81),
    )
    joined = st.sampled_from(["2008-03-01", "2020-12-31", "2021-01-01"])
    voluntary = st.fixed_dictionaries(
        {**required, "joined_voluntary": joined, "voluntary_months": counts(300, 240)}
    )
    return usual | lowered | voluntary


def missing_months() -> Cases:
    required = {"months": st.integers(1, 8), "last_wage": wages(2_340_000), "paid_on": texts()}
    return st.fixed_dictionaries(required)


def rises() -> Cases:
    limits = [3_240_740, 3_240_741, 3_240_742, 3_518_518, 3_518_519, 3_500_000, 3_800_000]
    of_2026 = {
        "from": st.just("2026-07-01"),
        "monthly": wages(1_000_000) | st.sampled_from(limits),
        "retired_before_1995": st.booleans(),
    }
    of_2024 = {"from": st.just("2024-07-01"), "monthly": wages(1_000_000)}
    return st.fixed_dictionaries(of_2026) | st.fixed_dictionaries(of_2024)


def joinings() -> Cases:
    years = [1995, 2001, 2007, 2016, 2020, 2025]
    beside = [date(year, 1, 1) + timedelta(days=shift) for year in years for shift in (-1, 0)]
    first = st.sampled_from(beside) | st.dates(date(1980, 1, 1), date(2026, 11, 1))
    kind = st.sampled_from(["state", "employer"])
    return st.fixed_dictionaries({"wage_kind": kind, "first_joined": first.map(date.isoformat)})


def allowances_of_article_23() -> Cases:
    required = {
        "decided_on": texts(),
        "average": averages(),
        "months": counts(185, 6, 12, 174, 179).filter(lambda n: n > 0),
        "months_to_social_pension": st.integers(1, 240),
    }
    return st.fixed_dictionaries(required)


@st.composite
def allowances_by_history(draw: st.DrawFn) -> Input:
    """Mostly of short histories: who has 15 years has a pension."""
    decided = draw(days())
    contributions = draw(histories((decided.year, decided.month)))
    most = draw(st.sampled_from([1, 1, 2, 6]))
    return {
        "decided_on": decided.isoformat(),
        "contributions": contributions[-most:],
        "months_to_social_pension": draw(st.integers(1, 240)),
    }


@st.composite
def social_pensions(draw: st.DrawFn) -> Input:
    on = draw(days())
    age = draw(st.sampled_from([69, 70, 74, 75, 80]))
    born = date(on.year - age, on.month, min(on.day, 28)) + timedelta(days=draw(st.integers(-2, 2)))
    case = optional(
        {}, poor_or_near_poor=st.booleans(), has_other_monthly_benefit=st.sampled_from([False, False, True])
    )
    return {"on": on.isoformat(), "born": born.isoformat(), **draw(case)}


def emigrating_pensioners() -> Cases:
    required = {
        "months_before_2014": counts(360, 6, 12, 18),
        "months_from_2014": counts(160, 6, 12, 18),
        "pension": wages(),
        "months_received": counts(120, 2, 3),
    }
    benefit = st.sampled_from(["pension", "monthly_allowance"])
    return optional(required, benefit=benefit).filter(
        lambda case: case["months_before_2014"] + case["months_from_2014"] >= 180
    )
