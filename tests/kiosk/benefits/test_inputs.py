"""What is not understood is refused, with the path of the key and without its value."""

from __future__ import annotations

from typing import Any

import pytest

from kiosk.benefits.errors import InputError
from kiosk.benefits.registry import CALCULATORS
from tests.kiosk.benefits.asking import ask

_STRETCH = {"from": "2010-01", "to": "2025-12", "scheme": "compulsory", "wage": 5_000_000}
_PENSION = {"sex": "female", "decided_on": "2026-11-22", "contributions": [_STRETCH]}
_SURVIVORS = {"died_on": "2026-11-22", "deceased": "pensioner", "pension": 1}
_VOLUNTARY = {"paid_on": "2026-11-22", "income": 2_000_000, "group": "other", "method": "monthly"}

_ALLOWANCE = {"decided_on": "2026-11-22", "months_to_social_pension": 120}


def _refused(name: str, **facts: Any) -> tuple[str, str]:
    with pytest.raises(InputError) as refused:
        ask(name, **facts)
    assert refused.value.sentence
    return refused.value.code, refused.value.field


@pytest.mark.parametrize(
    ("change", "code", "field"),
    [
        ({"colour": 1}, "unknown_key", "colour"),
        ({"sex": "other"}, "not_allowed", "sex"),
        ({"sex": 1}, "not_allowed", "sex"),
        ({"decided_on": "2026-02-30"}, "impossible_date", "decided_on"),
        ({"decided_on": "20261122"}, "impossible_date", "decided_on"),
        ({"decided_on": "2026-11"}, "impossible_date", "decided_on"),
        ({"decided_on": "0026-11-22"}, "impossible_date", "decided_on"),
        ({"decided_on": 20261122}, "wrong_type", "decided_on"),
        ({"decided_on": None}, "wrong_type", "decided_on"),
        ({"treaty": "yes"}, "wrong_type", "treaty"),
        ({"treaty": 1}, "wrong_type", "treaty"),
        ({"early_months": "5"}, "wrong_type", "early_months"),
        ({"early_months": True}, "wrong_type", "early_months"),
        ({"early_months": -1}, "out_of_range", "early_months"),
        ({"early_months": 1, "months_after_retirement_age": 1}, "not_allowed", "early_months"),
        ({"contributions": {}}, "wrong_type", "contributions"),
        ({"contributions": [1]}, "wrong_type", "contributions[0]"),
        ({"contributions": [{**_STRETCH, "wages": 1}]}, "unknown_key", "contributions[0].wages"),
        ({"contributions": [_STRETCH, {**_STRETCH, "wage": -1}]}, "out_of_range", "contributions[1].wage"),
        ({"contributions": [{**_STRETCH, "to": "2009-12"}]}, "impossible_date", "contributions[0].to"),
        ({"contributions": [{**_STRETCH, "from": "2010-13"}]}, "impossible_date", "contributions[0].from"),
        (
            {"contributions": [{**_STRETCH, "conditions": ["cold"]}]},
            "not_allowed",
            "contributions[0].conditions[0]",
        ),
        ({"months": 200}, "not_allowed", "contributions"),
        ({"contributions": None}, "missing_key", "months"),
        ({"contributions": None, "months": 200}, "missing_key", "average"),
        (
            {"contributions": None, "months": 200, "average": "1", "compulsory_months": 201},
            "out_of_range",
            "compulsory_months",
        ),
        ({"contributions": None, "months": 200, "average": "1e3"}, "wrong_type", "average"),
        ({"contributions": None, "months": 200, "average": "1_000"}, "wrong_type", "average"),
        ({"contributions": None, "months": 200, "average": "9" * 41}, "wrong_type", "average"),
        ({"contributions": None, "months": 200, "average": "-1"}, "out_of_range", "average"),
        ({"region_allowance": [{"months": 1}]}, "missing_key", "region_allowance[0].coefficient"),
    ],
)
def test_a_bad_pension_input_names_its_key(change: dict[str, Any], code: str, field: str) -> None:
    assert _refused("pension", **{**_PENSION, **change}) == (code, field)


