"""What the register has beside what a card says: nothing is lost, and names are compared as central does."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.contract.records import Alias, AliasKind, Person
from kiosk.language import same
from kiosk.records.comparing import Compared, Field, Shown, Standing, compare, is_same_name, number_lines

names = st.sampled_from(["Nguyễn Văn Hòa", "NGUYỄN VĂN HOÀ", "Nguyen Van Hoa", "Trần Thị Mẫu", "Lê Hòa"])
days = st.dates(date(1930, 1, 1), date(2026, 1, 1))
maybe_numbers = st.none() | st.from_regex(r"[0-9]{12}", fullmatch=True)
people = st.builds(
    Person,
    personal_number=maybe_numbers,
    full_name=names,
    date_of_birth=days,
    birth_known_to=st.sampled_from(["day", "month", "year"]),
    sex=st.sampled_from(["male", "female"]),
    ethnicity=st.sampled_from(["", "Kinh", "kinh", "Tày"]),
    nationality=st.sampled_from(["VNM", "LAO"]),
)
cards = st.builds(
    Shown,
    names,
    days,
    st.sampled_from([None, "male", "female", "unspecified"]),
    maybe_numbers,
    st.sampled_from([None, "Kinh", "Tày"]),
    st.sampled_from([None, "VNM", "LAO"]),
)


def by_field(compared: tuple[Compared, ...]) -> dict[Field, Compared]:
    return {each.name: each for each in compared}


@given(people, cards)
def test_every_field_is_told_once_with_both_of_its_values(person: Person, shown: Shown) -> None:
    compared = compare(person, shown)
    assert [each.name for each in compared] == list(Field)
    for each in compared:
        if each.standing is not Standing.UNSAID:
            assert each.held is not None or each.name is Field.PERSONAL_NUMBER
            assert each.shown is not None
    found = by_field(compared)
    agrees = is_same_name(person.full_name, shown.full_name)
    assert (found[Field.NAME].standing is Standing.AGREES) is agrees
    assert found[Field.NAME].held == same(person.full_name)


@given(people)
def test_a_record_agrees_with_a_card_that_says_the_same(person: Person) -> None:
    shown = Shown(
        person.full_name,
        person.date_of_birth,
        person.sex,
        person.personal_number,
        person.ethnicity,
        person.nationality,
    )
    differing = {each.name for each in compare(person, shown) if each.standing is Standing.DIFFERS}
    assert differing == (set() if person.birth_known_to == "day" else {Field.DATE_OF_BIRTH})


@given(people, cards)
def test_what_differs_does_not_depend_on_which_of_two_spellings_was_taken(
    person: Person, shown: Shown
) -> None:
    louder = person.model_copy(update={"full_name": person.full_name.upper()})
    assert [each.standing for each in compare(louder, shown)] == [
        each.standing for each in compare(person, shown)
    ]


@pytest.mark.parametrize(
    ("held", "shown", "same"),
    [
        ("Nguyễn Văn Hoà", "NGUYỄN VĂN HÒA", True),
        ("Nguyễn Văn Hòa", "NGUYEN VAN HOA", True),  # of the zone that machines read
        ("Nguyễn Văn Hòa", "Nguyễn Văn Hoa", False),
        ("Lương Thị Thúy Hàng", "Lương Thị Thúy Hằng", False),
    ],
)
def test_names_are_compared_with_their_accents_where_the_card_has_any(
    held: str, shown: str, same: bool
) -> None:
    assert is_same_name(held, shown) is same


def test_every_number_that_finds_the_person_is_told() -> None:
    aliases = (
        Alias(kind=AliasKind.INSURANCE_NUMBER, number="0120034567", current=True),
        Alias(kind=AliasKind.INSURANCE_NUMBER, number="0120034575", current=False),
        Alias(
            kind=AliasKind.OLD_PERSONAL_NUMBER, number="001085000017", current=False, since=date(2026, 3, 2)
        ),
        Alias(kind=AliasKind.OLD_ID_NUMBER, number="012345678", current=False),
    )
    person = Person(
        personal_number="001085000025",
        aliases=aliases,
        full_name="Trần Văn Thử",
        date_of_birth=date(1985, 3, 8),
        sex="male",
    )
    told = [(line.label.vi, line.value.vi) for line in number_lines(person)]
    assert told == [
        ("Số định danh cá nhân", "001085000025"),
        ("Mã số BHXH đang dùng", "0120034567"),
        ("Mã số BHXH cũ", "0120034575"),
        ("Số CMND cũ", "012345678"),
        ("Số định danh cũ", "001085000017 (từ 02/03/2026)"),
    ]
    assert person.current_numbers(AliasKind.INSURANCE_NUMBER) == ("0120034567",)
