"""Whether the register knows somebody: by their own number, by one that they state, and by nobody else's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine, event

from central.records.finding import FoundRecord, Passport, Sought, find_record
from central.records.loading import load
from central.store.storage import open_storage
from ekyc.card.reading import Sex
from kiosk.contract.records import AccountState, AliasKind, Differing, Found
from simulation.country import country
from simulation.country.sought import FORMER_PASSPORT, OLD_NUMBER, SECOND_NUMBER, STRAY_NUMBER, sought
from simulation.passports import RENEWED, SamplePassport
from simulation.people import (
    ADULT_MAN,
    ADULT_WOMAN,
    MISTYPED,
    NEWCOMER,
    OLD_BOOK,
    TWO_BOOKS,
    SamplePerson,
)
from tests.manual_clock import ManualClock

ON = date(2026, 3, 2)


@pytest.fixture
def engine(database_url: str, clock: ManualClock) -> Iterator[Engine]:
    engine = open_storage(database_url)
    load(engine, country(1, 20, ON), clock.now)
    load(engine, sought(ON), clock.now)
    yield engine
    engine.dispose()


def card_says(person: SamplePerson, stated: str | None = None) -> Sought:
    return Sought(person.personal_number, person.full_name, person.date_of_birth, person.sex.value, stated)


def look(engine: Engine, who: Sought) -> FoundRecord:
    with engine.connect() as connection:
        return find_record(connection, who)


def number_of(person: SamplePerson) -> str:
    """As the register has it."""
    records = (record.person for family in country(1, 20, ON) for record in family)
    found = next(each for each in records if each.personal_number == person.personal_number)
    number = found.current_number(AliasKind.INSURANCE_NUMBER)
    assert number is not None
    return number


def test_whose_record_is_in_order_is_told_nothing_else(engine: Engine) -> None:
    found = look(engine, card_says(ADULT_WOMAN))
    assert found == FoundRecord(Found.NUMBER, number=number_of(ADULT_WOMAN))
    assert found.is_in_order
    assert look(engine, card_says(ADULT_MAN)).account is AccountState.ACTIVE


def test_what_differs_is_named_and_not_how(engine: Engine) -> None:
    found = look(engine, card_says(MISTYPED))
    assert (found.found, found.differs) == (Found.NUMBER, (Differing.NAME, Differing.DATE_OF_BIRTH))
    assert not found.is_in_order
    said = replace(card_says(ADULT_WOMAN), sex="male")
    assert look(engine, said).differs == (Differing.SEX,)
    assert look(engine, replace(said, sex=None)).differs == ()  # the card does not say


def test_a_name_without_marks_is_compared_without_marks(engine: Engine) -> None:
    zone = replace(card_says(ADULT_WOMAN), full_name="NGUYEN THI MINH CHAU")
    assert look(engine, zone).differs == ()
    other = replace(card_says(ADULT_WOMAN), full_name="Nguyễn Thị Minh Chầu")
    assert look(engine, other).differs == (Differing.NAME,)


def test_further_books_are_told_by_number_only_where_the_record_names_them(engine: Engine) -> None:
    found = look(engine, card_says(TWO_BOOKS))
    assert (found.differs, found.others, found.alike) == ((), (SECOND_NUMBER,), 1)
    assert found.several
    assert STRAY_NUMBER not in (found.number, *found.others)


def test_a_book_that_is_joined_to_nobody_is_found_by_its_number(engine: Engine) -> None:
    assert look(engine, card_says(OLD_BOOK)) == FoundRecord(Found.NOBODY)
    found = look(engine, card_says(OLD_BOOK, OLD_NUMBER))
    assert (found.found, found.differs, found.number) == (
        Found.STATED,
        (Differing.PERSONAL_NUMBER,),
        OLD_NUMBER,
    )


@pytest.mark.parametrize(
    ("changes", "differs"),
    [
        ({"full_name": "Giáp Thị Loan Anh"}, {Differing.NAME}),
        ({"date_of_birth": date(1982, 3, 10)}, {Differing.DATE_OF_BIRTH}),
        ({"sex": "male"}, {Differing.SEX}),
    ],
)
def test_one_of_three_may_differ_in_such_a_book(
    engine: Engine, changes: dict[str, Any], differs: set[Differing]
) -> None:
    found = look(engine, replace(card_says(OLD_BOOK, OLD_NUMBER), **changes))
    assert (found.found, set(found.differs)) == (Found.STATED, {*differs, Differing.PERSONAL_NUMBER})


def test_two_of_three_make_it_somebody_elses(engine: Engine) -> None:
    stranger = replace(
        card_says(OLD_BOOK, OLD_NUMBER), full_name="Giáp Thị Loan Anh", date_of_birth=date(1982, 3, 10)
    )
    assert look(engine, stranger) == FoundRecord(Found.NOBODY)


def test_the_number_of_somebody_else_is_as_good_as_none(engine: Engine) -> None:
    nobody = look(engine, card_says(NEWCOMER))
    assert nobody == FoundRecord(Found.NOBODY)
    for other in (number_of(ADULT_WOMAN), OLD_NUMBER, STRAY_NUMBER, "9999999999"):
        assert look(engine, card_says(NEWCOMER, other)) == nobody


def test_a_record_with_an_older_personal_number_is_found_where_all_three_agree(engine: Engine) -> None:
    """And nothing of its account is told: it is of a number that the card does not show."""
    renumbered = replace(card_says(ADULT_MAN, number_of(ADULT_MAN)), number="079095099999")
    found = look(engine, renumbered)
    assert (found.found, found.differs, found.account) == (
        Found.STATED,
        (Differing.PERSONAL_NUMBER,),
        AccountState.NONE,
    )
    assert look(engine, replace(renumbered, sex=Sex.FEMALE.value)) == FoundRecord(Found.NOBODY)


def test_a_number_that_is_stated_is_not_looked_at_where_the_card_suffices(engine: Engine) -> None:
    assert look(engine, card_says(ADULT_WOMAN, OLD_NUMBER)) == look(engine, card_says(ADULT_WOMAN))


def test_nobody_stands_in_a_statement(engine: Engine) -> None:
    said: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda *args: said.append(str(args[2])))
    look(engine, card_says(OLD_BOOK, OLD_NUMBER))
    assert 0 < len(said) <= 4
    for personal in (OLD_BOOK.personal_number, OLD_NUMBER, OLD_BOOK.full_name, "1982"):
        assert not any(personal in each for each in said)


def passport_says(stated: str, passport: SamplePassport = RENEWED) -> Sought:
    shown = Passport(passport.number, passport.nationality)
    return Sought(
        None, passport.full_name, passport.date_of_birth, passport.sex.value, stated, passport=shown
    )


def test_a_foreigner_is_found_by_the_number_they_state_whichever_name_comes_first(engine: Engine) -> None:
    found = look(engine, passport_says(RENEWED.insurance_number))
    assert (found.found, found.differs) == (Found.STATED, (Differing.PASSPORT,))  # of before
    assert (found.others, found.alike) == ((), 0)


def test_a_foreigner_is_found_by_the_passport_where_the_number_is_nobodys(engine: Engine) -> None:
    found = look(engine, passport_says("9999999999", replace(RENEWED, number=FORMER_PASSPORT)))
    assert (found.found, found.differs, found.number) == (Found.PASSPORT, (), RENEWED.insurance_number)


def test_the_same_number_of_a_passport_of_another_state_is_somebody_elses(engine: Engine) -> None:
    other = replace(
        RENEWED, number=FORMER_PASSPORT, nationality="SWE", surname="Berg", date_of_birth=date(1990, 1, 1)
    )
    assert look(engine, passport_says("9999999999", other)) == FoundRecord(Found.NOBODY)


@pytest.mark.parametrize(
    ("changes", "differs"),
    [
        ({"surname": "Lindquist"}, {Differing.NAME}),
        ({"date_of_birth": date(1987, 4, 3)}, {Differing.DATE_OF_BIRTH}),
        ({"sex": Sex.MALE}, {Differing.SEX}),
        ({"nationality": "SWE"}, {Differing.NATIONALITY}),
    ],
)
def test_one_of_four_may_differ_in_the_record_of_a_foreigner(
    engine: Engine, changes: dict[str, Any], differs: set[Differing]
) -> None:
    shown = passport_says(RENEWED.insurance_number, replace(RENEWED, **changes))
    found = look(engine, shown)
    assert (found.found, set(found.differs)) == (Found.STATED, {*differs, Differing.PASSPORT})


def test_whose_numbers_find_nothing_has_books_of_their_name_counted(engine: Engine) -> None:
    assert look(engine, passport_says("9999999999")) == FoundRecord(Found.NOBODY, alike=1)


def test_the_number_of_a_citizen_is_no_foreigners(engine: Engine) -> None:
    shown = replace(
        RENEWED,
        surname="Nguyen Thi",
        given_names="Minh Chau",
        date_of_birth=ADULT_WOMAN.date_of_birth,
        nationality="VNM",
    )
    assert look(engine, passport_says(number_of(ADULT_WOMAN), shown)) == FoundRecord(Found.NOBODY)


def test_a_child_is_compared_but_for_what_nobody_says(engine: Engine) -> None:
    child = replace(card_says(TWO_BOOKS), sex=None)
    found = look(engine, child)
    assert (found.differs, found.alike) == ((), 1)
