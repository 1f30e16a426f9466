"""Contact answers: what is taken, what is refused, and that a refusal changes nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.registration.contact import (
    ContactError,
    ContactFault,
    decline_email,
    normalise_phone,
    set_address,
    set_email,
    set_phone,
    suggested_address,
)
from kiosk.visit import EmailConfirmation
from tests.kiosk.visits import new_visit, proved_reading


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("0901234567", "0901234567"),
        ("+84 90 123 4567", "0901234567"),
        ("035.123.4567", "0351234567"),
        ("(077) 123-4567", "0771234567"),
    ],
)
def test_phone_is_taken_however_it_is_written(typed: str, number: str) -> None:
    assert normalise_phone(typed) == number


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("", ContactFault.PHONE_LENGTH),
        ("090123456", ContactFault.PHONE_LENGTH),
        ("09012345678", ContactFault.PHONE_LENGTH),
        ("٠٩٠١٢٣٤٥٦٧", ContactFault.PHONE_LENGTH),
        ("0281234567", ContactFault.PHONE_RANGE),
        ("1901234567", ContactFault.PHONE_RANGE),
    ],
)
def test_a_wrong_phone_is_refused_and_nothing_changes(typed: str, fault: ContactFault) -> None:
    visit = new_visit()
    set_phone(visit, "0901234567")
    with pytest.raises(ContactError) as caught:
        set_phone(visit, typed)
    assert caught.value.fault is fault
    assert visit.contact.phone == "0901234567"


@given(st.text(max_size=30))
def test_any_text_as_phone_is_taken_as_ten_digits_or_refused(typed: str) -> None:
    try:
        number = normalise_phone(typed)
    except ContactError:
        return
    assert len(number) == 10
    assert number.isascii()
    assert number.isdigit()


def test_a_changed_email_has_to_be_proved_again_and_the_same_one_not() -> None:
    visit = new_visit()
    set_email(visit, "lan@example.vn")
    visit.contact.email_confirmation = EmailConfirmation.VERIFIED
    found = []
    for typed in ("lan@example.vn", "lan.moi@example.vn"):
        set_email(visit, typed)
        found.append(visit.contact.email_confirmation)
    assert found == [EmailConfirmation.VERIFIED, EmailConfirmation.OPEN]


def test_no_email_is_an_answer() -> None:
    visit = new_visit()
    set_email(visit, "lan@example.vn")
    decline_email(visit)
    assert visit.contact.email is None
    assert visit.contact.email_answered
    assert visit.contact.email_confirmation is EmailConfirmation.NO_ADDRESS


def test_the_address_starts_as_the_residence_on_the_card() -> None:
    visit = new_visit()
    assert suggested_address(visit) == ""
    visit.card = proved_reading()
    assert suggested_address(visit) == visit.card.identity.residence
    set_address(visit, "  7   Ngõ Nhỏ,  Phường Mẫu, Hà Nội ")
    assert suggested_address(visit) == "7 Ngõ Nhỏ, Phường Mẫu, Hà Nội"


@pytest.mark.parametrize(
    ("typed", "fault"), [("Huế", ContactFault.ADDRESS_TOO_SHORT), ("x" * 201, ContactFault.ADDRESS_TOO_LONG)]
)
def test_an_impossible_address_is_refused(typed: str, fault: ContactFault) -> None:
    with pytest.raises(ContactError) as caught:
        set_address(new_visit(), typed)
    assert caught.value.fault is fault
