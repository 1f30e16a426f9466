"""The schema on tables in parts: it can be cut, a filled database too, and central works on it."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, UniqueConstraint, insert, select, text

from central.embedded import EmbeddedCentral
from central.grants.tables import chip_challenge, officer_code, record_grant
from central.judging.quarantine import Quarantine
from central.operations.partitions import CutBy, CutError, column_of, cut, cut_by, part_names
from central.operations.retention import Retention
from central.records.tables import employer, kinship, person, person_alias
from central.smart_otp.tables import smart_otp_challenge, smart_otp_enrolment
from central.staff.tables import staff_session, staff_web_access
from central.store.oversight_tables import quarantine_answer, staff_deed
from central.store.schema import event, metadata, staff_account
from central.store.storage import make_engine, open_storage
from tests.central.judging.test_judging import send
from tests.central_databases import new_database
from tests.manual_clock import START, ManualClock
from tests.ready_made import kiosk_database
from tests.sync_parts import open_station, sample_act

# One row for each person and employer there is: they come from the register that central stands in for.
REGISTER = {table.name for table in (person, person_alias, kinship, employer)}
# Gone in a day or two, see `Retention`.
MOMENTS = {
    table.name
    for table in (chip_challenge, record_grant, smart_otp_enrolment, smart_otp_challenge, staff_session)
}
STAFF = {table.name for table in (staff_account, staff_web_access, officer_code, quarantine_answer)}
OTHERS = {
    *("device", "enrolment_code", "feed_scope", "staff_call", "notice_run"),
    *("kiosk_health", "kiosk_alarm", "news"),
}
GROWING = sorted(set(metadata.tables) - REGISTER - MOMENTS - STAFF - OTHERS)


@pytest.fixture(params=["cut_by_kiosk", "cut_by_office"])
def engine(request: pytest.FixtureRequest, postgresql: str) -> Iterator[Engine]:
    engine = open_storage(new_database(postgresql, request.getfixturevalue(request.param)))
    yield engine
    engine.dispose()


@pytest.mark.parametrize("by", CutBy)
@pytest.mark.parametrize("name", GROWING)
def test_every_unique_key_has_the_column_of_the_cut(name: str, by: CutBy) -> None:
    table, column = metadata.tables[name], column_of(name, by)
    assert column in table.primary_key.columns
    assert not [each for each in table.constraints if isinstance(each, UniqueConstraint)]
    assert not [index for index in table.indexes if index.unique]


def test_postgresql_does_not_try_to_compress_what_is_sealed(engine: Engine, postgresql: str) -> None:
    """It cost two thirds of the time that an act takes the database."""
    query = text(
        "SELECT relname, attstorage FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid"
        " WHERE attname = 'sealed' AND relkind IN ('r', 'p') AND relname ~ '^event(_p[0-9]+)?$'"
    )
    whole = open_storage(new_database(postgresql))
    for used in (engine, whole):
        with used.connect() as connection:
            found = {row.relname: row.attstorage for row in connection.execute(query)}
        assert (len(found) > 1) == (used is engine)
        assert {str(storage) for storage in found.values()} == {"e"}, found
    whole.dispose()


def test_tables_in_parts_are_the_schema_in_code(engine: Engine) -> None:
    with engine.connect() as connection:
        assert cut_by(connection) is not None
        parts = part_names(connection)
        assert {name.rpartition("_p")[0] for name in parts} == set(GROWING)
        options = {
            "compare_server_default": True,
            "include_name": lambda name, kind, _parents: kind != "table" or name not in parts,
            # PostgreSQL lists beside each foreign key its copies, one for each part that it points at.
            "include_object": lambda one, _name, kind, *_: (
                kind != "foreign_key_constraint" or one.elements[0].target_fullname.split(".")[0] not in parts
            ),
        }
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, metadata) == []


def test_a_filled_database_is_cut_and_goes_on(tmp_path: Path, postgresql: str, clock: ManualClock) -> None:
    """Two kiosks of two offices: before the cut, after it, moved to another office, and forgotten in time."""
    url = new_database(postgresql)
    central = EmbeddedCentral(tmp_path / "central", database_url=url, now=clock.now)
    central.start()
    stations = [open_station(kiosk_database(tmp_path / name / "kiosk.db"), clock) for name in ("one", "two")]
    for number, station in enumerate(stations):
        station.enrol(central.url, central.new_enrolment_code(f"KIOSK-0{number + 1}"))
    before = [sample_act(), dataclasses.replace(sample_act(), kind="account.closing")]
    send(stations[0], central, *before)
    numbers = central.find_stored_act(before[0].act_id).case_number
    for by, code in ((CutBy.OFFICE, None), (CutBy.OFFICE, "cut_already"), (CutBy.KIOSK, "cut_otherwise")):
        if code is None:
            cut(central.central.engine, by, parts=4)
        else:
            with pytest.raises(CutError) as caught:
                cut(central.central.engine, by, parts=4)
            assert caught.value.code == code
    assert central.find_stored_act(before[0].act_id).case_number == numbers
    after = [sample_act("079085001234"), sample_act()]
    for station, act in zip(stations, after, strict=True):
        send(station, central, act)
    assert central.find_stored_act(after[1].act_id).joined == numbers  # the person has that case
    stations[0].enrol(central.url, central.new_enrolment_code("KIOSK-01"))
    moved = sample_act("079085005678")
    send(stations[0], central, moved)
    assert central.find_stored_act(moved.act_id).joined is None
    parts = central.central
    waiting = Quarantine(parts.engine, parts.keys, parts.now)
    assert [each.problem for each in waiting.entries()] == ["kind-unknown"]
    assert waiting.judge_again(waiting.entries()) == 1
    central.wait_for_judging()
    waiting.answer(waiting.entries()[0], "Đã mời đến lại")
    clock.advance(timedelta(days=200).total_seconds())
    Retention(parts.engine, parts.now, parts.blobs).tidy()
    with parts.engine.connect() as connection:
        rows = connection.execute(select(event.c.kiosk_id, event.c.sequence)).all()
        assert sorted(tuple(row) for row in rows) == [
            ("KIOSK-01", 1),
            ("KIOSK-01", 2),
            ("KIOSK-01", 3),
            ("KIOSK-01", 4),
            ("KIOSK-02", 1),
        ]
    for station in stations:
        station.close()
    central.stop()


def test_a_table_that_came_after_the_cut_is_cut_like_the_others(engine: Engine) -> None:
    with engine.begin() as connection:
        staff_deed.drop(connection)
        staff_deed.create(connection)
        connection.execute(
            insert(staff_deed).values(deed_id=uuid4(), who="1", office_id="", what="x", at=START)
        )
        by = cut_by(connection)
        assert by is not None
    cut(engine, by, parts=2)
    with engine.connect() as connection:
        deeds = {name for name in part_names(connection) if name.startswith("staff_deed_p")}
        assert deeds == {"staff_deed_p0", "staff_deed_p1"}
        assert connection.execute(select(staff_deed.c.what)).scalars().all() == ["x"]


def test_sqlite_and_an_old_schema_are_not_cut(tmp_path: Path, postgresql: str) -> None:
    for url, code in (
        (f"sqlite:///{tmp_path / 'central.db'}", "not_postgresql"),
        (new_database(postgresql), "database_not_current"),
    ):
        engine = make_engine(url)
        with pytest.raises(CutError) as caught:
            cut(engine, CutBy.KIOSK, parts=2)
        assert caught.value.code == code
        engine.dispose()


def test_a_place_is_looked_for_in_one_part(engine: Engine) -> None:
    """The plan of what every push asks."""
    of = text(
        "EXPLAIN SELECT * FROM stream WHERE stream_id = '01890000-0000-7000-8000-000000000000'"
        " AND kiosk_id = 'KIOSK-01' AND office_id = '00100' FOR UPDATE"
    )
    with engine.connect() as connection:
        plan = "\n".join(connection.execute(of).scalars())
    assert sum(f"stream_p{number}" in plan for number in range(3)) == 1
