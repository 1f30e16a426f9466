"""Files of acts come to a real central over real HTTP: resumed after any cut, stored once, and opened by the
act alone.
"""

from __future__ import annotations

import stat
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select, text

from central.embedded import EmbeddedCentral
from central.files.blob_store import FolderBlobStore
from central.files.blobs import upload_name
from central.keys.opening import UnusableError
from central.store import schema
from kiosk.contract.attachments import PART_BYTES
from kiosk.contract.wire import AttachedFile
from kiosk.sync.errors import CentralRefusedError, SyncError
from local_db.attachments import AttachmentState, Backlog
from tests.central.files.uploading import (
    LONG,
    blob_folder,
    content_at_central,
    drive,
    send_acts,
    send_all,
    states,
    stored_flags,
    uploading,
)
from tests.cutting_proxy import Cut, CuttingProxy
from tests.manual_clock import ManualClock
from tests.sync_parts import Station, sample_act


def test_files_follow_their_act_and_open_with_its_keys(
    station: Station, central: EmbeddedCentral, clock: ManualClock
) -> None:
    act = station.record_with(LONG, b"a second page")
    with uploading(station, central.url) as uploads:
        assert uploads.step() is None  # the act first
        send_acts(station, central.url)
        stored = central.find_stored_act(act.act_id)
        assert [(each.role, each.stored) for each in stored.attachments] == [
            ("paper.scan.1", False),
            ("paper.scan.2", False),
        ]
        assert station.attachments.backlog() == Backlog(2, sum(each.size for each in act.attachments))
        assert drive(uploads, clock) == 1 + 3 + 1 + 1  # both asked for, three parts, and one that is a part
    assert stored_flags(central, act) == [True, True]
    assert content_at_central(central, act) == LONG
    assert content_at_central(central, act, 1) == b"a second page"
    assert states(station, act) == ["sent", "sent"]
    assert station.attachments.backlog() == Backlog()


def test_what_lies_at_central_is_sealed_and_private(
    station: Station, central: EmbeddedCentral, clock: ManualClock
) -> None:
    act = station.record_with(b"Nguyen Van Thu " * 100)
    send_all(station, central.url, clock)
    files = [path for path in blob_folder(central).rglob("*") if path.is_file()]
    assert [path.name for path in files] == [act.attachments[0].sha256]
    assert stat.S_IMODE(files[0].stat().st_mode) == 0o600
    assert stat.S_IMODE(files[0].parent.stat().st_mode) == 0o700
    assert b"Nguyen" not in files[0].read_bytes()
    told = central.stored_act(act.act_id)
    assert act.attachments[0].key not in str(told)
    assert told["content"]["attachments"] == []


