"""The notices of a day over a real register: once each, however often, by however many, from wherever a run
was stopped.
"""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import Engine, func, insert, select

from central.keys.central_keys import CentralKeys
from central.keys.hashing import person_hash
from central.notices.inbox import choose, find_notice, inbox, tell_event
from central.notices.kinds import kinds
from central.notices.people import people_after
from central.notices.producing import Producing
from central.notices.sealing import Content, ContentError, NoticeSeals
from central.operations.retention import Retention
from central.records.loading import load
from central.records.scope import Scope
from central.records.tables import person
from central.records.writing import RecordWriting
from central.store.case_tables import case_file
from central.store.notice_tables import notice, notice_run, person_notice
from kiosk.contract.records import NoticeChannel
from simulation.country import country
from simulation.people import ADULT_WOMAN
from tests.central.notices.test_rules import treated
from tests.manual_clock import ManualClock

FIRST = date(2026, 3, 2)
PEOPLE = 60


@pytest.fixture
def register(engine: Engine, clock: ManualClock) -> Engine:
    load(engine, country(1, PEOPLE, FIRST), clock.now)
    return engine


def producing(engine: Engine, keys: CentralKeys, clock: ManualClock) -> Producing:
    return Producing(engine, keys, clock.now, at_once=7)


def finish(work: Producing, day: date) -> int:
    """The new notices of a day."""
    while not (done := work.some(day)).finished:
        continue
    return done.notices


def count(engine: Engine, table: Any = person_notice) -> int:
    with engine.connect() as connection:
        return connection.execute(select(func.count()).select_from(table)).scalar_one()


def told(engine: Engine) -> Counter[str]:
    with engine.connect() as connection:
        return Counter(connection.execute(select(person_notice.c.kind)).scalars())


def a_number(engine: Engine, keys: CentralKeys) -> tuple[str, str]:
    """Of somebody who is told something: the number, and how they stand in the tables."""
    with engine.connect() as connection:
        for row in connection.execute(select(person).where(person.c.personal_number.is_not(None))):
            hashed = person_hash(keys.hashing, row.personal_number)
            if inbox(connection, hashed, datetime(2026, 3, 3, tzinfo=UTC)):
                return row.personal_number, hashed
    raise AssertionError("nobody is told anything")


def open_case(engine: Engine, hashed: str, clock: ManualClock) -> None:
    values = {
        "case_id": uuid4(),
        "kind": "contact.change",
        "kiosk_id": "KIOSK-01",
        "office_id": "00100",
        "person": hashed,
        "state": "received",
        "version": 1,
        "due_confirmed": False,
        "doubtful": False,
        "back_office": False,
        "opened_at": clock.now(),
        "changed_at": clock.now(),
    }
    with engine.begin() as connection:
        connection.execute(insert(case_file).values(**values))


def test_a_day_is_worked_out_once_and_the_next_one_tells_only_what_is_new(
    register: Engine, keys: CentralKeys, clock: ManualClock
) -> None:
    work = producing(register, keys, clock)
    first = finish(work, FIRST)
    assert first == count(register) > PEOPLE // 2
    assert (finish(work, FIRST), count(register)) == (first, first)
    assert not work.work_one()  # today is done
    again = finish(producing(register, keys, clock), FIRST + timedelta(days=1))
    assert count(register) == first + again
    assert again < first // 4


def test_two_at_once_tell_everybody_once(register: Engine, keys: CentralKeys, clock: ManualClock) -> None:
    with ThreadPoolExecutor(2) as pool:
        runs = [pool.submit(finish, producing(register, keys, clock), FIRST) for _ in range(2)]
        both = [each.result() for each in runs]
    assert both == [count(register)] * 2
    with register.connect() as connection:
        run = connection.execute(select(notice_run)).one()
    assert (run.notices, run.finished_at) == (both[0], clock.now())


def test_a_run_that_was_stopped_goes_on_where_it_was(
    register: Engine, keys: CentralKeys, clock: ManualClock
) -> None:
    work = producing(register, keys, clock)
    parts = work.parts_left(FIRST)
    half = [work.some(FIRST) for _ in range(3)][-1]
    assert not half.finished
    assert work.parts_left(FIRST) == parts - 3
    rest = producing(register, keys, clock)
    assert rest.some(FIRST).people > half.people
    assert finish(rest, FIRST) == count(register)


