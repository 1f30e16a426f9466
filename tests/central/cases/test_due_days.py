"""Days off that are decided later move the day by which a case is due, while it waits for the office."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import update

from central.casework.due_days import DueDays
from central.feed.publishing import Publishing
from central.store.case_tables import case_file
from kiosk.contract.feed import CaseState, Topic
from kiosk.reference.reference_data import SHIPPED
from tests.acts import service_payload
from tests.central.cases.parts import OFFICE, OFFICER, CaseRoom

TABLE = (SHIPPED / "working_days.toml").read_text("utf-8")
ONE_MORE_OFF = TABLE.replace("    2026-01-01,\n", "    2026-01-01,\n    2026-03-05,\n")
PROVISIONAL = TABLE.replace("year = 2026\nconfirmed = true", "year = 2026\nconfirmed = false")
BEFORE, AFTER = date(2026, 3, 5), date(2026, 3, 6)


@pytest.fixture
def days(room: CaseRoom) -> DueDays:
    return DueDays(room.engine, room.clock.now, room.calendar, pause_seconds=0)


def _publish(room: CaseRoom, table: str, office_id: str | None = None) -> None:
    publishing = Publishing(room.engine, room.clock.now)
    publishing.publish(Topic.REFERENCE, {"working_days.toml": table}, date(2026, 3, 3), office_id=office_id)


def _recounted(days: DueDays) -> int:
    times = 0
    while days.recount():
        times += 1
    return times


def test_a_case_that_waits_gets_its_new_day_once_and_the_kiosk_hears_of_it(
    room: CaseRoom, days: DueDays
) -> None:
    received, looked_at = room.file("contact.change"), room.file("contact.change", "001099000025")
    room.do(OFFICER, looked_at, "take")
    _publish(room, ONE_MORE_OFF)
    assert _recounted(days) == 0  # it does not hold yet
    versions = [room.case(each).version for each in (received, looked_at)]
    heard = len(room.news(received))
    room.clock.advance(86_400)
    assert _recounted(days) == 1
    for case_id in (received, looked_at):
        assert room.case(case_id).due_on == AFTER
        assert room.news(case_id)[-1].due_on == AFTER
    assert [
        room.case(each).version for each in (received, looked_at)
    ] == versions  # nobody's work is overtaken
    assert _recounted(days) == 0
    assert len(room.news(received)) == heard + 1


def test_what_does_not_wait_for_the_office_keeps_its_day(room: CaseRoom, days: DueDays) -> None:
    settled = [room.at(state) for state in (CaseState.RETURNED, CaseState.APPROVED, CaseState.WITHDRAWN)]
    of_before = room.file("contact.change", "001099000025")
    with room.engine.begin() as connection:
        connection.execute(update(case_file).where(case_file.c.case_id == of_before).values(due_since=None))
    _publish(room, ONE_MORE_OFF)
    room.clock.advance(86_400)
    assert _recounted(days) == 0
    assert {room.case(each.case_id).due_on for each in settled} == {BEFORE}
    assert room.case(of_before).due_on == BEFORE


def test_a_day_becomes_certain_or_uncertain_without_moving(room: CaseRoom, days: DueDays) -> None:
    case_id = room.file("contact.change")
    assert room.case(case_id).due_confirmed
    _publish(room, PROVISIONAL)
    room.clock.advance(86_400)
    assert _recounted(days) == 1
    assert (room.case(case_id).due_on, room.case(case_id).due_confirmed) == (BEFORE, False)
    _publish(room, TABLE, OFFICE)
    assert _recounted(days) == 1
    assert room.case(case_id).due_confirmed


def test_a_supplement_counts_from_its_own_day(room: CaseRoom, days: DueDays) -> None:
    case_id = room.file("contact.change")
    room.do(OFFICER, case_id, "take")
    room.do(OFFICER, case_id, "return")
    room.clock.advance(86_400)
    room.do(OFFICER, case_id, "supplement")
    assert room.case(case_id).due_on == AFTER
    _publish(room, ONE_MORE_OFF)
    assert _recounted(days) == 1
    assert room.case(case_id).due_on == date(2026, 3, 9)


def test_it_looks_once_in_a_while(room: CaseRoom) -> None:
    patient = DueDays(room.engine, room.clock.now, room.calendar)
    case_id = room.file("contact.change")
    assert not patient.recount()
    _publish(room, ONE_MORE_OFF)
    room.clock.advance(86_400)
    assert not patient.recount()
    assert room.case(case_id).due_on == BEFORE
    assert DueDays(room.engine, room.clock.now, room.calendar).recount()


@pytest.mark.parametrize(
    ("service", "before", "after"),
    [
        ("9.3", date(2026, 3, 23), date(2026, 3, 24)),  # 20 days without public holidays (L41 Art. 79.3)
        ("9.7", date(2026, 3, 13), date(2026, 3, 13)),  # 10 days, whatever they are
        ("9.14", date(2026, 3, 12), date(2026, 3, 13)),  # 7 working days
        ("9.4", None, None),  # the law gives no term
    ],
)
def test_each_term_is_counted_as_the_law_counts_it(
    room: CaseRoom, days: DueDays, service: str, before: date | None, after: date | None
) -> None:
    room.clock.advance(86_400)
    case_id = room.file("service.filed", payload={**service_payload(), "service": service, "answers": {}})
    assert room.case(case_id).due_on == before
    _publish(room, ONE_MORE_OFF)
    _recounted(days)
    assert room.case(case_id).due_on == after
