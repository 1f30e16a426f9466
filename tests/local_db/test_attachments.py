"""Files beside the database: durable before anything speaks of them, found or named whatever happens."""

from __future__ import annotations

import errno
import os
import shutil
import stat
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import text

from local_db.attachment_files import AttachmentFiles
from local_db.attachments import Attachments, AttachmentState
from local_db.durable_file import sync_folder
from local_db.errors import LocalDbError, LocalDbErrorCode
from local_db.rescue.pages import PAGE_BYTES
from local_db.rescue.recovery import recover
from tests.manual_clock import START, ManualClock
from tests.ready_made import KEY, kiosk_database
from tests.sync_parts import Station, enrol_nowhere, open_station, sample_act

HOUR = timedelta(hours=1)
ACT = UUID(int=1)


@pytest.fixture
def station(tmp_path: Path) -> Iterator[Station]:
    """Enrolled, so that acts can be recorded."""
    opened = open_station(kiosk_database(tmp_path / "kiosk" / "kiosk.db"), ManualClock())
    enrol_nowhere(opened)
    yield opened
    opened.close()


def files_of(station: Station) -> set[str]:
    folder = station.attachments.files.folder
    return {path.name for path in folder.iterdir()} if folder.exists() else set()


def states(station: Station) -> set[str]:
    with station.database.read() as connection:
        return set(connection.execute(text("SELECT state FROM attachment")).scalars())


def test_a_file_is_private_and_named_by_what_is_stored(station: Station) -> None:
    kept = station.attach(ACT, b"Nguyen Van Thu" * 9)
    path = station.attachments.files.path(kept.sha256)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert path.stat().st_size == kept.size
    assert station.attachments.files.is_whole(kept.sha256)
    assert b"Nguyen" not in path.read_bytes()
    assert files_of(station) == {kept.sha256}
    assert station.attachments.next_to_send() is None  # no act yet


def test_no_key_of_a_file_is_in_the_database(station: Station) -> None:
    act = station.record_with(b"a page")
    with station.database.read() as connection:
        for table in ("attachment", "outbox", "envelope"):
            held = str(connection.execute(text(f"SELECT * FROM {table}")).all())  # noqa: S608
            assert act.attachments[0].key not in held


def test_the_act_and_its_files_are_one_commit(station: Station) -> None:
    act = station.record_with(b"first", b"second")
    assert {each.state for each in station.attachments.of_act(act.act_id)} == {AttachmentState.WAITING}
    station.recorder.record(act)  # again: nothing changes
    assert station.attachments.backlog().count == 2


@pytest.mark.parametrize("why", ["dropped", "of another act", "bound before"])
def test_without_its_files_the_act_is_not_stored(station: Station, why: str) -> None:
    act = sample_act()
    file = station.attach(ACT if why == "of another act" else act.act_id, b"a page")
    act = replace(act, attachments=(file,))
    if why == "dropped":
        station.attachments.drop([file.attachment_id])
    if why == "bound before":
        with station.database.write() as connection:
            connection.execute(text("UPDATE attachment SET state = 'sent'"))
    with pytest.raises(LocalDbError) as caught:
        station.recorder.record(act)
    assert caught.value.code == LocalDbErrorCode.ATTACHMENT_GONE
    assert station.outbox.find(act.act_id) is None


def test_what_was_taken_away_goes_with_its_file(station: Station) -> None:
    first, second = station.attach(ACT, b"first"), station.attach(ACT, b"second")
    station.attachments.drop([first.attachment_id])
    assert files_of(station) == {second.sha256}
    station.attachments.drop_rest_of(ACT)
    assert files_of(station) == set()
    act = station.record_with(b"a page")
    station.attachments.drop([act.attachments[0].attachment_id])  # too late: it is part of an act
    station.attachments.drop_rest_of(act.act_id)
    assert files_of(station) == {act.attachments[0].sha256}


def test_held_too_long_it_goes_except_what_is_in_use(station: Station) -> None:
    old, used = station.attach(ACT, b"old"), station.attach(ACT, b"used")
    station.clock.advance(3601)  # type: ignore[attr-defined]
    young = station.attach(ACT, b"young")
    now = station.clock.now()
    assert station.attachments.drop_held(now - HOUR, now, but={used.attachment_id}) == 1
    assert files_of(station) == {used.sha256, young.sha256}
    assert old.sha256 not in files_of(station)
    # From the future, after the clock was set back.
    assert station.attachments.drop_held(START - HOUR, START, but=set()) == 1