CUTS = st.builds(Cut, st.integers(0, len(LONG) + 5000), st.booleans()) | st.builds(
    Cut, st.integers(0, 2000), st.booleans()
)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cuts=st.lists(CUTS, min_size=1, max_size=6), size=st.integers(1, len(LONG)))
def test_after_cuts_anywhere_it_goes_on_from_where_central_stands(
    station: Station, central: EmbeddedCentral, clock: ManualClock, cuts: list[Cut], size: int
) -> None:
    contents = [LONG[:size], LONG[size // 2 : size // 2 + 90_000], LONG[: size // 3 + 1]]
    act = station.record_with(*contents)
    send_acts(station, central.url)
    proxy = CuttingProxy(int(central.url.rpartition(":")[2]), cuts)
    with proxy.running() as url, uploading(station, url) as uploads:
        drive(uploads, clock)
    assert [content_at_central(central, act, number) for number in range(3)] == contents
    assert states(station, act) == ["sent"] * 3


def test_no_part_that_arrived_is_sent_twice(
    station: Station, central: EmbeddedCentral, clock: ManualClock
) -> None:
    act = station.record_with(LONG)
    send_acts(station, central.url)
    file = act.attachments[0]
    with uploading(station, central.url) as uploads:
        assert (uploads.step(), uploads.step()) == (0.0, 0.0)  # asked, one part
    with uploading(station, central.url) as uploads:  # the kiosk was started again
        assert drive(uploads, clock) == 1 + 2
    assert content_at_central(central, act) == LONG
    with central.central.engine.connect() as connection:
        assert connection.execute(select(func.count()).select_from(schema.upload)).scalar_one() == 0
    client = station.client(central.url)
    assert client.blob_state(file.sha256).offset == file.size
    client.close()


def test_another_offset_is_answered_with_the_right_one(station: Station, central: EmbeddedCentral) -> None:
    act = station.record_with(LONG)
    send_acts(station, central.url)
    file, client = act.attachments[0], station.client(central.url)
    sealed = station.attachments.files.path(file.sha256).read_bytes()
    client.begin_part(file.sha256, 0, file.size, sealed[:1000]).answer()
    for offset in (0, 999, 1001, 2000):
        with pytest.raises(CentralRefusedError) as caught:
            client.begin_part(file.sha256, offset, file.size, sealed[offset : offset + 10]).answer()
        assert (caught.value.problem.status, caught.value.code) == (409, "upload-offset-wrong")
        assert caught.value.problem.upload_offset == 1000
    assert client.blob_state(file.sha256).offset == 1000
    client.close()


def test_what_is_not_what_its_name_says_is_not_stored(station: Station, central: EmbeddedCentral) -> None:
    act = station.record_with(b"a page")
    file, client = act.attachments[0], station.client(central.url)
    with pytest.raises(CentralRefusedError, match="blob-altered"):
        client.begin_part(file.sha256, 0, file.size, bytes(file.size)).answer()
    assert client.blob_state(file.sha256).offset == 0
    sealed = station.attachments.files.path(file.sha256).read_bytes()
    state = client.begin_part(file.sha256, 0, file.size, sealed).answer()
    assert state.receipt is not None
    client.close()


def test_a_file_that_is_here_is_answered_at_once(
    station: Station, central: EmbeddedCentral, new_station: Callable[[str], Station], clock: ManualClock
) -> None:
    act = station.record_with(LONG)
    send_all(station, central.url, clock)
    file = act.attachments[0]
    for other in (station, new_station("KIOSK-02")):
        client = other.client(central.url)
        assert client.begin_part(file.sha256, 0, file.size, b"x").answer().receipt is not None
        assert client.blob_state(file.sha256).receipt is not None
        client.close()
    station.attachments.offer_again([file.sha256])
    assert send_all(station, central.url, clock) == 1


def test_no_device_can_spoil_what_another_sends(
    station: Station, central: EmbeddedCentral, new_station: Callable[[str], Station], clock: ManualClock
) -> None:
    act = station.record_with(LONG)
    send_acts(station, central.url)
    file, other = act.attachments[0], new_station("KIOSK-02").client(central.url)
    with uploading(station, central.url) as uploads:
        uploads.step()
        uploads.step()
        other.begin_part(file.sha256, 0, file.size, b"spoilt").answer()
        drive(uploads, clock)
    other.close()
    assert content_at_central(central, act) == LONG


@pytest.mark.parametrize(
    ("place", "part", "code"),
    [
        ((0, 20_000_001), b"x", "blob-too-large"),
        ((0, 1), b"xx", "request-invalid"),
        ((0, 100), b"", "request-invalid"),
        ((90, 100), bytes(11), "request-invalid"),
        ((0, 2 * PART_BYTES), bytes(PART_BYTES + 1), "request-invalid"),
        ((-1, 100), b"x", "request-invalid"),
        ((0, 1 << 40), b"x", "request-invalid"),
    ],
)
def test_sizes_are_bounded(
    station: Station, central: EmbeddedCentral, place: tuple[int, int], part: bytes, code: str
) -> None:
    client = station.client(central.url)
    with pytest.raises(CentralRefusedError, match=code):
        client.begin_part("ab" * 32, *place, part).answer()
    with pytest.raises(CentralRefusedError, match="request-invalid"):
        client.begin_part("no-digest", 0, 1, b"x").answer()
    client.close()


def test_a_device_may_begin_so_many_and_those_left_are_dropped(
    station: Station, central: EmbeddedCentral, clock: ManualClock
) -> None:
    client = station.client(central.url)
    for number in range(20):
        client.begin_part(f"{number:064x}", 0, 100, b"x").answer()
    with pytest.raises(CentralRefusedError) as caught:
        client.begin_part("f" * 64, 0, 100, b"x").answer()
    assert (caught.value.problem.status, caught.value.code) == (429, "upload-limit-reached")
    clock.advance(71 * 3600)
    client.begin_part(f"{0:064x}", 1, 100, b"x").answer()
    clock.advance(2 * 3600)
    assert central.central.blobs.tidy() == 19
    unfinished = blob_folder(central) / "unfinished"
    assert [path.name for path in unfinished.iterdir()] == [upload_name(station.credentials.kid, f"{0:064x}")]
    client.begin_part("f" * 64, 0, 100, b"x").answer()
    client.close()


def test_a_database_that_was_restored_is_told_of_what_the_disk_has(
    station: Station, central: EmbeddedCentral, clock: ManualClock
) -> None:
    act, half = station.record_with(b"whole"), station.record_with(LONG)
    send_acts(station, central.url)
    with uploading(station, central.url) as uploads:
        for _ in range(4):
            uploads.step()
    with central.central.engine.begin() as connection:
        connection.execute(text("DELETE FROM blob"))
        connection.execute(text("DELETE FROM upload"))
    assert send_all(station, central.url, clock) > 2
    station.attachments.offer_again([act.attachments[0].sha256])
    assert send_all(station, central.url, clock) == 1
    assert content_at_central(central, act) == b"whole"
    assert content_at_central(central, half) == LONG


def test_a_disk_that_has_less_than_the_database_says_is_believed(
    station: Station, central: EmbeddedCentral, clock: ManualClock
) -> None:
    act = station.record_with(LONG)
    send_acts(station, central.url)
    with uploading(station, central.url) as uploads:
        for _ in range(3):
            uploads.step()
    (unfinished,) = (blob_folder(central) / "unfinished").iterdir()
    unfinished.write_bytes(unfinished.read_bytes()[:1000])
    send_all(station, central.url, clock)
    assert content_at_central(central, act) == LONG


def test_files_that_central_lost_are_sent_again(
    station: Station, central: EmbeddedCentral, clock: ManualClock
) -> None:
    act = station.record_with(b"first", b"second")
    send_all(station, central.url, clock)
    with uploading(station, central.url) as uploads:
        assert uploads.ask_what_is_missing() == 0
        path = blob_folder(central) / act.attachments[1].sha256[:2] / act.attachments[1].sha256
        path.unlink()
        with central.central.engine.begin() as connection:
            connection.execute(text("DELETE FROM blob"))
        central.wait_for_judging()
        assert uploads.ask_what_is_missing() == 1
        drive(uploads, clock)
    assert stored_flags(central, act) == [True, True]
    assert content_at_central(central, act, 1) == b"second"


def test_a_file_under_the_name_of_another_is_found_out(
    station: Station, central: EmbeddedCentral, clock: ManualClock
) -> None:
    """Two files of one act are swapped in its list, as only a faulty kiosk could."""
    act = sample_act()
    first, second = (station.attach(act.act_id, each) for each in (b"first", b"second"))
    bad = replace(act, attachments=(_renamed(first, second), _renamed(second, first)))
    station.recorder.record(bad)
    send_acts(station, central.url)
    assert stored_flags(central, bad) == [False, False]  # it counts, its files are awaited
    send_all(station, central.url, clock)
    central.wait_for_judging()
    with central.central.engine.connect() as connection:
        problems = connection.execute(
            select(schema.judgement.c.problem).where(schema.judgement.c.problem.is_not(None))
        ).scalars()
        assert list(problems) == ["attachment-unreadable"]
    with pytest.raises(UnusableError):
        content_at_central(central, bad)
    send_acts(station, central.url)
    judged = station.judged.find(bad.act_id)
    assert judged is not None
    assert judged.problem == "attachment-unreadable"


def _renamed(file: AttachedFile, other: AttachedFile) -> AttachedFile:
    return file.model_copy(update={"sha256": other.sha256, "size": other.size})


def test_a_flipped_byte_is_found_before_it_is_sent(
    station: Station, central: EmbeddedCentral, clock: ManualClock
) -> None:
    act = station.record_with(LONG, b"whole")
    path = station.attachments.files.path(act.attachments[0].sha256)
    content = bytearray(path.read_bytes())
    content[1_500_000] ^= 1
    path.write_bytes(content)
    send_all(station, central.url, clock)
    assert sorted(states(station, act)) == ["damaged", "sent"]
    assert stored_flags(central, act) == [False, True]
    assert station.attachments.damaged_count() == 1


def test_a_receipt_of_somebody_else_closes_nothing(
    station: Station, central: EmbeddedCentral, clock: ManualClock
) -> None:
    act = station.record_with(b"first")
    send_acts(station, central.url)
    other = station.record_with(b"second")
    send_all(station, central.url, clock)
    station.attachments.offer_again([each.attachments[0].sha256 for each in (act, other)])
    client = station.client(central.url)
    mixed = client.blob_state(act.attachments[0].sha256)

    class Mixing:
        def blob_state(self, sha256: str) -> object:
            return mixed.model_copy(update={"sha256": sha256})

    uploads = station.uploads(Mixing())  # type: ignore[arg-type]
    uploads.step()
    uploads.step()
    assert AttachmentState.WAITING.value in (*states(station, act), *states(station, other))
    assert states(station, act) == ["sent"]
    client.close()


def test_the_store_takes_no_other_names(tmp_path: Path) -> None:
    store = FolderBlobStore(tmp_path)
    for name in ("", "..", "../../etc/passwd", "AB" * 32, "a" * 63):
        for call in (store.find_size, store.open, store.received, store.forget):
            with pytest.raises(ValueError, match="not the name"):
                call(name)


@pytest.mark.expects_log("cannot be read")
def test_central_without_its_disk_says_so_and_nothing_is_lost(
    station: Station, central: EmbeddedCentral, clock: ManualClock
) -> None:
    act = station.record_with(b"a page")
    send_acts(station, central.url)
    folder = blob_folder(central)
    folder.write_bytes(b"no folder")
    client = station.client(central.url)
    with pytest.raises(SyncError, match="blobs-unavailable"):
        client.begin_part(act.attachments[0].sha256, 0, act.attachments[0].size, b"x").answer()
    client.close()
    folder.unlink()
    send_all(station, central.url, clock)
    assert content_at_central(central, act) == b"a page"
