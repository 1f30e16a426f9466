"""What is kept of a person, in words."""

from __future__ import annotations

from datetime import UTC, date, datetime

from kiosk.contract.records import (
    KeptData,
    Looked,
    LookedAt,
    Person,
    PersonRecord,
    Release,
    StandingConsent,
)
from kiosk.forms.kinds.consent import ConsentOptions
from kiosk.records.kept import ToldKept, tell_kept
from kiosk.tasks.catalogue import load_catalogue
from kiosk.visit.face_consent import face_purpose

NUMBER = "001099000017"
AT = datetime(2026, 3, 2, 20, 30, tzinfo=UTC)  # the next day in Việt Nam


def told(*consents: StandingConsent, looks: tuple[LookedAt, ...] = ()) -> ToldKept:
    person = Person(
        personal_number=NUMBER, full_name="Nguyễn Văn Thử", date_of_birth=date(1999, 1, 17), sex="male"
    )
    record = PersonRecord(person=person, kept=KeptData(consents=consents, looks=looks))
    return tell_kept(Release(read_at=AT, record=record), NUMBER, lambda code: f"BHXH {code}")


def said(purpose: str, *, given: bool = True) -> StandingConsent:
    return StandingConsent(purpose=purpose, given=given, at=AT, office="00100", text_version="1")


def values(kept: ToldKept, part: str) -> list[tuple[str, str]]:
    (found,) = (each for each in kept.parts if each.name == part)
    return [(line.label.vi, line.value.vi) for line in found.lines]


def test_a_yes_has_its_place_and_a_no_its_day() -> None:
    kept = told(said("notices"), said("face", given=False))
    assert values(kept, "consents") == [
        ("Nhận tin về hồ sơ và quyền lợi", "Đồng ý ngày 03/03/2026, tại BHXH 00100"),
        ("Ảnh khuôn mặt", "Không đồng ý, từ ngày 03/03/2026"),
    ]


def test_a_purpose_without_a_name_is_told_by_its_code() -> None:
    assert values(told(said("of_later")), "consents")[0][0] == "Mục đích khác (of_later)"


def test_every_purpose_that_is_asked_for_has_a_name() -> None:
    asked = {
        question.options.purpose
        for task in load_catalogue()
        for question in task.form.questions()
        if isinstance(question.options, ConsentOptions)
    } | {face_purpose().purpose}
    assert len(asked) > 5
    labels = {purpose: values(told(said(purpose)), "consents")[0][0] for purpose in asked}
    assert [purpose for purpose, label in labels.items() if purpose in label] == []


def test_who_has_looked_is_told_with_the_moment() -> None:
    looks = (LookedAt(by=Looked.VOUCHED, at=AT, office="00100"), LookedAt(by=Looked.STAFF, at=AT))
    assert values(told(looks=looks), "looks") == [
        ("Xem tại máy tự phục vụ, có cán bộ xác nhận", "03:30, 03/03/2026, BHXH 00100"),
        ("Cán bộ xem hồ sơ đã nộp", "03:30, 03/03/2026"),
    ]


def test_the_number_is_masked_and_nothing_is_said_to_be_nothing() -> None:
    kept = told()
    assert ("Số định danh cá nhân", "001••••••017") in values(kept, "person")
    (consents,) = (each for each in kept.parts if each.name == "consents")
    assert consents.none is not None
    assert consents.lines == ()