@pytest.mark.parametrize(
    ("name", "facts", "code", "field"),
    [
        ("voluntary_contribution", {**_VOLUNTARY, "method": "years_ahead"}, "missing_key", "years"),
        ("voluntary_contribution", {**_VOLUNTARY, "method": "missing_months"}, "missing_key", "months"),
        (
            "voluntary_refund",
            {**_VOLUNTARY, "method": "3_months", "months_left": 4},
            "out_of_range",
            "months_left",
        ),
        (
            "voluntary_refund",
            {**_VOLUNTARY, "method": "years_ahead", "months_left": 4},
            "missing_key",
            "years",
        ),
        (
            "household_health_insurance",
            {"paid_on": "2026-11-22", "months": 3, "members": []},
            "out_of_range",
            "members",
        ),
        ("retirement_age", {"sex": "male", "born": "65"}, "impossible_date", "born"),
        ("retirement_age", {"sex": "male", "born": "1965-13"}, "impossible_date", "born"),
        ("sickness", {"wage": 1, "kind": "own"}, "missing_key", "days"),
        ("sickness", {"wage": 1, "kind": "own", "from": "2026-01-01"}, "missing_key", "to"),
        ("sickness", {"wage": 1, "kind": "child", "days": "1"}, "missing_key", "children"),
        (
            "sickness",
            {"wage": 1, "kind": "own", "from": "2026-01-02", "to": "2026-01-01"},
            "impossible_date",
            "to",
        ),
        (
            "sickness",
            {"wage": 1, "kind": "own", "from": "2026-01-02", "to": "2126-01-01"},
            "out_of_range",
            "to",
        ),
        (
            "sickness",
            {"wage": 1, "kind": "own", "days": "1", "from": "2026-01-02", "to": "2026-01-02"},
            "not_allowed",
            "days",
        ),
        ("sickness", {"wage": 1, "kind": "own", "days": "1", "children": []}, "out_of_range", "children"),
        (
            "sickness",
            {
                "wage": 1,
                "kind": "own",
                "days": "1",
                "children": [{"age_years": 1, "from": "2026-01-02", "to": "2026-01-02"}],
            },
            "not_allowed",
            "children",
        ),
        ("maternity", {"birth_on": "2026-01-02", "months_in_last_12": 6}, "missing_key", "average"),
        (
            "convalescence",
            {"after": "birth_other", "days": 5, "from": "2026-01-02", "leave_ended_on": "2026-01-02"},
            "impossible_date",
            "from",
        ),
        ("maternity", {"birth_on": "2026-01-02", "average": "1"}, "missing_key", "months_in_last_12"),
        (
            "maternity",
            {"birth_on": "2026-01-02", "last_six": [1, 2, 3, 4, 5], "months_in_last_12": 6},
            "out_of_range",
            "last_six",
        ),
        (
            "maternity",
            {"birth_on": "2026-01-02", "average": "1", "last_six": [1] * 6, "months_in_last_12": 6},
            "not_allowed",
            "last_six",
        ),
        (
            "maternity",
            {"birth_on": "2026-01-02", "average": "1", "months_in_last_12": 6, "children_stillborn": 2},
            "out_of_range",
            "children_stillborn",
        ),
        (
            "adoption",
            {
                "handed_over_on": "2026-01-02",
                "child_born_on": "2026-01-03",
                "average": 1,
                "months_in_last_12": 6,
            },
            "impossible_date",
            "handed_over_on",
        ),
        (
            "voluntary_maternity",
            {"children": 1, "months_in_last_12": 6, "birth_on": "2026-01-02", "asked_on": "2026-01-01"},
            "impossible_date",
            "asked_on",
        ),
        ("survivors", {**_SURVIVORS, "pension": None}, "missing_key", "pension"),
        ("survivors", {**_SURVIVORS, "deceased": "article_23"}, "missing_key", "months_left"),
        (
            "surrogacy",
            {
                "role": "carrier",
                "birth_on": "2026-01-02",
                "handed_over_on": "2026-01-01",
                "months_in_last_12": 6,
            },
            "impossible_date",
            "handed_over_on",
        ),
        (
            "carer_leave",
            {"birth_on": "2026-01-02", "from": "2026-01-01", "average": 1, "mother_entitled": True},
            "impossible_date",
            "from",
        ),
        ("survivors", {"died_on": "2026-11-22", "deceased": "insured"}, "missing_key", "compulsory_months"),
        ("survivors", {"died_on": "2026-11-22", "deceased": "voluntary"}, "missing_key", "voluntary_months"),
        (
            "survivors",
            {"died_on": "2026-11-22", "deceased": "insured", "compulsory_months": 9},
            "missing_key",
            "average",
        ),
        (
            "survivors",
            {
                "died_on": "2026-11-22",
                "deceased": "insured",
                "compulsory_months": 9,
                "average": 1,
                "months_before_2014": 10,
            },
            "out_of_range",
            "months_before_2014",
        ),
        (
            "survivors",
            {**_SURVIVORS, "relatives": [{"relation": "spouse", "born": "1967"}]},
            "missing_key",
            "relatives",
        ),
        (
            "survivors",
            {**_SURVIVORS, "relatives": [{"relation": "child", "born": "2027-12"}]},
            "impossible_date",
            "relatives",
        ),
        (
            "unemployment",
            {"ended_on": "2026-01-02", "asked_on": "2026-01-01", "average": 1, "months": 12, "region": "I"},
            "impossible_date",
            "asked_on",
        ),
        (
            "lump_sum",
            {
                "asked_on": "2026-01-02",
                "decided_on": "2026-01-01",
                "ground": "emigration",
                "contributions": [_STRETCH],
            },
            "impossible_date",
            "decided_on",
        ),
        (
            "lump_sum",
            {
                "asked_on": "2026-01-02",
                "decided_on": "2026-01-02",
                "ground": "after_12_months",
                "months_before_2014": 0,
                "months_from_2014": 24,
                "average": 1,
            },
            "missing_key",
            "last_paid_month",
        ),
        (
            "lump_sum",
            {
                "asked_on": "2026-01-02",
                "decided_on": "2026-01-02",
                "ground": "emigration",
                "months_from_2014": 1,
                "average": 1,
            },
            "missing_key",
            "months_before_2014",
        ),
        (
            "lump_sum",
            {
                "asked_on": "2026-01-02",
                "decided_on": "2026-01-02",
                "ground": "emigration",
                "contributions": [_STRETCH],
                "average": 1,
            },
            "not_allowed",
            "contributions",
        ),
        (
            "article_23_allowance",
            {**_ALLOWANCE, "average": 1, "contributions": [_STRETCH]},
            "not_allowed",
            "contributions",
        ),
        ("article_23_allowance", {**_ALLOWANCE, "average": 1}, "missing_key", "months"),
        ("article_23_allowance", {**_ALLOWANCE, "months": 1}, "missing_key", "average"),
    ],
)
def test_a_bad_input_names_its_key(name: str, facts: dict[str, Any], code: str, field: str) -> None:
    assert _refused(name, **facts) == (code, field)


@pytest.mark.parametrize("name", CALCULATORS)
def test_every_calculator_refuses_what_it_does_not_know(name: str) -> None:
    assert _refused(name, nonsense=1) == ("unknown_key", "nonsense")
    needed, optional = CALCULATORS[name].input_keys()
    if needed:
        assert _refused(name) == ("missing_key", needed[0])
    assert not set(needed) & set(optional)


def test_an_unknown_calculator_is_refused() -> None:
    assert _refused("nonsense") == ("unknown_calculator", "calculator")
