"""Sealed drafts in a real SQLCipher file: one a person, of a stretch of time, gone when deleted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from local_db.database import Database, open_database
from local_db.drafts import Drafts
from local_db.keys import DatabaseKey
from local_db.schema import draft

KEY = DatabaseKey(bytes(range(48)))
NOW = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)
HOUR, SECOND = timedelta(hours=1), timedelta(seconds=1)
SUBJECT, ANOTHER = "001099000017", "001099000018"


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = open_database(tmp_path / "kiosk.db", KEY)
    yield opened
    opened.close()


@pytest.fixture
def drafts(database: Database) -> Drafts:
    return Drafts(database)


def count(database: Database) -> int:
    with database.read() as connection:
        return connection.execute(select(func.count()).select_from(draft)).scalar_one()


def test_the_newest_of_a_person_takes_the_place_of_the_older(drafts: Drafts, database: Database) -> None:
    drafts.put(SUBJECT, b"first", NOW)
    drafts.put(SUBJECT, b"second", NOW + SECOND)
    drafts.put(ANOTHER, b"of another", NOW)
    assert count(database) == 2
    assert drafts.find(SUBJECT, NOW, NOW + HOUR) == b"second"
    assert drafts.find(ANOTHER, NOW, NOW + HOUR) == b"of another"


def test_it_is_there_after_the_file_was_closed(drafts: Drafts, database: Database, tmp_path: Path) -> None:
    drafts.put(SUBJECT, b"kept", NOW)
    database.close()
    again = open_database(tmp_path / "kiosk.db", KEY)
    assert Drafts(again).find(SUBJECT, NOW, NOW) == b"kept"
    again.close()


def test_only_what_was_saved_in_the_stretch_is_found(drafts: Drafts) -> None:
    drafts.put(SUBJECT, b"kept", NOW)
    assert drafts.find(SUBJECT, NOW, NOW) == b"kept"
    assert drafts.find(SUBJECT, NOW + SECOND, NOW + HOUR) is None
    assert drafts.find(SUBJECT, NOW - HOUR, NOW - SECOND) is None
    assert drafts.find(ANOTHER, NOW, NOW) is None


def test_what_is_outside_the_stretch_is_purged(drafts: Drafts, database: Database) -> None:
    drafts.put(SUBJECT, b"too old", NOW - HOUR - SECOND)
    drafts.put(ANOTHER, b"of the future", NOW + SECOND)
    drafts.put("001099000019", b"good", NOW - HOUR)
    assert drafts.purge(NOW - HOUR, NOW) == 2
    assert drafts.purge(NOW - HOUR, NOW) == 0
    assert count(database) == 1
    assert drafts.find("001099000019", NOW - HOUR, NOW) == b"good"


def test_deleting(drafts: Drafts, database: Database) -> None:
    drafts.put(SUBJECT, b"mine", NOW)
    drafts.put(ANOTHER, b"of another", NOW)
    drafts.delete(SUBJECT)
    drafts.delete(SUBJECT)
    assert drafts.find(SUBJECT, NOW, NOW) is None
    assert count(database) == 1
    drafts.delete_all()
    assert count(database) == 0


def test_the_personal_number_is_in_no_column(drafts: Drafts, database: Database) -> None:
    drafts.put(SUBJECT, b"sealed", NOW)
    with database.read() as connection:
        row = connection.execute(select(draft)).one()
    assert SUBJECT not in repr(row)
