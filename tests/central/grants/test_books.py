"""A book is made for whose record was read, once for a fresh proof, and left for a phone by who read it."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from uuid import uuid4

import httpx
import pytest
from sqlalchemy import select

from central.books.tables import book_copy, issued_book
from central.embedded import EmbeddedCentral
from central.verification.examining import examine
from central.verification.finding import Verdict
from kiosk.contract.books import BookCopy, BookCopyRequest
from kiosk.contract.grants import Grant
from kiosk.contract.records import IssuedBook, Section
from simulation.people import ADULT_WOMAN
from tests.central.grants.conftest import Audited
from tests.grant_parts import Desk, code_of
from tests.manual_clock import ManualClock

BOOK = frozenset({Section.CONTRIBUTIONS, Section.BENEFITS, Section.BOOK})


def read_book(desk: Desk) -> tuple[Grant, IssuedBook]:
    granted = desk.ask(sections=BOOK)
    book = desk.read(granted).book
    assert book is not None
    return granted, book


def left(desk: Desk, granted: Grant, pdf: bytes) -> BookCopy:
    return desk.client.leave_book(BookCopyRequest(grant_id=granted.grant_id, pdf=b64encode(pdf)))


def rows(central: EmbeddedCentral) -> str:
    with central.central.engine.connect() as connection:
        return str(
            [tuple(each) for table in (issued_book, book_copy) for each in connection.execute(select(table))]
        )


def test_the_book_is_signed_and_comes_once(
    desk: Desk, central: EmbeddedCentral, audited: Audited, clock: ManualClock
) -> None:
    granted, book = read_book(desk)
    found = examine(book.pdf, central.central.books.trust(), clock.now())
    assert (found.verdict, found.book) == (Verdict.VALID, book.number)
    assert desk.reading_refusal(granted) == "grant-spent"
    assert audited() == [("granted", None), ("read", None), ("reading_refused", "grant-spent")]
    assert not {ADULT_WOMAN.personal_number, ADULT_WOMAN.full_name} & set(rows(central).split("'"))
    assert central.central.books.withdraw(book.number)
    assert not central.central.books.withdraw(book.number)
    assert examine(book.pdf, central.central.books.trust(), clock.now()).verdict is Verdict.WITHDRAWN


def test_who_asked_for_no_book_gets_none(desk: Desk) -> None:
    assert desk.read(desk.ask()).book is None


def test_what_cannot_be_made_keeps_nobody_from_reading(
    desk: Desk, central: EmbeddedCentral, caplog: pytest.LogCaptureFixture
) -> None:
    central.central.books.keys()
    (central.central.books.folder / "signing.pem").unlink()
    with caplog.at_level("CRITICAL"):
        release = desk.read(desk.ask(sections=BOOK))
    assert release.book is None
    assert release.record.contributions


def test_a_phone_fetches_the_copy_once(desk: Desk, central: EmbeddedCentral, audited: Audited) -> None:
    granted, book = read_book(desk)
    copy = left(desk, granted, book.pdf)
    assert copy.expires_in_seconds == 600
    secret = copy.address.rpartition("/")[2]
    assert secret not in rows(central)
    assert b64encode(book.pdf[:30]).decode() not in rows(central)
    with httpx.Client() as phone:
        for _ in range(2):  # a preview of the link looks too
            page = phone.get(copy.address)
            assert page.status_code == 200
            assert book.number in page.text
            assert "set-cookie" not in page.headers
        taken = phone.post(copy.address)
        assert taken.content == book.pdf
        assert taken.headers["content-disposition"] == 'attachment; filename="so-bhxh.pdf"'
        assert taken.headers["cache-control"] == "no-store"
        assert phone.post(copy.address).status_code == phone.get(copy.address).status_code == 404
        assert phone.post(f"{copy.address[:-1]}x").status_code == 404
    assert audited()[-2:] == [("copy_left", None), ("copy_taken", None)]


def test_another_copy_ends_the_one_before_and_all_end_in_time(desk: Desk, clock: ManualClock) -> None:
    granted, book = read_book(desk)
    first, second = (left(desk, granted, book.pdf).address for _ in range(2))
    assert httpx.get(first).status_code == 404
    clock.advance(600)
    assert httpx.get(second).status_code == httpx.post(second).status_code == 404


def test_nothing_but_the_book_that_this_device_has_just_read_is_left(
    desk: Desk, new_desk: Callable[[str], Desk], central: EmbeddedCentral, clock: ManualClock
) -> None:
    granted, book = read_book(desk)
    other = new_desk("KIOSK-02")
    of_another = granted.model_copy(update={"grant_id": uuid4()})
    assert code_of(lambda: left(desk, granted, b"%PDF-1.7 something else")) == "book-unknown"
    assert code_of(lambda: left(desk, of_another, book.pdf)) == "book-unknown"
    assert code_of(lambda: left(other, granted, book.pdf)) == "book-unknown"
    clock.advance(3600)
    assert code_of(lambda: left(desk, granted, book.pdf)) == "book-unknown"
    central.central.devices.revoke("KIOSK-01")
    assert code_of(lambda: left(desk, granted, book.pdf)) == "device-revoked"
