"""Cases of voluntary contributions and of the health insurance of households."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from tests.kiosk.benefits.cases.drawing import GROUPS, METHODS, Cases, Input, counts, optional, texts, wages


def voluntary_contributions() -> Cases:
    day = texts() | st.sampled_from(["2026-12-31", "2027-01-01", "2027-02-10"])
    limits = [2_199_999, 2_200_000, 1_499_999, 1_500_000, 46_800_000, 46_800_001, 50_600_000, 50_600_001]
    required = {
        "paid_on": day,
        "income": wages(1_500_000) | st.sampled_from(limits) | st.sampled_from(limits),
        "group": st.sampled_from(GROUPS),
        "method": st.sampled_from(METHODS),
        "years": st.sampled_from([1, 2, 3, 4, 5, 5, 6]),
        "months": counts(60, 1, 60).map(lambda n: n or 61),
        "fund_interest_percent": st.sampled_from(["0.31", "0.5", "0.275", "0"]),
    }
    cases = optional(
        required,
        supported_months_used=counts(120, 60, 84, 117, 119),
        local_support_percent=st.sampled_from(["0", "20", "12.5"]),
        apply_support=st.booleans(),
        months_to_retirement_age=st.sampled_from([0, 0, 1, 2]),
    )
    return cases.map(_only_what_the_method_takes)


def _only_what_the_method_takes(case: Input) -> Input:
    if case["method"] != "years_ahead":
        case.pop("years", None)
    if case["method"] != "missing_months":
        case.pop("months", None)
        case.pop("months_to_retirement_age", None)
    if case["method"] not in {"years_ahead", "missing_months"}:
        case.pop("fund_interest_percent", None)
    return case


def voluntary_refunds() -> Cases:
    required = {
        "paid_on": texts(),
        "income": wages(1_500_000),
        "group": st.sampled_from(GROUPS),
        "method": st.sampled_from(METHODS[1:5]),
        "years": st.integers(2, 5),
        "months_left": counts(61, 1, 3, 6, 12, 24, 60).filter(lambda n: n > 0),
        "fund_interest_percent": st.sampled_from(["0.31", "0.5", "0.275"]),
    }
    cases = optional(required, supported_months_used=counts(120, 84, 90, 117, 119)).map(
        _only_what_the_method_takes
    )
    most = {"3_months": 3, "6_months": 6, "12_months": 12}
    return cases.map(
        lambda case: {
            **case,
            "months_left": min(case["months_left"], most.get(case["method"]) or 12 * case["years"]),
        }
    )


def households() -> Cases:
    member = st.fixed_dictionaries({"other_card": st.sampled_from([False, False, True])})
    required = {
        "paid_on": texts(date(2024, 7, 1)),
        "months": st.sampled_from([3, 6, 12]),
        "members": st.lists(member, min_size=1, max_size=9),
    }
    return optional(
        required, first_time=st.booleans(), days_since_last_card=st.sampled_from([0, 89, 90, 91, 200])
    )


def copayments() -> Cases:
    limits = [14_040_000, 14_040_001, 15_180_000, 15_180_001]
    required = {
        "on": texts(),
        "continuous_years": counts(9, 5),
        "co_payment_this_year": st.integers(0, 30_000_000) | st.sampled_from(limits),
    }
    return st.fixed_dictionaries(required)


def compulsory_contributions() -> Cases:
    limits = [2_339_999, 2_340_000, 2_529_999, 2_530_000, 46_800_001, 50_600_001]
    caps = [74_000_001, 94_600_001, 106_200_001, 99_200_001]
    required = {
        "paid_on": texts(),
        "wage": wages(2_000_000)
        | st.sampled_from(limits)
        | st.sampled_from(caps)
        | st.integers(0, 130_000_000),
        "region": st.sampled_from(["I", "II", "III", "IV"]),
    }
    return optional(
        required,
        person=st.sampled_from(["employee", "owner"]),
        unemployment_insured=st.booleans(),
        reduced_accident_rate=st.booleans(),
    )
