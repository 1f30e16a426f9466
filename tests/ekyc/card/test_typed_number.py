from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ekyc.card.personal_number import birth_year_of, parse_personal_number, sex_of
from ekyc.card.reading import Sex
from ekyc.card.typed_number import (
    TypedNumberFault,
    TypedNumberNotice,
    find_typed_number_fault,
    inspect_typed_number,
)
from simulation.people import CHILD, PEOPLE, SamplePerson

TODAY = date(2026, 3, 2)


@pytest.mark.parametrize("person", PEOPLE, ids=lambda person: person.key)
def test_sample_numbers_are_never_held_up(person: SamplePerson) -> None:
    for length in range(13):
        typed = inspect_typed_number(person.personal_number[:length], TODAY)
        assert (typed.fault, typed.notices) == (None, ())
        assert typed.complete is (length == 12)
    assert (typed.sex, typed.birth_year) == (person.sex, person.date_of_birth.year)


def test_parts_appear_as_they_are_typed() -> None:
    number = CHILD.personal_number  # 048 2 18 …
    assert inspect_typed_number(number[:2], TODAY).province is None
    assert inspect_typed_number(number[:3], TODAY).province == "Đà Nẵng"
    assert inspect_typed_number(number[:3], TODAY).sex is None
    assert inspect_typed_number(number[:4], TODAY).sex is Sex.MALE
    assert inspect_typed_number(number[:5], TODAY).birth_year is None
    assert inspect_typed_number(number[:6], TODAY).birth_year == 2018


@pytest.mark.parametrize(
    ("digits", "fault"),
    [
        ("04a", TypedNumberFault.NOT_DIGITS),
        ("٠٤٨", TypedNumberFault.NOT_DIGITS),
        ("0" * 13, TypedNumberFault.TOO_LONG),
        ("0014", TypedNumberFault.BIRTH_YEAR_IN_FUTURE),  # born in 2100 or later
        ("00123", TypedNumberFault.BIRTH_YEAR_IN_FUTURE),  # 2030 or later
        ("001227", TypedNumberFault.BIRTH_YEAR_IN_FUTURE),
        ("001226", None),
        ("00122", None),
        ("", None),
    ],
)
def test_faults_as_early_as_possible(digits: str, fault: TypedNumberFault | None) -> None:
    assert find_typed_number_fault(digits, TODAY) is fault


def test_an_unknown_place_is_a_notice_only() -> None:
    typed = inspect_typed_number("999188004217", TODAY)
    assert typed.notices == (TypedNumberNotice.UNKNOWN_PROVINCE_CODE,)
    assert typed.complete


def test_very_old() -> None:
    assert inspect_typed_number("001095", TODAY).notices == ()
    assert inspect_typed_number("001000", date(2040, 1, 1)).notices == (TypedNumberNotice.VERY_OLD,)


@given(st.text("0123456789", max_size=13))
def test_a_fault_stays_a_fault_whatever_follows(digits: str) -> None:
    faults = [find_typed_number_fault(digits[:length], TODAY) for length in range(len(digits) + 1)]
    first = next((index for index, fault in enumerate(faults) if fault is not None), len(faults))
    assert all(faults[first:])
    if first == len(faults) and len(digits) == 12:
        number = parse_personal_number(digits)
        typed = inspect_typed_number(digits, TODAY)
        assert (typed.birth_year, typed.sex) == (birth_year_of(number), sex_of(number))
