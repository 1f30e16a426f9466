"""A kiosk without a line: acts and files go on a stick, receipts come back, nothing is lost or doubled."""

from __future__ import annotations

import errno
import os
import shutil
import stat
import zipfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from joserfc import jws
from joserfc.jwk import ECKey
from sqlalchemy import text

from central.embedded import EmbeddedCentral
from central.feed.entries import ALL
from central.keys.keyring import KeyUse, rotate
from central.packages import Import
from kiosk.contract.packages import (
    ACTS,
    CLAIMS,
    FILES,
    INDEX,
    PACKAGE_TYP,
    CarriedError,
    PackageClaims,
    PackageIndex,
    read_receipts,
)
from kiosk.contract.wire import content_sha256
from kiosk.errors import KnownError
from kiosk.sync.act import Act
from kiosk.sync.carried_receipts import ReceiptsReturn, Taken
from kiosk.sync.package import Exported, PackageExport
from local_db.attachments import Attachment, Attachments
from local_db.audit_log import AuditLog
from local_db.outbox import OutboxState
from tests.central.feed.test_feed import add, told
from tests.central.files.uploading import LONG, content_at_central, send_acts, send_all, states
from tests.manual_clock import ManualClock
from tests.sync_parts import Station, open_station, sample_act


@pytest.fixture
def database_url(on_postgresql: str) -> str:
    return on_postgresql


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def export(station: Station, stick: Path, *, everything: bool = False) -> Exported:
    return PackageExport(station.carrying()).write(stick, everything=everything)


def carry(central: EmbeddedCentral, package: Path) -> tuple[Import, Path]:
    done = central.central.packages.take(package)
    receipts = package.with_name(f"{package.name}.receipts")
    receipts.write_bytes(done.receipts)
    return done, receipts


def take(station: Station, receipts: Path) -> Taken:
    return ReceiptsReturn(station.carrying()).take(receipts)


def state_of(station: Station, act: Act) -> OutboxState:
    return station.outbox.get(act.act_id).state


def test_the_whole_way_there_and_back(
    station: Station, central: EmbeddedCentral, stick: Path, clock: ManualClock
) -> None:
    acts = [station.record_with(LONG, b"second"), station.record_with(), station.record_with(b"third")]
    done = export(station, stick)
    assert (done.acts, done.files, done.files_left, done.files_damaged) == (3, 3, 0, 0)
    assert done.path.name.startswith("KIOSK-01-20260302-0130-")
    assert done.path.stat().st_size == done.size
    assert stat.S_IMODE(done.path.stat().st_mode) == 0o600
    assert {state_of(station, act) for act in acts} == {OutboxState.PENDING}
    exports = station.carrying().exports.of([act.act_id for act in acts])
    assert {each.package_id for each in exports.values()} == {done.package_id}
    assert exports[acts[0].act_id].exported_at == clock.now()

    imported, receipts = carry(central, done.path)
    assert (imported.acts, imported.known, imported.files, imported.problems) == (3, 0, 3, {})
    assert imported.before is None
    assert content_at_central(central, acts[0]) == LONG
    assert content_at_central(central, acts[2]) == b"third"

    assert take(station, receipts) == Taken(acts=3, files=3)
    assert {state_of(station, act) for act in acts} == {OutboxState.SENT}
    assert states(station, acts[0]) == ["sent", "sent"]
    stored = central.find_stored_act(acts[0].act_id)
    assert station.outbox.find_receipt(acts[0].act_id) == stored.receipt
    assert take(station, receipts) == Taken()
    actions = [entry.action for entry in AuditLog(station.database).entries()]
    assert actions == ["usb.receipts", "usb.receipts", "usb.exported"]
    with pytest.raises(KnownError, match="usb_nothing_waits"):
        export(station, stick)
    assert send_all(station, central.url, clock) == 0  # the line comes back and has nothing to add


def entry_keys(station: Station) -> list[str]:
    return [each.key for each in station.told.entries("test")]


