"""The line that a QR of central carries: read back as it was, and refused when anything is wrong with it."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.contract.provisioning import Ticket, read_ticket
from kiosk.errors import KnownError

TICKET = Ticket(
    url="https://central.example.vn/kiosks",
    kiosk_id="KIOSK-07",
    office_id="00100",
    office_name="BHXH cơ sở Ba Đình",
    code="SRT2-DDKT-5JR5-9MHY-VJJY",
    keys="x" * 43,
)


def _refused(text: str) -> None:
    with pytest.raises(KnownError) as raised:
        read_ticket(text)
    assert raised.value.code == "ticket_malformed"


def test_it_is_ascii_for_scanners_that_type_and_is_read_back() -> None:
    assert TICKET.text().isascii()
    assert read_ticket(f" {TICKET.text()}\n") == TICKET
    assert TICKET.code not in repr(TICKET)


@pytest.mark.parametrize(
    "wrong",
    [
        {"url": "ftp://central.example.vn"},
        {"url": "https://user@central.example.vn"},
        {"kiosk_id": "KIOSK 07"},
        {"kiosk_id": ""},
        {"office_name": "Ba\nĐình"},
        {"code": "SRT2-DDKT-5JR5-9MHY-VJJ0"},
        {"keys": "x" * 42},
        {"office_name": "B" * 2000},
    ],
)
def test_a_wrong_part_is_refused(wrong: dict[str, str]) -> None:
    _refused(dataclasses.replace(TICKET, **wrong).text())


def test_another_qr_a_part_twice_and_a_part_too_many_are_refused() -> None:
    for text in ("", "https://example.vn", TICKET.text() + "&code=2", TICKET.text() + "&more=1"):
        _refused(text)
    for end in range(len(TICKET.text())):
        _refused(TICKET.text()[:end])


@given(st.text(max_size=300))
def test_any_text_is_refused_and_nothing_else(text: str) -> None:
    _refused(text)
    _refused(f"bhxh-kiosk:enrol?{text}")


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=60))
def test_any_name_of_an_office_is_carried(name: str) -> None:
    ticket = dataclasses.replace(TICKET, office_name=name)
    assert read_ticket(ticket.text()) == ticket
