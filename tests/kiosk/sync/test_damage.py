"""Damaged files of a real encrypted database: every act is whole or named as lost, the rest can be sent."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import text

from central.embedded import EmbeddedCentral
from central.http.problems import ProblemError
from kiosk.sync.keeper import StoreKeeper
from kiosk.sync.worker import SyncWorker
from local_db.audit_log import AuditLog
from local_db.database import Database, open_database
from local_db.durable_file import sync_folder
from local_db.errors import LocalDbError, LocalDbErrorCode
from local_db.keys import DatabaseKey
from local_db.outbox import ActFault, Loss, OutboxState
from local_db.rescue import recovery
from local_db.rescue.pages import PAGE_BYTES
from tests.kiosk.sync.damaged_store import (
    ACTS,
    DAMAGES,
    LOG,
    MAIN,
    SHOWN,
    Image,
    check_image,
    check_sent,
    flip_bit,
    open_kept,
    open_unseen,
    send_all,
    take_image,
)
from tests.kiosk.sync.test_worker import Watcher, all_sent
from tests.ready_made import KEY
from tests.sync_parts import BRISK, Station, open_station, sample_act

IMAGES = int(os.environ.get("DAMAGED_IMAGES", "15"))  # of each kind of damage
TOLD = ("database was damaged", "an act is ", "a recovery of the database that was cut off", "audit log is")


@pytest.fixture
def image(enrolled: Station, tmp_path: Path) -> Image:
    return take_image(enrolled, tmp_path / "image", random.Random(11))


@pytest.mark.expects_log(*TOLD)
@pytest.mark.parametrize("damage", DAMAGES)
def test_every_act_is_whole_or_named(
    enrolled: Station, central: EmbeddedCentral, tmp_path: Path, damage: str
) -> None:
    source = random.Random(f"damage {damage}")
    image = take_image(enrolled, tmp_path / "image", source)
    for number in range(IMAGES):
        path = image.copy(tmp_path / f"copy {number}")
        DAMAGES[damage](path, source)
        station, keeper = open_kept(path)
        check_image(station, image)
        named = [entry.action for entry in AuditLog(station.database).entries()]
        assert sum(action.startswith("store.act.") for action in named) == len(station.outbox.losses())
        assert keeper.look()  # what was found is mended: the second look finds nothing
        if number % 5 == 0:
            send_all(station, central.url)
            check_sent(station, image, central)
        station.close()
        shutil.rmtree(path.parent)


def worker_of(station: Station, keeper: StoreKeeper, central: EmbeddedCentral) -> SyncWorker:
    def make() -> SyncWorker:
        return SyncWorker(
            station.outbox,
            station.credentials,
            station.client(central.url),
            station.clock,
            told=station.told,
            audit=station.log,
            pace=BRISK,
            mend=keeper.mend,
        )

    try:
        return make()
    except LocalDbError:  # met before there is a worker: mended as the kiosk does when it opens the store
        keeper.mend()
        return make()


@pytest.mark.expects_log(*TOLD)
def test_damage_that_the_worker_meets_does_not_stop_it(
    enrolled: Station, central: EmbeddedCentral, tmp_path: Path
) -> None:
    source = random.Random(3)
    image = take_image(enrolled, tmp_path / "image", source)
    for number in range(6):
        path = image.copy(tmp_path / f"copy {number}")
        open_database(path, KEY).close()
        flip_bit(path, source)
        station, keeper = open_unseen(path)
        worker = worker_of(station, keeper, central)
        watcher = Watcher(worker)
        worker.start()
        watcher.wait(lambda state: all_sent(state) and state.last_problem is None)
        worker.stop()
        check_sent(station, image, central)
        station.close()


@pytest.mark.expects_log(*TOLD)
@pytest.mark.parametrize("page", [1, 2, 3])
def test_the_first_pages_are_no_more_needed_than_others(image: Image, tmp_path: Path, page: int) -> None:
    """SQLite can open nothing without them: they say which table lies where, and which schema it is."""
    path = image.copy(tmp_path / "copy")
    open_database(path, KEY).close()  # all in the main file
    content = bytearray(path.read_bytes())
    content[(page - 1) * PAGE_BYTES + 2000] ^= 1
    path.write_bytes(content)
    station, _ = open_kept(path)
    assert check_image(station, image) == {"whole": ACTS}
    assert station.credentials.find_enrolment() is not None
    station.close()


@pytest.mark.expects_log(*TOLD)
def test_neither_key_nor_enrolment_hangs_on_one_page(image: Image, tmp_path: Path) -> None:
    path = image.copy(tmp_path / "copy")
    station = open_station(path)
    kid = station.credentials.kid
    station.database.checkpoint()
    with station.database.read() as connection:
        roots = [
            connection.execute(
                text("SELECT rootpage FROM sqlite_master WHERE name = :name"), {"name": name}
            ).scalar_one()
            for name in ("secret", "enrolment")
        ]
    station.close()
    content = bytearray(path.read_bytes())
    for root in roots:
        content[(root - 1) * PAGE_BYTES + 2000] ^= 1
    path.write_bytes(content)
    station, _ = open_kept(path)
    assert station.credentials.kid == kid
    assert station.credentials.find_enrolment() is not None
    assert check_image(station, image) == {"whole": ACTS}
    station.close()


class _KilledError(BaseException):
    """In the place of a kill: nothing catches it."""


def _kill_at(step: int, monkeypatch: pytest.MonkeyPatch) -> Callable[[], int]:
    """Every change of a name and every flush of a folder is a step; returns how many were done."""
    done = [0]

    def counted(original: Callable[..., object]) -> Callable[..., object]:
        def call(*args: object, **kwargs: object) -> object:
            if done[0] == step:
                raise _KilledError
            done[0] += 1
            return original(*args, **kwargs)

        return call

    monkeypatch.setattr(recovery, "sync_folder", counted(sync_folder))
    monkeypatch.setattr(os, "link", counted(os.link))
    monkeypatch.setattr(Path, "replace", counted(Path.replace))
    monkeypatch.setattr(Path, "unlink", counted(Path.unlink))
    return lambda: done[0]


@pytest.mark.losses
@pytest.mark.expects_log(*TOLD)
def test_a_recovery_survives_being_killed_anywhere(image: Image, tmp_path: Path) -> None:
    step, killed = 0, True
    while killed:
        path = image.copy(tmp_path / f"copy {step}")
        log = bytearray(path.with_name(LOG).read_bytes())
        log[3 * PAGE_BYTES] ^= 1
        path.with_name(LOG).write_bytes(log)
        with pytest.MonkeyPatch.context() as monkeypatch:
            steps = _kill_at(step, monkeypatch)
            try:
                open_database(path, KEY).close()
                killed = False
            except _KilledError:
                assert steps() == step
        station, _ = open_kept(path)
        found = check_image(station, image)
        assert found["whole"] >= ACTS - 1
        assert found["missing"] == 0
        kept = path.with_name(f"{MAIN}.damaged-1")
        assert kept.exists()
        assert not path.with_name(f"{MAIN}.damaged-2").exists()
        station.close()
        shutil.rmtree(path.parent)
        step += 1
    assert step > 8


@pytest.mark.expects_log(*TOLD)
def test_a_disk_without_second_names_keeps_a_copy(
    image: Image, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_names: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "link", refuse)
    path = image.copy(tmp_path / "copy")
    damaged = path.read_bytes()
    database = Database(path, KEY)
    database.recover()
    database.close()
    assert path.with_name(f"{MAIN}.damaged-1").stat().st_size >= len(damaged)
    station, _ = open_kept(path)
    assert check_image(station, image) == {"whole": ACTS}
    station.close()


def test_a_wrong_key_is_no_damage(image: Image, tmp_path: Path) -> None:
    path = image.copy(tmp_path / "copy")
    with pytest.raises(LocalDbError) as caught:
        open_database(path, DatabaseKey.generate())
    assert caught.value.code == LocalDbErrorCode.DATABASE_KEY_WRONG
    assert not path.with_name(f"{MAIN}.damaged-1").exists()
    station, _ = open_kept(path)
    assert check_image(station, image) == {"whole": ACTS}
    station.close()


HOLD = """
import sys
from pathlib import Path
from local_db.database import Database
from local_db.keys import DatabaseKey
database = Database(Path(sys.argv[1]), DatabaseKey(bytes(range(48))))
print("open", flush=True)
sys.stdin.read()
"""


def test_a_file_that_another_process_uses_is_not_exchanged(image: Image, tmp_path: Path) -> None:
    path = image.copy(tmp_path / "copy")
    database = open_database(path, KEY)
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "open\n"
        with pytest.raises(LocalDbError) as caught:
            database.recover()
        other.communicate("")
    assert caught.value.code == LocalDbErrorCode.DATABASE_BUSY
    database.close()


@pytest.mark.expects_log("an act is altered")
def test_altered_text_is_kept_aside_and_never_sent(enrolled: Station, central: EmbeddedCentral) -> None:
    """However it came about: not by the file, which authenticates its pages."""
    acts = [sample_act() for _ in range(5)]
    for act in acts:
        enrolled.recorder.record(act)
    with enrolled.database.write() as connection:
        connection.execute(
            text("UPDATE envelope SET sealed = 'A' || substr(sealed, 2) || 'A' WHERE act_id = :act"),
            {"act": str(acts[2].act_id)},
        )
    told: list[Loss] = []
    enrolled.outbox.on_loss = told.append
    send_all(enrolled, central.url)
    (loss,) = enrolled.outbox.losses()
    assert told == [loss]
    assert (loss.act_id, loss.sequence, loss.fault) == (acts[2].act_id, 3, ActFault.ALTERED)
    assert enrolled.outbox.get(acts[2].act_id).state is OutboxState.DAMAGED
    for act in acts[:2] + acts[3:]:
        assert central.find_stored_act(act.act_id).content.payload == act.payload
    with pytest.raises(ProblemError):
        central.find_stored_act(acts[2].act_id)
    counts = enrolled.outbox.counts()
    assert (counts.pending, counts.sent, counts.damaged) == (0, 4, 1)


@pytest.mark.expects_log("an act is altered")
@pytest.mark.parametrize("spoil", ["'A' || transfer", "(SELECT transfer FROM envelope WHERE sequence = 2)"])
def test_a_note_of_transfer_that_was_altered_is_made_anew(
    enrolled: Station, central: EmbeddedCentral, spoil: str
) -> None:
    """Central would set a whole act aside because of it."""
    acts = [sample_act() for _ in range(4)]
    for act in acts:
        enrolled.recorder.record(act)
    with enrolled.database.write() as connection:
        connection.execute(text("UPDATE envelope SET sealed = 'A' WHERE sequence = 1"))
    client = enrolled.client(central.url)
    delivery = enrolled.delivery(client)
    assert delivery.exchange().problem == "act_altered"  # the others move to another stream
    client.close()
    with enrolled.database.write() as connection:
        changed = connection.execute(
            text(f"UPDATE envelope SET transfer = {spoil} WHERE transfer IS NOT NULL AND sequence = 3")  # noqa: S608
        )
    assert changed.rowcount == 1
    send_all(enrolled, central.url)
    assert {enrolled.outbox.get(act.act_id).state for act in acts[1:]} == {OutboxState.SENT}


@pytest.mark.expects_log("an act is missing")
def test_an_old_image_of_the_database_is_noticed_at_once(enrolled: Station, central: EmbeddedCentral) -> None:
    path = enrolled.database.path
    first, second, third = (sample_act() for _ in range(3))
    enrolled.recorder.record(first)
    enrolled.database.checkpoint()
    old = path.read_bytes()
    enrolled.recorder.record(second)
    send_all(enrolled, central.url)
    enrolled.recorder.record(third)
    enrolled.database.close()
    path.write_bytes(old)
    station, _ = open_kept(path)
    assert {loss.act_id for loss in station.outbox.losses()} == {second.act_id, third.act_id}
    newest = sample_act()
    station.recorder.record(newest)
    send_all(station, central.url)
    # Central tells what it has: only the one that was never sent is lost.
    assert {loss.act_id for loss in station.outbox.losses() if not loss.at_central} == {third.act_id}
    assert central.find_stored_act(newest.act_id).sequence == 1  # no place was taken twice
    station.close()


@pytest.mark.expects_log("an act is missing")
def test_an_old_image_of_the_whole_disk_is_noticed_by_what_central_has(
    enrolled: Station, central: EmbeddedCentral
) -> None:
    path = enrolled.database.path
    enrolled.recorder.record(sample_act())
    enrolled.database.checkpoint()
    old = {name: path.with_name(name).read_bytes() for name in (MAIN, SHOWN)}
    for _ in range(2):
        enrolled.recorder.record(sample_act())
    send_all(enrolled, central.url)
    enrolled.database.close()
    for name, content in old.items():
        path.with_name(name).write_bytes(content)
    station, _ = open_kept(path)
    assert station.outbox.losses() == []
    send_all(station, central.url)
    assert [(loss.sequence, loss.at_central) for loss in station.outbox.losses()] == [(2, True), (3, True)]
    station.recorder.record(newest := sample_act())
    send_all(station, central.url)
    assert central.find_stored_act(newest.act_id).sequence == 1
    station.close()


def test_the_check_itself_survives_what_it_finds(image: Image, tmp_path: Path) -> None:
    path = image.copy(tmp_path / "copy")
    open_database(path, KEY).close()
    whole = path.read_bytes()
    for page in range(len(whole) // PAGE_BYTES):
        content = bytearray(whole)
        content[page * PAGE_BYTES + 3000] ^= 1
        path.write_bytes(content)
        database = Database(path, KEY)
        with pytest.raises(LocalDbError) as caught:
            database.check_integrity()
        assert caught.value.code == LocalDbErrorCode.DATABASE_DAMAGED
        database.close()