def test_the_start_sweeps_what_a_cut_left(station: Station) -> None:
    act = station.record_with(b"a page")
    held, lost = station.attach(ACT, b"held"), station.attach(ACT, b"lost")
    folder = station.attachments.files.folder
    (folder / "unfinished.part").write_bytes(b"half")
    (folder / ("ab" * 32)).write_bytes(b"nobody's")
    orphan = station.attach(ACT, b"orphan")
    with station.database.write() as connection:
        connection.execute(
            text("DELETE FROM attachment WHERE attachment_id = :id"), {"id": str(orphan.attachment_id)}
        )
    station.attachments.files.path(lost.sha256).unlink()
    assert station.attachments.sweep(START) == 3
    assert files_of(station) == {act.attachments[0].sha256, held.sha256}
    assert station.attachments.find(lost.attachment_id) is None
    assert station.attachments.sweep(START) == 0


def test_a_file_of_an_act_is_never_swept_even_without_its_row(station: Station) -> None:
    act = station.record_with(b"a page")
    with station.database.write() as connection:
        connection.execute(text("DELETE FROM attachment"))
    assert station.attachments.sweep(START) == 0
    (found,) = station.attachments.waiting()
    file = act.attachments[0]
    assert (found.attachment_id, found.sha256, found.size) == (file.attachment_id, file.sha256, file.size)


def test_a_file_of_an_act_that_was_lost_here_is_offered_to_central(station: Station) -> None:
    act = station.record_with(b"a page")
    with station.database.write() as connection:
        connection.execute(text("UPDATE outbox SET state = 'sent', receipt = 'r'"))
        for table in ("attachment", "envelope", "outbox"):
            connection.execute(text(f"DELETE FROM {table}"))  # noqa: S608
    lost: list[object] = []
    station.outbox.on_loss = lost.append
    assert station.outbox.note_missing(START) == len(lost) == 1
    assert station.attachments.sweep(START) == 0
    found = station.attachments.next_to_send()
    assert found is not None
    assert found.attachment_id == act.attachments[0].attachment_id


