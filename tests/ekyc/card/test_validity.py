from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ekyc.card.reading import Validity
from ekyc.card.validity import (
    birthday_in,
    computed_expiry,
    exchange_rules,
    expiry_candidates,
    rule_at,
    validity_on,
)
from simulation.people import PEOPLE, SamplePerson


@pytest.mark.parametrize("person", PEOPLE, ids=lambda person: person.key)
def test_sample_cards_carry_the_computed_expiry(person: SamplePerson) -> None:
    assert computed_expiry(person.date_of_birth, person.date_of_issue) == person.date_of_expiry


@pytest.mark.parametrize(
    ("birth", "issue", "expiry"),
    [
        ((2000, 5, 5), (2023, 5, 4), (2025, 5, 5)),  # two years and a day before 25
        ((2000, 5, 5), (2023, 5, 5), (2040, 5, 5)),  # two years before 25: on to 40
        ((1965, 1, 1), (2022, 12, 31), (2025, 1, 1)),
        ((1965, 1, 1), (2023, 1, 1), None),  # two years before 60: never
        ((2012, 9, 1), (2024, 9, 1), (2037, 9, 1)),  # 12 already: 14 is too near
        ((2013, 9, 1), (2024, 7, 1), (2027, 9, 1)),  # nearly 11, new law: 14
        ((2013, 9, 1), (2024, 6, 30), (2038, 9, 1)),  # the old law knew no 14
        ((2004, 2, 29), (2022, 1, 1), (2029, 3, 1)),  # no 29 February in 2029
        ((2000, 2, 29), (2023, 1, 1), (2025, 3, 1)),
    ],
)
def test_computed_expiry(
    birth: tuple[int, int, int], issue: tuple[int, int, int], expiry: tuple[int, int, int] | None
) -> None:
    assert computed_expiry(date(*birth), date(*issue)) == (date(*expiry) if expiry else None)


def test_leap_day_gives_both_candidates() -> None:
    candidates = expiry_candidates(date(2004, 2, 29), date(2022, 1, 1))
    assert candidates[:2] == (date(2029, 3, 1), date(2029, 2, 28))


def test_issue_before_birth_is_our_own_mistake() -> None:
    with pytest.raises(ValueError, match="before"):
        computed_expiry(date(2000, 1, 1), date(1999, 1, 1))


@given(
    birth=st.dates(date(1920, 1, 1), date(2025, 12, 31)),
    age_days=st.integers(0, 36500),
)
def test_expiry_is_more_than_two_years_after_issue(birth: date, age_days: int) -> None:
    issue = birth + timedelta(days=age_days)
    expiry = computed_expiry(birth, issue)
    candidates = expiry_candidates(birth, issue)
    if expiry is not None:
        assert (expiry - issue).days > 2 * 365
        assert candidates[0] == expiry
    assert len(set(candidates)) == len(candidates)


_BIRTHS = st.dates(date(1920, 1, 1), date(2025, 12, 31)) | st.sampled_from(
    [date(year, 2, 29) for year in range(1920, 2025, 4)]
)


@given(birth=_BIRTHS, age_days=st.integers(0, 36500))
def test_expiry_is_a_birthday_at_an_exchange_age(birth: date, age_days: int) -> None:
    issue = birth + timedelta(days=age_days)
    expiry = computed_expiry(birth, issue)
    ages = rule_at(issue).ages
    if expiry is None:
        assert birthday_in(birth, birth.year + ages[-1] - 2) <= issue
        return
    age = expiry.year - birth.year
    assert age in ages
    assert expiry == birthday_in(birth, expiry.year)
    # no earlier exchange age is still two years away
    assert all(birthday_in(birth, birth.year + earlier - 2) <= issue for earlier in ages if earlier < age)


@given(birth=_BIRTHS, first=st.integers(0, 36500), later=st.integers(0, 4000))
def test_a_later_card_of_the_same_law_never_expires_earlier(birth: date, first: int, later: int) -> None:
    issue = birth + timedelta(days=first)
    next_issue = issue + timedelta(days=later)
    if rule_at(issue) != rule_at(next_issue):
        return
    expiry, next_expiry = computed_expiry(birth, issue), computed_expiry(birth, next_issue)
    assert next_expiry is None or (expiry is not None and expiry <= next_expiry)


@given(birth=_BIRTHS, age_days=st.integers(0, 36500))
def test_candidates_hold_both_days_of_who_was_born_on_a_leap_day(birth: date, age_days: int) -> None:
    issue = birth + timedelta(days=age_days)
    candidates = expiry_candidates(birth, issue)
    assert len(candidates) <= 6
    leap_day = (birth.month, birth.day) == (2, 29)
    for candidate in candidates:
        if leap_day and (candidate.month, candidate.day) != (2, 29):
            assert {date(candidate.year, 2, 28), date(candidate.year, 3, 1)} <= set(candidates)
        else:
            assert (candidate.month, candidate.day) == (birth.month, birth.day)


def test_rules_name_their_source() -> None:
    assert all("article 21" in rule.source for rule in exchange_rules())


def test_a_card_is_valid_through_its_last_day() -> None:
    last = date(2026, 5, 5)
    assert validity_on(last, last) is Validity.VALID
    assert validity_on(last + timedelta(days=1), last) is Validity.EXPIRED
    assert validity_on(last, None) is Validity.UNKNOWN
    assert validity_on(last, None, never_expires=True) is Validity.NO_EXPIRY