def test_a_batch_that_fails_leaves_nothing_behind(
    register: Engine, keys: CentralKeys, clock: ManualClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError

    work = producing(register, keys, clock)
    with monkeypatch.context() as patch:
        patch.setattr("central.notices.producing.put", fail)
        with pytest.raises(RuntimeError):
            finish(work, FIRST)
    assert finish(work, FIRST) == count(register) > 0


def test_who_has_died_or_is_kept_by_others_or_has_no_number_is_told_nothing(
    register: Engine, keys: CentralKeys
) -> None:
    with register.connect() as connection:
        batch = people_after(connection, keys.hashing, 0, 10 * PEOPLE)
        rows = connection.execute(select(person)).all()
        left_out = [
            row
            for row in rows
            if row.personal_number is None or row.managed_by != "civil" or row.content.get("died_on")
        ]
        assert left_out
        assert len(batch.people) == len(rows) - len(left_out)
        assert batch.last is not None
        assert people_after(connection, keys.hashing, batch.last, 1).last is None


def test_nothing_readable_is_kept(register: Engine, keys: CentralKeys, clock: ManualClock) -> None:
    finish(producing(register, keys, clock), FIRST)
    number, hashed = a_number(register, keys)
    with register.connect() as connection:
        rows = connection.execute(select(person_notice)).all()
        name = connection.execute(
            select(person.c.full_name).where(person.c.personal_number == number)
        ).scalar()
        mine = inbox(connection, hashed, clock.now())
    seals = NoticeSeals(keys)
    for row in rows:
        kept = bytes(row.sealed) + str(row.kind).encode()
        values = seals.open(row.notice_id, row.sealed).values.values()
        words = [each for each in values if isinstance(each, str) and len(each) > 4]
        assert not [each for each in (number, str(name), *words) if each.encode() in kept]
        assert number not in str(row)
    with pytest.raises(ContentError):
        seals.open(uuid4(), mine[0].sealed)  # in another row


def test_it_is_sent_to_who_could_have_an_address_by_the_channels_chosen(
    register: Engine, keys: CentralKeys, clock: ManualClock
) -> None:
    work = producing(register, keys, clock)
    number = ADULT_WOMAN.personal_number
    hashed = person_hash(keys.hashing, number)
    open_case(register, hashed, clock)
    RecordWriting(register, clock.now).add_entry(
        Scope(number, frozenset(), "test", "test"), "care", treated(FIRST)
    )
    with register.begin() as connection:
        choose(
            connection, hashed, uuid4(), {"health.treated": [NoticeChannel.TEXT], "no.such": []}, clock.now()
        )
    finish(work, FIRST)
    with register.connect() as connection:
        queued = connection.execute(select(notice)).all()
        mine = {row.notice_id for row in inbox(connection, hashed, clock.now())}
    assert {row.person for row in queued} == {hashed}
    assert {row.about for row in queued} <= mine
    assert {row.office_id for row in queued} == {"00100"}
    assert {row.channel for row in queued if row.kind == "health.treated"} == {"text"}


def test_what_has_happened_is_told_at_once_and_the_minimum_is_not_switched_off(
    engine: Engine, keys: CentralKeys, clock: ManualClock
) -> None:
    seals, hashed = NoticeSeals(keys), person_hash(keys.hashing, "001099000017")
    open_case(engine, hashed, clock)
    with engine.begin() as connection:
        choose(connection, hashed, uuid4(), {"account.phone_removed": []}, clock.now())
        for _ in range(2):
            tell_event(
                connection,
                seals,
                hashed,
                clock.now(),
                kind="account.phone_removed",
                key="once",
                values={"moment": "08:30, 02/03/2026"},
            )
    with engine.connect() as connection:
        channels = connection.execute(select(notice.c.channel).order_by(notice.c.channel)).scalars().all()
        (row,) = inbox(connection, hashed, clock.now())
        assert find_notice(connection, hashed, row.notice_id) == row
        assert find_notice(connection, "somebody else", row.notice_id) is None
    assert channels == ["email", "text"]
    assert seals.open(row.notice_id, row.sealed) == Content(values={"moment": "08:30, 02/03/2026"})


def test_a_year_of_a_country_tells_each_thing_once(
    register: Engine, keys: CentralKeys, clock: ManualClock
) -> None:
    work = Producing(register, keys, clock.now)
    before = clock.now()
    for week in range(0, 366, 15):
        clock.set_wall_clock(before + timedelta(days=week))
        finish(work, FIRST + timedelta(days=week))
    kinds_told = told(register)
    assert set(kinds_told) <= set(kinds())
    assert {
        "contributions.month",
        "contributions.stopped",
        "health.card_ending",
        "health.card_lapsed",
        "health.card_gap",
        "health.facility_window",
        "money.verification_near",
        "money.verification_due",
        "money.verification_last",
    } <= set(kinds_told)
    with register.connect() as connection:
        a_person = connection.execute(
            select(person_notice.c.person, person_notice.c.kind, func.count())
            .group_by(person_notice.c.person, person_notice.c.kind)
            .order_by(func.count().desc())
        ).first()
    assert a_person is not None
    assert a_person[2] <= 12  # of one kind, in a year: nobody is flooded
    gone = count(register)
    Retention(register, lambda: clock.now() + timedelta(days=900), _NoBlobs()).tidy()  # type: ignore[arg-type]
    assert (gone > 0, count(register), count(register, notice_run)) == (True, 0, 0)


class _NoBlobs:
    """Files have tests of their own."""

    def tidy(self) -> int:
        return 0

    def sweep(self) -> int:
        return 0