def spoil_in_log(log: Path, page: int) -> None:
    """One bit in each frame of the write-ahead log that holds this page."""
    content, spoilt = bytearray(log.read_bytes()), 0
    for frame in range(32, len(content), 24 + PAGE_BYTES):
        if int.from_bytes(content[frame : frame + 4], "big") == page:
            content[frame + 24 + PAGE_BYTES // 2] ^= 1
            spoilt += 1
    assert spoilt
    log.write_bytes(content)


@pytest.mark.expects_log("the database was damaged")
def test_a_row_of_a_file_that_is_read_as_it_was_before_its_act_waits_with_the_act(
    station: Station, tmp_path: Path
) -> None:
    """It would be taken for one of a visit under way, and its file go after some hours, unsent."""
    act, other = sample_act(), sample_act()
    attached = station.attach(act.act_id, b"a scan")
    station.attach(other.act_id, b"of a visit under way")
    station.database.checkpoint()
    station.recorder.record(replace(act, attachments=(attached,)))
    with station.database.read() as connection:
        query = text("SELECT rootpage FROM sqlite_master WHERE type = 'table' AND name = 'attachment'")
        page = connection.execute(query).scalar_one()
    image = tmp_path / "image"
    shutil.copytree(station.database.path.parent, image)
    path = image / station.database.path.name
    spoil_in_log(path.with_name(f"{path.name}-wal"), page)
    recovered = open_station(path)
    assert recovered.database.recovery is not None
    assert recovered.outbox.find(act.act_id) is not None
    ((file,), (held,)) = (recovered.attachments.of_act(each.act_id) for each in (act, other))
    assert (file.state, held.state) == (AttachmentState.WAITING, AttachmentState.HELD)
    recovered.close()


@pytest.mark.expects_log("the database was damaged")
def test_a_recovered_database_knows_its_files(station: Station, tmp_path: Path) -> None:
    act = station.record_with(b"a page")
    station.attach(ACT, b"held")
    before = {(each.attachment_id, each.sha256, each.size) for each in station.attachments.waiting()}
    station.close()
    recover(station.database.path, KEY)
    again = open_station(station.database.path)
    after = {(each.attachment_id, each.sha256, each.size) for each in again.attachments.waiting()}
    assert before == after
    assert len(again.attachments.held()) == 1
    assert again.outbox.find(act.act_id) is not None
    again.close()


class _PowerCutError(Exception):
    pass


CALLS = ["open", "write", "fsync", "replace", "fsync of the folder", "commit"]


@pytest.mark.parametrize("call", CALLS)
def test_cut_at_any_call_nothing_half_is_ever_spoken_of(
    station: Station, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    """What lies on the disk at each moment, looked at by a kiosk that starts then."""
    before = station.attach(ACT, b"before")
    with monkeypatch.context() as patch:
        _cut_at(patch, call)
        with pytest.raises(_PowerCutError):
            station.attach(ACT, b"in the middle")
    station.close()
    again = open_station(station.database.path)
    again.attachments.sweep(START)
    assert {each.attachment_id for each in again.attachments.held()} == {before.attachment_id}
    assert files_of(again) == {before.sha256}
    again.close()


def _cut_at(patch: pytest.MonkeyPatch, call: str) -> None:
    def die(*_: object, **__: object) -> None:
        raise _PowerCutError

    folder_syncs = "local_db.attachment_files.sync_folder"
    match call:
        case "open" | "fsync":
            patch.setattr(f"local_db.attachment_files.os.{call}", die)
        case "write":
            patch.setattr("local_db.attachment_files.hashlib.sha256", _Dying)
        case "replace":
            patch.setattr(Path, "replace", die)
        case "fsync of the folder":
            patch.setattr(folder_syncs, die)
        case _:
            patch.setattr("local_db.attachments.Attachments._insert", die)


class _Dying:
    def update(self, _: bytes) -> None:
        raise _PowerCutError


def test_the_order_of_writing_is_the_durable_one(station: Station, monkeypatch: pytest.MonkeyPatch) -> None:
    """Content, then name, then folder, then the row that speaks of it."""
    done: list[str] = []

    def noted(name: str, call: Callable[..., object]) -> Callable[..., object]:
        def wrapper(*arguments: object, **more: object) -> object:
            done.append(name)
            return call(*arguments, **more)

        return wrapper

    station.attach(ACT, b"makes the folder")
    files, fsync, replace = "local_db.attachment_files", os.fsync, Path.replace
    monkeypatch.setattr(f"{files}.sync_folder", noted("folder", sync_folder))
    monkeypatch.setattr(Path, "replace", noted("name", replace))
    monkeypatch.setattr(Attachments, "_insert", staticmethod(noted("row", Attachments._insert)))
    monkeypatch.setattr(os, "fsync", noted("content", fsync))
    station.attach(ACT, b"a page")
    assert [name for name in done if name != "content"] == ["name", "folder", "row"]
    assert done[0] == "content"


def test_a_full_disk_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = AttachmentFiles(tmp_path / "attachments")

    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "no room")

    with monkeypatch.context() as patch:
        patch.setattr("local_db.attachment_files.os.fsync", full)
        patch.setattr("local_db.attachment_files.sync_folder", lambda _folder: None)
        with pytest.raises(LocalDbError) as caught:
            files.write("a", [b"content"])
    assert caught.value.code == LocalDbErrorCode.DISK_FULL
    assert list(files.folder.iterdir()) == []
    files.folder.rmdir()
    files.folder.write_bytes(b"no folder")
    with pytest.raises(LocalDbError) as caught:
        files.write("a", [b"content"])
    assert caught.value.code == LocalDbErrorCode.DATABASE_UNREACHABLE


def test_files_go_when_the_time_of_their_act_is_over_and_central_has_them(station: Station) -> None:
    acts = [station.record_with(b"sent"), station.record_with(b"waits"), station.record_with(b"young")]
    with station.database.write() as connection:
        for act, at in zip(acts, (START - 40 * 24 * HOUR, START - 40 * 24 * HOUR, START), strict=True):
            connection.execute(
                text(
                    "UPDATE outbox SET state = 'sent', receipt = 'r', received_at = :at WHERE act_id = :act"
                ),
                {"at": at.isoformat(timespec="microseconds"), "act": str(act.act_id)},
            )
    for act in (acts[0], acts[2]):
        station.attachments.settle(act.attachments[0].sha256, "receipt")
    assert station.attachments.purge(START - 30 * 24 * HOUR) == 1
    assert files_of(station) == {acts[1].attachments[0].sha256, acts[2].attachments[0].sha256}
    assert station.attachments.purge(START - 30 * 24 * HOUR) == 0


def test_two_kiosks_in_one_process_do_not_share_files(station: Station, tmp_path: Path) -> None:
    station.attach(ACT, b"a page")
    other = open_station(kiosk_database(tmp_path / "other" / "kiosk.db"))
    assert other.attachments.sweep(START) == 0
    assert files_of(other) == set()
    other.close()
    assert len(files_of(station)) == 1
