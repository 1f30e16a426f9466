"""Wiping a visit leaves nothing of the person in it."""

from __future__ import annotations

from dataclasses import fields

from kiosk.registration.consent import FACE_PURPOSE, answer
from kiosk.registration.contact import set_address, set_email, set_phone
from kiosk.visit import Visit
from tests.kiosk.visits import face_evidence, new_visit, proved_reading
from tests.manual_clock import ManualClock


def test_a_wiped_visit_equals_a_fresh_one() -> None:
    visit = new_visit()
    visit.card, visit.identity_confirmed = proved_reading(), True
    visit.face, visit.face_attempts = face_evidence(), 2
    set_phone(visit, "0901234567")
    set_email(visit, "lan@example.vn")
    set_address(visit, "7 Ngõ Nhỏ, Phường Mẫu, Hà Nội")
    answer(visit, FACE_PURPOSE, True, ManualClock())
    visit.wipe()
    fresh = new_visit()
    for each in fields(Visit):
        assert getattr(visit, each.name) == getattr(fresh, each.name), each.name


def test_what_a_visit_prints_of_itself_names_nobody() -> None:
    visit = new_visit()
    visit.card, visit.face = proved_reading(), face_evidence()
    set_phone(visit, "0901234567")
    set_email(visit, "lan@example.vn")
    shown = f"{visit!r} {visit.card!r} {visit.contact!r} {visit.face!r}"
    for private in ("079185012345", "Mẫu Đơn", "0901234567", "lan@example.vn", "1985", "one picture"):
        assert private not in shown