def test_what_central_tells_all_kiosks_comes_with_the_receipts(
    station: Station, central: EmbeddedCentral, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("central.feed.reading.DEFAULT_LIMIT", 2)  # so that there are several pages
    add(central, *(told(ALL, str(number)) for number in range(5)))
    station.record_with()
    _, first = carry(central, export(station, stick).path)
    take(station, first)
    assert entry_keys(station) == ["0", "1", "2", "3", "4"]
    add(central, told(ALL, "5"), told(ALL, "0", withdrawn=True))
    station.record_with()
    _, second = carry(central, export(station, stick).path)
    take(station, second)
    assert entry_keys(station) == ["1", "2", "3", "4", "5"]
    state = station.told.state()
    take(station, second)  # again: it follows nothing that was read here
    assert station.told.state() == state


def test_a_package_says_nothing_to_whoever_finds_it(station: Station, stick: Path) -> None:
    station.record_with(b"Nguyen Van Thu " * 20)
    content = export(station, stick).path.read_bytes()
    for secret in (b"Nguyen", "Nguyễn".encode(), b"001099000017", b"0901234567"):
        assert secret not in content
    assert [path.name for path in stick.iterdir() if path.name.endswith(".part")] == []


def test_taken_in_twice_nothing_is_doubled_and_the_receipts_are_the_same(
    station: Station, central: EmbeddedCentral, stick: Path, clock: ManualClock
) -> None:
    act = station.record_with(b"a page")
    package = export(station, stick).path
    _, receipts = carry(central, package)
    first = receipts.read_bytes()
    clock.advance(60)
    again, receipts = carry(central, package)
    assert (again.acts, again.known, again.files) == (0, 1, 1)
    assert again.before is not None
    bodies = [read_receipts(each)[1] for each in (first, receipts.read_bytes())]
    assert station.outbox.get(act.act_id).state is OutboxState.PENDING
    assert len({body.split(b'"files"')[0] for body in bodies}) == 1
    assert take(station, receipts) == Taken(acts=1, files=1)


def test_an_old_package_changes_nothing(
    station: Station, central: EmbeddedCentral, stick: Path, clock: ManualClock
) -> None:
    first = station.record_with(b"first")
    old = export(station, stick).path
    clock.advance(3600)
    second = station.record_with(b"second")
    done, _ = carry(central, export(station, stick).path)
    assert (done.acts, done.known, done.older) == (2, 0, False)
    done, receipts = carry(central, old)
    assert (done.acts, done.known, done.older, done.before) == (0, 1, True, None)
    assert take(station, receipts).acts == 1
    assert [state_of(station, act) for act in (first, second)] == [OutboxState.SENT, OutboxState.PENDING]


def test_line_and_stick_may_take_turns(
    station: Station, central: EmbeddedCentral, stick: Path, clock: ManualClock
) -> None:
    acts = [station.record_with(LONG), station.record_with(b"second")]
    package = export(station, stick).path
    acts.append(station.record_with(b"third"))
    send_all(station, central.url, clock)
    done, receipts = carry(central, package)
    assert (done.acts, done.known, done.problems) == (0, 2, {})
    assert take(station, receipts) == Taken()
    assert {state_of(station, act) for act in acts} == {OutboxState.SENT}


def test_a_kiosk_lives_by_the_stick_for_weeks(
    station: Station, central: EmbeddedCentral, stick: Path, clock: ManualClock
) -> None:
    """The files and sealed texts of acts go only by receipts that came back, and by their time."""
    day = 86_400.0
    for week in range(6):
        station.record_with(b"page of week %d" % week)
        _, receipts = carry(central, export(station, stick).path)
        assert take(station, receipts).acts == 1
        clock.advance(7 * day)
    waiting = station.record_with(b"not carried yet")
    newest = station.outbox.newest_receipt()  # of 7 days ago: the fifth week
    assert newest == clock.now() - timedelta(days=7)
    assert station.outbox.purge(newest - timedelta(days=30)) == 1
    assert station.attachments.purge(newest - timedelta(days=30)) == 1
    assert state_of(station, waiting) is OutboxState.PENDING
    assert len(station.attachments.files.names()) == 6


# What goes wrong at the kiosk


def of_the_stick(file: int | str | Path) -> bool:
    return "/stick/" in (os.readlink(f"/proc/self/fd/{file}") if isinstance(file, int) else str(file))


def failing(call: str, number: int, code: int) -> Callable[[Any], None]:
    """Have the ``number``-th ``call`` fail, as the kernel tells of a stick."""

    def arrange(monkeypatch: pytest.MonkeyPatch) -> None:
        real = getattr(os, call)
        left = [number]

        def fail(*arguments: Any, **more: Any) -> Any:
            if not of_the_stick(arguments[0]):
                return real(*arguments, **more)
            left[0] -= 1
            if left[0] < 0:
                raise OSError(code, "told by the stick")
            return real(*arguments, **more)

        monkeypatch.setattr(f"kiosk.sync.package.os.{call}", fail)

    return arrange


@pytest.mark.parametrize(
    ("arrange", "code"),
    [
        (failing("open", 0, errno.EROFS), "usb_not_writable"),
        (failing("open", 0, errno.EACCES), "usb_not_writable"),
        (failing("open", 0, errno.ENODEV), "usb_gone"),
        (failing("fsync", 0, errno.EIO), "usb_gone"),
        (failing("fsync", 0, errno.ENOSPC), "usb_no_space"),
        (failing("fsync", 0, errno.EFBIG), "usb_no_space"),
    ],
)
def test_what_the_stick_reports_is_told_in_its_own_words(
    station: Station,
    stick: Path,
    monkeypatch: pytest.MonkeyPatch,
    arrange: Callable[[pytest.MonkeyPatch], None],
    code: str,
) -> None:
    act = station.record_with(b"a page")
    with monkeypatch.context() as patch:
        arrange(patch)
        with pytest.raises(KnownError, match=code):
            export(station, stick)
    assert list(stick.iterdir()) == []
    assert station.carrying().exports.of([act.act_id]) == {}
    assert export(station, stick).acts == 1


@pytest.mark.parametrize("pieces", range(0, 6))
def test_pulled_out_at_any_moment(
    station: Station, stick: Path, monkeypatch: pytest.MonkeyPatch, pieces: int
) -> None:
    act = station.record_with(LONG, b"second")
    left = [pieces]
    write = zipfile._ZipWriteFile.write  # type: ignore[attr-defined]

    def pulled(self: Any, content: bytes) -> Any:
        left[0] -= 1
        if left[0] < 0:
            shutil.rmtree(stick)
            raise OSError(errno.EIO, "gone")
        return write(self, content)

    with monkeypatch.context() as patch:
        patch.setattr(zipfile._ZipWriteFile, "write", pulled)  # type: ignore[attr-defined]
        with pytest.raises(KnownError, match="usb_gone"):
            export(station, stick)
    assert station.carrying().exports.of([act.act_id]) == {}
    with pytest.raises(KnownError, match="usb_gone"):
        export(station, stick)
    assert not stick.exists()  # nothing lies on the kiosk's own disk instead
    stick.mkdir()
    assert export(station, stick).files == 2


def test_pulled_out_while_it_is_gathered_what_waits_nothing_is_written_in_its_place(
    station: Station, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    station.record_with(LONG)
    waiting = station.attachments.waiting

    def pulled() -> list[Attachment]:
        shutil.rmtree(stick)
        return waiting()

    monkeypatch.setattr(Attachments, "waiting", lambda _self: pulled())
    with pytest.raises(KnownError, match="usb_gone"):
        export(station, stick)
    assert not stick.exists()


def test_without_room_nothing_is_begun(
    station: Station, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    station.record_with(LONG)
    usage = shutil.disk_usage(stick)._replace(free=2_000_000)
    with monkeypatch.context() as patch:
        patch.setattr("kiosk.sync.package.shutil.disk_usage", lambda _folder: usage)
        with pytest.raises(KnownError, match="usb_no_space") as caught:
            export(station, stick)
    assert "1 MB free" in caught.value.sentence
    assert list(stick.iterdir()) == []


def test_a_stick_that_keeps_something_else_is_found_out(
    station: Station, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    act = station.record_with(LONG)
    fsync = os.fsync

    def spoilt(descriptor: int) -> None:
        fsync(descriptor)
        if of_the_stick(descriptor):
            os.pwrite(descriptor, b"\0\1\2", 1_500_000)

    with monkeypatch.context() as patch:
        patch.setattr("kiosk.sync.package.os.fsync", spoilt)
        with pytest.raises(KnownError, match="usb_not_as_written"):
            export(station, stick)
    assert list(stick.iterdir()) == []
    assert station.carrying().exports.of([act.act_id]) == {}


def test_a_damaged_file_stays_here_and_the_rest_goes(
    station: Station, central: EmbeddedCentral, stick: Path
) -> None:
    act = station.record_with(b"first", b"second")
    path = station.attachments.files.path(act.attachments[0].sha256)
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    done = export(station, stick)
    assert (done.acts, done.files, done.files_damaged) == (1, 1, 1)
    _, receipts = carry(central, done.path)
    assert take(station, receipts) == Taken(acts=1, files=1)
    assert [each.stored for each in central.find_stored_act(act.act_id).attachments] == [False, True]


# What goes wrong at central


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_an_altered_package_is_refused_whole_or_changes_nothing(
    station: Station, central: EmbeddedCentral, stick: Path, data: st.DataObject
) -> None:
    if not list(stick.glob("*.bhxhpkg")):
        station.record_with(b"a page" * 50)
        export(station, stick)
    (package,) = stick.glob("*.bhxhpkg")
    content = bytearray(package.read_bytes())
    way = data.draw(st.sampled_from(["flip", "cut", "longer"]))
    place = data.draw(st.integers(0, len(content) - 1))
    if way == "flip":
        content[place] ^= 1 << data.draw(st.integers(0, 7))
    altered = package.with_suffix(".altered")
    altered.write_bytes(content[:place] if way == "cut" else bytes(content) + b"x" * (way == "longer"))
    try:
        done = central.central.packages.take(altered)
    except CarriedError as error:
        assert error.code in {  # noqa: PT017 - some changes touch nothing that is read, such as a time of day
            "package_unreadable",
            "package_altered",
            "package_not_genuine",
            "package_of_unknown_kiosk",
        }
    else:
        assert (done.acts + done.known, done.problems) == (1, {})


def rewritten(package: Path, parts: dict[str, bytes]) -> Path:
    """The same package with other parts, as somebody would put it together who has no key."""
    target = package.with_suffix(".rewritten")
    with zipfile.ZipFile(package) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            content = parts.get(name, old.read(name))
            new.writestr(name, content)
    return target


def test_acts_of_somebody_else_cannot_be_slipped_in(
    station: Station, central: EmbeddedCentral, stick: Path, new_station: Callable[[str], Station]
) -> None:
    station.record_with(b"a page")
    other = new_station("KIOSK-02")
    other.record_with()
    mine, theirs = export(station, stick).path, export(other, stick).path
    with zipfile.ZipFile(theirs) as archive:
        acts, index, signed = (archive.read(name) for name in (ACTS, INDEX, CLAIMS))
    for parts, code in (
        ({ACTS: acts}, "package_altered"),
        ({ACTS: acts, INDEX: index}, "package_altered"),
        ({CLAIMS: signed}, "package_altered"),
        ({CLAIMS: signed[:-10] + b"AAAAAAAAAA"}, "package_not_genuine"),
        ({CLAIMS: b"\xff"}, "package_not_genuine"),
        ({INDEX: b"{}"}, "package_altered"),
    ):
        with pytest.raises(CarriedError, match=code):
            central.central.packages.take(rewritten(mine, parts))


def test_a_kiosk_cannot_hand_over_the_stream_of_another(
    station: Station, central: EmbeddedCentral, stick: Path, new_station: Callable[[str], Station]
) -> None:
    """Signed by its own key, for once: then intake says what it would say over the line."""
    station.record_with()
    send_acts(station, central.url)
    other = new_station("KIOSK-02")
    other.record_with()
    with zipfile.ZipFile(export(station, stick, everything=True).path) as archive:
        acts, index = archive.read(ACTS), PackageIndex.model_validate_json(archive.read(INDEX))
    package = export(other, stick).path
    index_bytes = index.model_dump_json().encode()
    claims = PackageClaims(
        package_id=UUID(int=3),
        kid=other.credentials.kid,
        kiosk_id="KIOSK-02",
        made_at=other.clock.now(),
        index_sha256=content_sha256(index_bytes),
    )
    header = {"alg": "ES256", "typ": PACKAGE_TYP, "kid": other.credentials.kid}
    signed = jws.serialize_compact(header, claims.model_dump_json(), other.credentials.device_key)
    parts = {ACTS: acts, INDEX: index_bytes, CLAIMS: signed.encode()}
    done = central.central.packages.take(rewritten(package, parts))
    assert (done.acts, done.known, done.problems) == (0, 0, {"stream-of-another-device": 1})


@pytest.mark.parametrize("what", ["unknown", "revoked", "unreadable", "compressed", "missing file"])
def test_packages_that_are_not_taken(
    station: Station, central: EmbeddedCentral, stick: Path, what: str
) -> None:
    act = station.record_with(b"a page")
    package, code = export(station, stick).path, f"package_of_{what}_kiosk"
    match what:
        case "unknown":
            with central.central.engine.begin() as connection:
                connection.execute(text("DELETE FROM device"))
        case "revoked":
            assert central.central.devices.revoke("KIOSK-01")
        case "unreadable":
            package.write_bytes(b"Cong hoa xa hoi chu nghia Viet Nam")
            code = "package_unreadable"
        case "compressed":
            with zipfile.ZipFile(package) as archive:
                parts = {name: archive.read(name) for name in archive.namelist()}
            with zipfile.ZipFile(package, "w", zipfile.ZIP_DEFLATED) as archive:
                for name, content in parts.items():
                    archive.writestr(name, content)
            code = "package_altered"
        case _:
            with zipfile.ZipFile(package) as archive:
                parts = {name: archive.read(name) for name in archive.namelist()}
            with zipfile.ZipFile(package, "w") as archive:
                for name, content in parts.items():
                    if not name.startswith(FILES):
                        archive.writestr(name, content)
            code = "package_altered"
    with pytest.raises(CarriedError, match=code):
        central.central.packages.take(package)
    assert state_of(station, act) is OutboxState.PENDING


# What goes wrong on the way back


def test_receipts_of_another_kiosk_close_nothing(
    station: Station, central: EmbeddedCentral, stick: Path, new_station: Callable[[str], Station]
) -> None:
    act, other = station.record_with(), new_station("KIOSK-02")
    other.record_with()
    _, receipts = carry(central, export(other, stick).path)
    with pytest.raises(KnownError, match="receipts_of_another_kiosk"):
        take(station, receipts)
    assert state_of(station, act) is OutboxState.PENDING


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_altered_receipts_close_nothing(
    station: Station, central: EmbeddedCentral, stick: Path, data: st.DataObject
) -> None:
    if not list(stick.glob("*.receipts")):
        station.record_with(b"a page")
        carry(central, export(station, stick).path)
    (receipts,) = stick.glob("*.receipts")
    content = bytearray(receipts.read_bytes())
    place = data.draw(st.integers(0, len(content) - 2))
    content[place] ^= 1 << data.draw(st.integers(0, 7))
    altered = receipts.with_suffix(".altered")
    altered.write_bytes(content[:place] if data.draw(st.booleans()) else bytes(content))
    with pytest.raises(KnownError, match=r"receipts_unreadable|receipts_altered|receipts_not_trusted"):
        take(station, altered)
    assert station.outbox.counts().pending == 1


def test_receipts_that_a_stranger_signed_close_nothing(
    station: Station, central: EmbeddedCentral, stick: Path
) -> None:
    station.record_with()
    _, receipts = carry(central, export(station, stick).path)
    signed, body = read_receipts(receipts.read_bytes())
    payload = jws.extract_compact(signed.encode()).payload
    header = {"alg": "ES256", "typ": "bhxh-carried-receipts+jwt", "kid": "x"}
    stranger = jws.serialize_compact(header, payload, ECKey.generate_key("P-256"))
    receipts.write_bytes(stranger.encode() + b"\n" + body + b"\n")
    with pytest.raises(KnownError, match="receipts_not_trusted"):
        take(station, receipts)
    with pytest.raises(KnownError, match="usb_gone"):
        take(station, stick / "nowhere")


def test_newer_keys_of_central_come_with_the_receipts(
    station: Station, central: EmbeddedCentral, stick: Path
) -> None:
    station.record_with(b"a page")
    package = export(station, stick).path
    for _ in range(2):
        rotate(central.central.settings.data_dir / "keys", KeyUse.RECEIPT, central.central.now())
    _, receipts = carry(central, package)
    assert take(station, receipts) == Taken(acts=1, files=1)


def test_what_central_could_not_work_on_is_known_without_a_line(
    station: Station, central: EmbeddedCentral, stick: Path
) -> None:
    good, bad = station.record_with(), sample_act(payload={})
    station.recorder.record(bad)
    _, receipts = carry(central, export(station, stick).path)
    take(station, receipts)
    assert [state_of(station, act) for act in (good, bad)] == [OutboxState.SENT, OutboxState.QUARANTINED]


def test_a_central_that_was_restored_gets_everything_again(
    station: Station, central: EmbeddedCentral, stick: Path, clock: ManualClock
) -> None:
    early = station.record_with(b"early")
    send_all(station, central.url, clock)
    central.wait_for_judging()
    with central.central.engine.begin() as connection:
        for table in (
            "attachment",
            "blob",
            "act",
            "judgement",
            "to_judge",
            "case_file",
            "case_change",
            "record_check",
            "unproved_address",
            "event",
            "stream",
            "stream_number",
        ):
            connection.execute(text(f"DELETE FROM {table}"))  # noqa: S608
    shutil.rmtree(central.central.settings.effective_blob_dir)
    late = station.record_with(b"late")
    done, receipts = carry(central, export(station, stick).path)
    assert (done.acts, done.problems) == (0, {"stream-gap": 1})
    assert take(station, receipts).wants_everything
    done, receipts = carry(central, export(station, stick, everything=True).path)
    assert (done.acts, done.files, done.problems) == (2, 2, {})
    take(station, receipts)
    assert {state_of(station, act) for act in (early, late)} == {OutboxState.SENT}
    assert content_at_central(central, early) == b"early"


def test_a_kiosk_that_was_set_back_goes_on_in_another_stream(
    station: Station, central: EmbeddedCentral, stick: Path, clock: ManualClock
) -> None:
    station.record_with()
    station.database.checkpoint()
    image = station.database.path.read_bytes()
    station.record_with()
    send_all(station, central.url, clock)
    station.close()
    for name in ("kiosk.db-wal", "kiosk.db-shm", "kiosk.db.shown"):
        station.database.path.with_name(name).unlink(missing_ok=True)
    station.database.path.write_bytes(image)
    again = open_station(station.database.path, clock)
    act = again.record_with(b"after")
    done, receipts = carry(central, export(again, stick).path)
    assert "stream-diverged" in done.problems
    assert take(again, receipts).moved
    done, receipts = carry(central, export(again, stick).path)
    assert (done.acts, done.problems) == (1, {})
    take(again, receipts)
    assert state_of(again, act) is OutboxState.SENT
    assert content_at_central(central, act) == b"after"
    again.close()


def test_a_package_may_have_a_name_of_its_own(station: Station, stick: Path) -> None:
    station.record_with()
    assert export(station, stick / "mine.bhxhpkg").path == stick / "mine.bhxhpkg"
