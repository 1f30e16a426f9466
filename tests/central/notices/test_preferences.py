"""How a person wants to be told: followed at once, by nobody's work, and never below what the law demands."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import Engine, select

from central.keys.hashing import person_hash
from central.notices.inbox import choices_of
from central.store.notice_tables import notice_choice
from kiosk.contract.feed import CaseState
from kiosk.contract.records import NoticeChannel
from tests.acts import SUBJECT, preferences_payload
from tests.central.cases.parts import OFFICER, CaseRoom
from tests.manual_clock import ManualClock

KIOSK, EMAIL, TEXT = NoticeChannel


@pytest.fixture
def room(engine: Engine, tmp_path: Path, clock: ManualClock) -> CaseRoom:
    return CaseRoom(engine, tmp_path, clock)


def chosen(room: CaseRoom) -> dict[str, set[NoticeChannel]]:
    person = person_hash(room.keys.hashing, SUBJECT)
    with room.engine.connect() as connection:
        return {
            kind: set(channels) for kind, channels in choices_of(connection, [person]).get(person, {}).items()
        }


def choose(room: CaseRoom, **kinds: list[str]) -> CaseState:
    wanted = {name.replace("__", "."): on for name, on in kinds.items()}
    case_id = room.file("notice.preferences", payload=preferences_payload(SUBJECT, wanted))
    case = room.case(case_id)
    (told,) = room.news(case_id)
    assert (told.state, told.version) == (case.state, case.version)
    assert room.refusal(OFFICER, case_id, "take") == "case-change-refused"  # nobody's work
    return case.state


def test_what_was_chosen_last_holds_and_its_case_is_done_at_once(room: CaseRoom) -> None:
    assert choose(room, contributions__month=["kiosk"], health__treated=["kiosk", "text"]) is CaseState.DONE
    assert chosen(room) == {"contributions.month": {KIOSK}, "health.treated": {KIOSK, TEXT}}
    room.clock.advance(60)
    choose(room, health__treated=[], no__such__kind=["email"])
    assert chosen(room) == {"contributions.month": {KIOSK}, "health.treated": set()}
    with room.engine.connect() as connection:
        rows = connection.execute(select(notice_choice)).all()
    assert not [row for row in rows if SUBJECT in str(row)]


def test_a_choice_of_one_person_is_nobody_elses(room: CaseRoom) -> None:
    choose(room, money__decided=["kiosk", "email"])
    with room.engine.connect() as connection:
        assert choices_of(connection, [person_hash(room.keys.hashing, "001099000025")]) == {}
