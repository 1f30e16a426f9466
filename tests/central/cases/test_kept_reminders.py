"""Reminders that central keeps: settled by nobody, mailed when due, taken back by the person alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from types import SimpleNamespace
from uuid import UUID

import pytest
from sqlalchemy import select

from central.cases.kept_reminders import RingStanding
from central.casework.reminding import Reminding
from central.messages.mailbox import Mail, MailError
from central.settings import NoticeSettings
from central.store.reminder_tables import kept_reminder
from kiosk.contract.feed import CaseState
from kiosk.sync.act import Json
from tests.acts import SUBJECT, reminder_payload, withdrawal_payload
from tests.central.cases.parts import OFFICER, CaseRoom

VERIFIED: dict[str, Json] = {
    "state": "verified",
    "challenge_id": None,
    "verified_at": None,
    "statement": "signed",
}


class Relay:
    """What went out; ``down`` refuses."""

    def __init__(self) -> None:
        self.sent: list[Mail] = []
        self.down = False

    def send(self, mail: Mail) -> None:
        if self.down:
            raise MailError("down")
        self.sent.append(mail)


class Acts:
    """Opened acts: sealing and opening have tests of their own."""

    def __init__(self, unproved: tuple[str, ...] = ()) -> None:
        self.payload: dict[str, Json] = {}
        self.unproved = unproved

    def get(self, _act_id: UUID) -> SimpleNamespace:
        return SimpleNamespace(content=SimpleNamespace(payload=self.payload), unproved=self.unproved)


@pytest.fixture
def relay() -> Relay:
    return Relay()


def keep(room: CaseRoom, acts: Acts, *after: timedelta) -> UUID:
    rings = [room.clock.now() + each for each in after]
    acts.payload = reminder_payload(SUBJECT, *rings, proof=VERIFIED)
    return room.file("reminder.keep", payload=acts.payload)


def sender(room: CaseRoom, acts: Acts, relay: Relay | None) -> Reminding:
    return Reminding(
        room.engine,
        acts,  # type: ignore[arg-type]
        relay,
        calendar=room.calendar,
        now=room.clock.now,
        settings=NoticeSettings(),
        address_hash=str.upper,
    )


def drain(work: Callable[[], bool]) -> int:
    done = 0
    while work():
        done += 1
    return done


def standings(room: CaseRoom) -> list[str]:
    with room.engine.connect() as connection:
        query = select(kept_reminder.c.state).order_by(kept_reminder.c.place)
        return list(connection.execute(query).scalars())


def test_it_is_settled_without_anybody_and_mailed_when_it_is_due(room: CaseRoom, relay: Relay) -> None:
    acts = Acts()
    case_id = keep(room, acts, timedelta(days=1), timedelta(days=8))
    work = sender(room, acts, relay)
    assert drain(work.remind_one) == 1
    assert room.case(case_id).state is CaseState.DONE
    assert room.news(case_id)[-1].told.vi.startswith("Lời nhắc được giữ")
    assert room.desk.cases(OFFICER) == []  # nobody's work
    room.clock.advance(86_400 - 1)
    assert drain(work.remind_one) == 0
    room.clock.advance(1)
    assert drain(work.remind_one) == 1
    assert drain(sender(room, acts, relay).remind_one) == 0  # another sender finds it sent
    room.clock.advance(30 * 86_400)
    assert drain(work.remind_one) == 1
    assert [mail.to for mail in relay.sent] == ["nhac@example.vn"] * 2
    assert relay.sent[0].message_id != relay.sent[1].message_id
    assert relay.sent[0].subject == "Nhắc: Thẻ BHYT hết hạn"
    assert standings(room) == [RingStanding.KEPT, RingStanding.SENT, RingStanding.SENT]


def test_a_sender_that_dies_leaves_it_under_the_same_id(room: CaseRoom, relay: Relay) -> None:
    acts = Acts()
    keep(room, acts, timedelta(hours=1))
    work = sender(room, acts, relay)
    drain(work.remind_one)
    room.clock.advance(3600)
    relay.down = True
    assert drain(work.remind_one) == 1  # tried again later
    assert standings(room)[1] == RingStanding.WAITING
    relay.down = False
    room.clock.advance(3600)
    assert drain(work.remind_one) == 1
    assert len(relay.sent) == 1


def test_it_is_given_up_once_it_was_tried_often_enough(room: CaseRoom, relay: Relay) -> None:
    acts = Acts()
    keep(room, acts, timedelta(hours=1))
    work, relay.down = sender(room, acts, relay), True
    for _ in range(NoticeSettings().tries + 2):
        room.clock.advance(86_400)
        drain(work.remind_one)
    assert standings(room)[1] == RingStanding.FAILED


def test_without_a_relay_it_is_settled_and_waits(room: CaseRoom, relay: Relay) -> None:
    acts = Acts()
    case_id = keep(room, acts, timedelta(hours=1))
    room.clock.advance(7200)
    assert drain(sender(room, acts, None).remind_one) == 1
    assert room.case(case_id).state is CaseState.DONE
    assert drain(sender(room, acts, relay).remind_one) == 1
    assert len(relay.sent) == 1


def test_an_address_that_no_code_has_proved_gets_nothing(room: CaseRoom, relay: Relay) -> None:
    acts = Acts(unproved=("remind.email",))
    keep(room, acts, timedelta(hours=1))
    room.clock.advance(7200)
    drain(sender(room, acts, relay).remind_one)
    assert relay.sent == []
    assert standings(room)[1] == RingStanding.NO_ADDRESS


def test_the_person_takes_it_back_and_nothing_is_mailed(room: CaseRoom, relay: Relay) -> None:
    acts = Acts()
    case_id = keep(room, acts, timedelta(days=1))
    work = sender(room, acts, relay)
    drain(work.remind_one)
    number = room.case(case_id).number
    assert number is not None
    room.file("case.withdrawal", payload=withdrawal_payload(SUBJECT, case=number))
    assert room.case(case_id).state is CaseState.WITHDRAWN
    room.clock.advance(2 * 86_400)
    drain(work.remind_one)
    assert relay.sent == []
    assert standings(room)[1] == RingStanding.DROPPED


def test_nobody_else_takes_it_back_nor_a_case_that_was_decided(room: CaseRoom, relay: Relay) -> None:
    acts = Acts()
    case_id = keep(room, acts, timedelta(days=1))
    drain(sender(room, acts, relay).remind_one)
    number = room.case(case_id).number or ""
    room.file("case.withdrawal", "001099000025", payload=withdrawal_payload("001099000025", case=number))
    assert room.case(case_id).state is CaseState.DONE
    done = room.at(CaseState.DONE, subject_id="001099000033")
    other = withdrawal_payload("001099000033", case=done.number or "")
    room.file("case.withdrawal", "001099000033", payload=other)
    assert room.case(done.case_id).state is CaseState.DONE


def test_a_day_long_ago_is_mailed_all_the_same(room: CaseRoom, relay: Relay) -> None:
    """The act was on its way for long."""
    acts = Acts()
    keep(room, acts, -timedelta(days=3))
    assert drain(sender(room, acts, relay).remind_one) == 2
    assert len(relay.sent) == 1
    assert isinstance(relay.sent[0].sent_at, datetime)
