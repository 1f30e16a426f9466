"""The page of the electronic book: the main things first, and every way to take it home."""

from __future__ import annotations

from pathlib import Path

from kiosk.contract.records import Section
from kiosk.language import Language
from kiosk.places import EndReason
from kiosk.sync.errors import SyncError, SyncErrorCode
from simulation.touch import shown
from tests.ui.as_written import as_written
from tests.ui.conftest import OpenWalk
from tests.ui.devices.parts import TestParts, settings_of
from tests.ui.devices.records import SIGNED_BOOK, odd_record
from tests.ui.walk import Walk
from ui.view_models.book_vm import BookVm


def book_of(walk: Walk) -> BookVm:
    walk.book()
    walk.wait_for_keys()
    return walk.kiosk.vm.view_model(BookVm)


def said(walk: Walk, name: str) -> str:
    return as_written(walk.wait_for(name).property("text"))


def test_number_name_and_total_come_first_and_no_wage_is_shown(walk: Walk) -> None:
    vm, person = book_of(walk), odd_record().person
    assert said(walk, "owner") == person.full_name
    assert said(walk, "number") == f"Mã số BHXH: {shown(vm, 'number')}"
    assert "năm" in said(walk, "headline")
    assert "ABCD-EFGH-JKMN-PQRS" in said(walk, "signed")
    rows = [row for name in ("person", "figures", "stretches") for row in shown(vm, name).rows()]
    values = " ".join(str(row["value"]) for row in rows)
    assert "đồng" not in values
    assert person.personal_number is None or person.personal_number not in values


def test_it_is_printed_mailed_and_taken_on_a_phone_and_forgotten(open_walk: OpenWalk, tmp_path: Path) -> None:
    printed = tmp_path / "printed"
    walk = open_walk(parts=TestParts(settings=settings_of(printer={"folder": printed})))
    vm = book_of(walk)
    walk.tap("print")
    walk.wait_until(lambda: shown(vm, "paper.state") == "done", "the printed book")
    (file,) = printed.glob("*.pdf")
    assert file.read_bytes() == SIGNED_BOOK
    walk.tap("phone")
    walk.wait_for("bookQr")
    assert shown(vm, "phoneMinutes") == 10
    assert shown(vm, "qrSource")
    walk.tap("hideCode")
    walk.wait_for("mail")
    assert shown(vm, "qrSource") == ""
    walk.tap("mail")
    walk.arrive("mail_result")
    walk.wait_for_keys()
    walk.field("mail.address.text", "thu@example.vn")
    walk.tap("primary")
    walk.wait_for("mailed")
    assert walk.parts.mails.sent == [("thu@example.vn", Language.VIETNAMESE, SIGNED_BOOK)]
    assert walk.parts.records.books == ["printed", "copied", "mailed"]
    walk.parts.navigator.end(EndReason.IDLE)
    walk.arrive("attract")
    assert (vm._shown, shown(vm, "stretches").rows()) == (None, ())


def test_a_phone_that_gets_nothing_is_told_what_else_can_be_done(walk: Walk) -> None:
    vm = book_of(walk)
    walk.parts.records.fault = SyncError(SyncErrorCode.CENTRAL_UNREACHABLE, "no line")
    walk.tap("phone")
    assert "mất kết nối" in said(walk, "noPhone")
    assert shown(vm, "qrSource") == ""


def test_without_a_signed_copy_it_is_shown_and_not_given_out(walk: Walk) -> None:
    walk.parts.records.signs_books = False
    book_of(walk)
    assert "chữ ký số" in said(walk, "notSigned")
    assert walk.find("print") is None
    assert walk.find("mail") is None


def test_what_another_authority_keeps_is_told(walk: Walk) -> None:
    walk.parts.records.withheld = (Section.CONTRIBUTIONS, Section.BENEFITS)
    book_of(walk)
    assert "Bộ Quốc phòng" in said(walk, "notSigned")
