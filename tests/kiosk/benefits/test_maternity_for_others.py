"""Surrogacy and the leave in place of a mother who died."""

from __future__ import annotations

from datetime import date

import pytest

from kiosk.benefits.errors import InputError
from kiosk.benefits.workings import Answer
from tests.kiosk.benefits.asking import ask, reasons

AVERAGE = 9_000_000
ONE_OFF = 5_060_000


def _surrogacy(role: str, **facts: object) -> Answer:
    base = {
        "birth_on": "2026-08-10",
        "handed_over_on": "2026-08-20",
        "average": AVERAGE,
        "months_in_last_12": 6,
    }
    return ask("surrogacy", role=role, **{**base, **facts})


@pytest.mark.parametrize(
    ("facts", "months", "days"),
    [
        ({}, 1, 29),  # 60 days from 10/08: until 09/10
        ({"handed_over_on": "2026-10-09"}, 1, 29),
        ({"handed_over_on": "2026-10-10"}, 2, 0),
        ({"handed_over_on": "2027-06-01"}, 6, 0),  # at most the leave of a birth
        ({"handed_over_on": "2027-06-01", "children": 2}, 7, 0),
        ({"months_in_last_12": 3, "total_months": 12, "ordered_rest": True}, 1, 29),
    ],
)
def test_the_carrier_rests_until_the_hand_over(facts: dict[str, object], months: int, days: int) -> None:
    answer = _surrogacy("carrier", **facts)
    assert answer.amounts["leave"] == months * AVERAGE + days * 300_000
    assert answer.amounts["one_off"] == ONE_OFF * (2 if "children" in facts else 1)


@pytest.mark.parametrize(
    ("facts", "months", "days"),
    [
        ({}, 5, 21),  # 20/08 … 20/01, then until 10/02/2027
        ({"children": 2}, 6, 18),  # until 10/03: 20/08 … 20/02, and 18 days
        ({"handed_over_on": "2027-03-01"}, 0, 0),
    ],
)
def test_the_intended_mother_rests_until_six_months(facts: dict[str, object], months: int, days: int) -> None:
    answer = _surrogacy("intended_mother", **facts)
    assert answer.amounts["leave"] == months * AVERAGE + days * 300_000


@pytest.mark.parametrize(
    ("role", "entitled_before", "receives"),
    [
        ("carrier", {}, True),
        ("intended_mother", {}, True),
        ("intended_mother", {"carrier_entitled": True}, False),
        ("intended_father", {}, True),
        ("intended_father", {"intended_mother_entitled": True}, False),
        ("carrier_husband", {}, True),
        ("carrier_husband", {"intended_father_entitled": True}, False),
        ("carrier_husband", {"carrier_entitled": True}, False),
    ],
)
def test_the_one_off_goes_by_order(role: str, entitled_before: dict[str, object], receives: bool) -> None:
    answer = _surrogacy(role, **entitled_before)
    assert bool(answer.amounts["one_off"]) is receives
    if role not in ("carrier", "intended_mother"):
        assert answer.amounts["leave"] == 0


def test_the_one_off_has_the_level_of_its_month() -> None:
    facts = {"birth_on": "2026-06-20", "handed_over_on": "2026-07-05"}
    assert _surrogacy("carrier", **facts).amounts["one_off"] == 4_680_000
    assert _surrogacy("intended_mother", **facts).amounts["one_off"] == ONE_OFF
    assert _surrogacy("carrier_husband", **facts).amounts["one_off"] == 4_680_000


def test_surrogacy_needs_its_months() -> None:
    assert reasons(_surrogacy("intended_mother", months_in_last_12=5)) == ["under_6_of_12_months"]
    ordered = {"months_in_last_12": 3, "total_months": 12, "ordered_rest": True}
    assert reasons(_surrogacy("intended_mother", **ordered)) == ["under_6_of_12_months"]
    with pytest.raises(InputError):
        _surrogacy("carrier", handed_over_on="2026-08-09")


@pytest.mark.parametrize(
    ("facts", "until", "leave"),
    [
        ({}, date(2027, 2, 10), 3 * AVERAGE + 29 * 300_000),  # 12/10 … 12/01, then until 10/02
        ({"children": 2}, date(2027, 3, 10), 4 * AVERAGE + 26 * 300_000),
        ({"is_second_child": True}, date(2027, 3, 10), 4 * AVERAGE + 26 * 300_000),
        ({"is_second_child": True, "mother_entitled": False}, date(2027, 2, 10), 3 * AVERAGE + 29 * 300_000),
    ],
)
def test_the_carer_takes_the_rest_of_the_leave(facts: dict[str, object], until: date, leave: int) -> None:
    base = {"birth_on": "2026-08-10", "from_": "2026-10-11", "average": AVERAGE, "mother_entitled": True}
    answer = ask("carer_leave", **{**base, **facts})
    assert answer.values == {"leave_from": date(2026, 10, 12), "leave_until": until}
    assert answer.amounts == {"leave": leave, "total": leave}


def test_nothing_is_left_after_the_leave() -> None:
    facts = {"birth_on": "2026-08-10", "average": AVERAGE, "mother_entitled": True}
    assert reasons(ask("carer_leave", **facts, from_="2027-02-09")) == ["no_leave_left"]
    assert ask("carer_leave", **facts, from_="2027-02-08").amounts["leave"] == 300_000
    with pytest.raises(InputError):
        ask("carer_leave", **facts, from_="2026-08-09")


def test_the_husband_receives_nothing_where_the_intended_mother_does() -> None:
    """L41 Art. 58.2: the first in the order."""
    assert _surrogacy("intended_father", intended_mother_entitled=True).amounts["one_off"] == 0
    assert _surrogacy("intended_father").amounts["one_off"] == ONE_OFF


def test_twelve_months_in_all_are_not_taken_for_granted() -> None:
    """L41 Art. 50.3, for the carrier who was ordered to rest."""
    few = _surrogacy("carrier", months_in_last_12=3, ordered_rest=True)
    assert reasons(few) == ["under_6_of_12_months"]


def test_the_leave_is_told_with_its_days() -> None:
    told = _surrogacy("carrier").as_json()["rules"]
    assert isinstance(told, list)
    (leave,) = (each for each in told if each["id"] == "surrogacy.carrier_leave")
    assert leave["result"] == "2026-10-09"
    assert leave["inputs"] == {"start": "2026-08-10", "months": 1, "days": 29}
    assert "09/10/2026" in leave["vi"]
