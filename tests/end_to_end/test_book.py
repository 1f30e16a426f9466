"""The electronic book, from the chip on the reader to printer, mail and phone."""

from __future__ import annotations

from pathlib import Path

import httpx

from central.verification.examining import examine
from central.verification.finding import Verdict
from kiosk.contract.records import Section
from kiosk.places import EndReason
from kiosk.visit.mailing import ADDRESS
from tests.end_to_end.test_record import counter_in

SECTIONS = frozenset({Section.CONTRIBUTIONS, Section.BENEFITS, Section.BOOK})


def test_a_book_is_read_once_and_taken_by_every_way(tmp_path: Path) -> None:
    with counter_in(tmp_path) as counter:
        counter.put()
        counter.arrive(task="electronic_book")
        visit, books, central = counter.visit, counter.kiosk.books, counter.world.central
        visit.read = counter.kiosk.records.fetch(visit, SECTIONS, counter.answer())
        counter.kiosk.navigator.next()
        assert counter.kiosk.navigator.screen == "book"
        number = books.tell(visit).copy_number
        books.print_book(visit)
        visit.mailing.put(ADDRESS, "thu@example.vn")
        books.mail_book(visit)
        copy = books.leave_for_phone(visit)
        (paper,) = counter.world.printed_folder.glob("*.pdf")
        (mail,) = central.mails()
        fetched = httpx.post(copy.address).content
        assert paper.read_bytes() == mail.attachments[0].content == fetched
        found = examine(fetched, central.central.books.trust(), counter.world.clock.now())
        assert (found.verdict, found.book) == (Verdict.VALID, number)
        taken = [("book.printed", "ok"), ("book.mailed", "ok"), ("book.copied", "ok")]
        assert counter.noted_here == [("record.read", "ok"), *taken]
        noted = [("granted", None), ("read", None), ("copy_left", None), ("copy_taken", None)]
        assert counter.noted_at_central == noted
        counter.kiosk.navigator.end(EndReason.FINISHED)
        assert visit.read is None
