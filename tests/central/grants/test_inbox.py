"""What a person reads of what they are told, how they are told, and that it is marked as read."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from central.embedded import EmbeddedCentral
from central.keys.hashing import person_hash
from central.notices.inbox import choose
from central.records.scope import Scope
from central.store.notice_tables import person_notice
from kiosk.contract.grants import Grant
from kiosk.contract.notices import NoticesRead
from kiosk.contract.records import InboxNotice, NoticeChannel, Notices, NoticeTopic, Section
from kiosk.sync.errors import CentralRefusedError
from simulation.people import ADULT_MAN, ADULT_WOMAN, SamplePerson
from tests.central.notices.test_rules import treated
from tests.grant_parts import Desk, card_of
from tests.manual_clock import ManualClock

TODAY = date(2026, 3, 2)
NUMBER = ADULT_WOMAN.personal_number


@pytest.fixture
def told(central: EmbeddedCentral) -> EmbeddedCentral:
    """A treatment has come into the register, and the day is worked out."""
    parts = central.central
    scope = Scope(NUMBER, frozenset(), "test", "test")
    parts.record_writing.add_entry(scope, "care", treated(TODAY))
    next_day = TODAY + timedelta(days=1)  # today may be done already
    while not parts.producing.some(next_day).finished:
        continue
    return central


def read(desk: Desk, person: SamplePerson = ADULT_WOMAN) -> tuple[Grant, Notices]:
    granted = desk.ask(card_of(person), sections=frozenset({Section.NOTICES}))
    notices = desk.read(granted, person.personal_number).record.notices
    assert notices is not None
    return granted, notices


def treatment(notices: Notices) -> InboxNotice:
    return next(each for each in notices.inbox if each.source == "01001260212001")


def mark(desk: Desk, granted: Grant, *ids: UUID, number: str = NUMBER) -> set[UUID]:
    request = NoticesRead(grant_id=granted.grant_id, number=number, notices=ids)
    return set(desk.client.mark_notices(request).notices)


def refusal(desk: Desk, granted: Grant, number: str = NUMBER) -> str:
    with pytest.raises(CentralRefusedError) as caught:
        mark(desk, granted, uuid4(), number=number)
    return caught.value.code


def test_a_person_reads_what_they_are_told_and_it_stays_read(told: EmbeddedCentral, desk: Desk) -> None:
    granted, notices = read(desk)
    new = treatment(notices)
    assert (new.topic, new.task, new.read_at) == (NoticeTopic.HEALTH, "not_my_care", None)
    assert "Bệnh viện Thí Dụ, từ 28/02/2026 đến 02/03/2026." in new.body.vi
    assert new.beforehand["day"] == "2026-02-28"
    warning = next(each for each in notices.inbox if each.kind == "general.warning")
    for _ in range(2):  # again it answers the same
        assert mark(desk, granted, new.notice_id, warning.notice_id, uuid4()) == {
            new.notice_id,
            warning.notice_id,
        }
    _, after = read(desk)
    assert treatment(after).read_at is not None
    place = [each.notice_id for each in after.inbox].index(new.notice_id)
    assert all(each.read_at is None for each in after.inbox[: place - 1])  # unread first
    assert len(after.inbox) == len(notices.inbox)
    _, other = read(desk, ADULT_MAN)
    assert next(each for each in other.inbox if each.kind == "general.warning").read_at is None
    assert not [each for each in other.inbox if each.source == new.source]


def test_marking_takes_the_reading_of_this_device_and_person(
    told: EmbeddedCentral, desk: Desk, new_desk: Callable[[str], Desk], clock: ManualClock
) -> None:
    unread = desk.ask(sections=frozenset({Section.NOTICES}))
    assert refusal(desk, unread) == "grant-unknown"  # nothing was read under it
    granted, notices = read(desk)
    assert refusal(new_desk("KIOSK-02"), granted) == "grant-of-another-device"
    assert refusal(desk, granted, ADULT_MAN.personal_number) == "grant-of-another-person"
    person = person_hash(told.central.keys.hashing, ADULT_MAN.personal_number)
    with told.central.engine.connect() as connection:
        his = connection.execute(
            select(person_notice.c.notice_id).where(person_notice.c.person == person)
        ).scalars()
        assert mark(desk, granted, *his, uuid4()) == set()
    clock.advance(3600)
    assert refusal(desk, granted) == "grant-expired"
    assert treatment(notices).read_at is None


def test_a_reading_of_something_else_marks_nothing(told: EmbeddedCentral, desk: Desk) -> None:
    granted = desk.ask()
    assert desk.read(granted).record.notices is None
    assert refusal(desk, granted) == "grant-unknown"


def test_preferences_show_what_holds_and_what_may_be_switched(told: EmbeddedCentral, desk: Desk) -> None:
    parts = told.central
    person = person_hash(parts.keys.hashing, NUMBER)
    with parts.engine.begin() as connection:
        wanted = {"health.treated": [NoticeChannel.TEXT], "account.phone_added": []}
        choose(connection, person, uuid4(), wanted, parts.now())
    _, notices = read(desk)
    choices = {each.kind: each for each in notices.preferences.choices}
    kiosk, email, text = NoticeChannel
    assert set(choices["health.treated"].on) == {kiosk, text}
    assert set(choices["health.treated"].may_switch) == {email, text}
    assert (set(choices["account.phone_added"].on), choices["account.phone_added"].may_switch) == (
        {kiosk, email, text},
        (),
    )
    assert notices.preferences.reached_by == (kiosk,)


@pytest.mark.expects_log(r"notice .* cannot be told")
def test_what_does_not_open_any_more_is_left_out(
    told: EmbeddedCentral, desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    _, before = read(desk)
    with told.central.engine.begin() as connection:
        gone = treatment(before).notice_id
        connection.execute(
            person_notice.update().where(person_notice.c.notice_id == gone).values(sealed=b"x" * 40)
        )
    _, after = read(desk)
    assert len(after.inbox) == len(before.inbox) - 1
    assert str(gone) in caplog.text
    assert NUMBER not in caplog.text
