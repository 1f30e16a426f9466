"""Pages, rows and the log as they are read below SQLite, compared with what SQLite itself reads."""

from __future__ import annotations

import random
import shutil
import struct
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from local_db.engine import make_engine
from local_db.keys import DatabaseKey
from local_db.rescue.pages import PAGE_BYTES, USABLE_BYTES, DamagedPageError, PageFile
from local_db.rescue.rows import FoundRow, Value, rows_of

KEY = DatabaseKey(bytes(range(48)))
FRAME = 24 + PAGE_BYTES
VALUES = st.one_of(
    st.none(),
    st.integers(-(2**63), 2**63 - 1),
    st.floats(allow_nan=False),
    st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=40),
    st.binary(max_size=40),
    st.integers(3900, 20_000).map(lambda size: "x" * size),  # over one page and over several
    st.integers(3900, 9_000).map(bytes),
)


def read_all(path: Path) -> dict[int, tuple[Value, ...]]:
    """The rows of three columns; other tables have others."""
    found: dict[int, tuple[Value, ...]] = {}
    with PageFile(path, KEY) as pages:
        for number in pages.numbers():
            for row in rows_of(number, pages.read(number), pages.read):
                if row.columns == 3:
                    found[row.rowid] = row.values
    return found


@settings(max_examples=30)
@given(st.lists(st.tuples(VALUES, VALUES, VALUES), max_size=30), st.booleans())
def test_every_row_is_read_as_sqlite_reads_it(rows: list[tuple[Value, Value, Value]], in_log: bool) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "kiosk.db"
        engine = make_engine(path, KEY)
        with engine.begin() as connection:
            connection.exec_driver_sql("CREATE TABLE any (a, b, c)")
            for row in rows:
                connection.exec_driver_sql("INSERT INTO any VALUES (?, ?, ?)", row)
        with engine.connect() as connection:
            told = {
                row[0]: tuple(row[1:]) for row in connection.exec_driver_sql("SELECT rowid, a, b, c FROM any")
            }
        if not in_log:
            engine.dispose()
        assert read_all(path) == told
        engine.dispose()


@given(st.binary(min_size=USABLE_BYTES, max_size=USABLE_BYTES), st.integers(1, 3))
def test_no_page_is_too_strange(page: bytes, number: int) -> None:
    def read(_number: int) -> bytes:
        raise DamagedPageError

    leaf = bytes([0x0D]) if number > 1 else bytes(100) + bytes([0x0D])
    for content in (page, leaf + page[len(leaf) :]):
        assert all(isinstance(row, FoundRow) for row in rows_of(number, content, read))


@pytest.fixture
def with_log(tmp_path: Path) -> Path:
    """A database with some commits in its log, as a power cut leaves it."""
    path = tmp_path / "live" / "kiosk.db"
    path.parent.mkdir()
    engine = make_engine(path, KEY)
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE any (a, b, c)")
    for number in range(12):
        with engine.begin() as connection:
            connection.exec_driver_sql("INSERT INTO any VALUES (?, ?, ?)", (number, "x" * 700 * number, None))
    left = tmp_path / "left"
    shutil.copytree(path.parent, left, ignore=shutil.ignore_patterns("*-shm"))
    engine.dispose()
    return left / "kiosk.db"


def rows_of_sqlite(path: Path, folder: Path) -> int:
    """What SQLite still has of the rows; it works on a copy, because opening changes the files."""
    shutil.copytree(path.parent, folder)
    engine = make_engine(folder / path.name, KEY)
    with engine.connect() as connection:
        count = connection.exec_driver_sql("SELECT count(*) FROM any").scalar_one()
    engine.dispose()
    shutil.rmtree(folder)
    return int(count)


def test_a_whole_log_is_no_damage(with_log: Path) -> None:
    with PageFile(with_log, KEY) as pages:
        assert not pages.log.damaged
        assert pages.log.readable_to > 12
    assert len(read_all(with_log)) == 12


def test_a_log_that_was_cut_is_no_damage_and_gives_what_sqlite_gives(with_log: Path, tmp_path: Path) -> None:
    log = with_log.with_name("kiosk.db-wal")
    whole = log.read_bytes()
    chance = random.Random(5)
    for length in [0, 10, 32, 32 + FRAME, *(chance.randrange(32 + 2 * FRAME, len(whole)) for _ in range(12))]:
        log.write_bytes(whole[:length])
        with PageFile(with_log, KEY) as pages:
            assert not pages.log.damaged
        if length > 32 + FRAME:  # before that there is no table yet
            assert len(read_all(with_log)) == rows_of_sqlite(with_log, tmp_path / "copy")


def test_what_lies_behind_a_damaged_frame_is_read_and_told(with_log: Path, tmp_path: Path) -> None:
    log = with_log.with_name("kiosk.db-wal")
    whole = log.read_bytes()
    chance = random.Random(6)
    lost_by_sqlite = 0
    for _ in range(40):
        frame = chance.randrange((len(whole) - 32) // FRAME - 2)
        spoilt = bytearray(whole)
        spoilt[32 + frame * FRAME + chance.choice([4, 9, 17, 24 + chance.randrange(PAGE_BYTES)])] ^= 0x10
        log.write_bytes(spoilt)
        with PageFile(with_log, KEY) as pages:
            assert pages.log.damaged
        if frame > 2:
            lost_by_sqlite += 12 - rows_of_sqlite(with_log, tmp_path / "copy")
    assert lost_by_sqlite > 40


def test_frames_of_an_older_turn_of_the_log_are_not_taken(tmp_path: Path) -> None:
    """After a checkpoint the log is written from its beginning; what lay behind stays there."""
    path = tmp_path / "kiosk.db"
    engine = make_engine(path, KEY)
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE any (a, b, c)")
    for number in range(8):
        with engine.begin() as connection:
            connection.exec_driver_sql("INSERT INTO any VALUES (?, ?, ?)", (number, "old", None))
    raw = engine.raw_connection()
    raw.cursor().execute("PRAGMA wal_checkpoint(RESTART)").fetchall()
    raw.close()
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE any SET b = 'new'")
    left = tmp_path / "left"
    left.mkdir()
    for name in ("kiosk.db", "kiosk.db-wal"):
        shutil.copyfile(path.with_name(name), left / name)
    engine.dispose()
    with PageFile(left / "kiosk.db", KEY) as pages:
        assert not pages.log.damaged
        assert pages.log.readable_to < 5
    assert {values[1] for values in read_all(left / "kiosk.db").values()} == {"new"}


def test_a_row_whose_end_cannot_be_read_is_told_as_far_as_it_can() -> None:
    content = b"name" + b"y" * 9000
    header = bytes([3, 4 * 2 + 13]) + _varint(9000 * 2 + 13)
    header = bytes([len(header)]) + header[1:]
    payload = header + content
    page = bytearray(USABLE_BYTES)
    cell = _varint(len(payload)) + bytes([7]) + payload[:1000]
    page[0:8] = struct.pack(">BHHHB", 0x0D, 0, 1, 2000, 0)
    page[8:10] = struct.pack(">H", 2000)
    page[2000 : 2000 + len(cell)] = cell

    def read(_number: int) -> bytes:
        raise DamagedPageError

    (row,) = rows_of(2, bytes(page), read)
    assert (row.rowid, row.columns, row.values) == (7, 2, ("name",))
    assert not row.is_whole


def _varint(value: int) -> bytes:
    parts = [value & 0x7F]
    while value := value >> 7:
        parts.append(value & 0x7F | 0x80)
    return bytes(reversed(parts))
