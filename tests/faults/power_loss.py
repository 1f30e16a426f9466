"""Images of a kiosk's disk as a power cut may leave it: each opens, and every act that was shown is there.

A kill leaves what the kernel still holds, so it says nothing about fsync; these images hold only what was
flushed, and parts of the rest. The kiosk that is recorded also sends, takes central's receipts, and deletes
what central has.
"""

from __future__ import annotations

import random
import shutil
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from kiosk.sync.delivery import Exchange
from kiosk.sync.worker import SyncPace
from local_db.attachments import AttachmentState
from local_db.database import open_database
from local_db.errors import LocalDbError
from local_db.outbox import OutboxState
from tests.faults.disk import Call, Disk, File, Loss, record
from tests.faults.recording_kiosk import record_one
from tests.faults.verdict import Verdict
from tests.faults.witness import NAME, Note, Witness, Witnessed, read_witness, sealed_digest
from tests.kiosk.sync.damaged_store import open_kept
from tests.kiosk.sync.direct_line import Line
from tests.ready_made import KEY
from tests.sync_parts import Station, open_station

ROOT = Path(__file__).parents[2]
SLICE, WHOLE = 200, 2000  # images
SESSIONS = 3  # the kiosk is closed and opened again between them
ACTS = 14  # in each: the log is taken over into the main file by the way, too
RELEASED = "released"  # acts that may be deleted from now on: central has them and their files
_CLOSE = 6  # calls after a receipt, or before something is deleted, near which many cuts lie
_DELETING = 40  # calls within which it is deleted
_AT_ONCE = SyncPace(retry_base=0, retry_cap=0)
_SENT_AGAIN = 10  # every so manieth image sends what it has


def record_kiosk(folder: Path) -> list[Call]:
    """What a kiosk asks of its disk while it records acts with files. Raises StraceMissingError."""
    folder.mkdir()
    return record([sys.executable, "-m", "tests.faults.power_loss", str(folder)], folder, ROOT)


@dataclass
class _Power:
    """What was recorded, and what was promised at each moment of it."""

    calls: Sequence[Call]
    folder: Path  # of the kiosk; central's lies beside it
    receipts: list[int]  # calls with which an act was shown to be recorded
    releases: list[int]  # calls with which acts were given free to be deleted
    first: int

    def cut(self, chance: random.Random) -> int:
        where = chance.random()
        if where < 0.4:
            return chance.choice(self.receipts) + chance.randint(1, _CLOSE)
        if where < 0.6:
            return min(len(self.calls), chance.choice(self.releases) + chance.randint(1, _DELETING))
        return chance.randrange(self.first, len(self.calls))


def run(images: int, folder: Path, calls: Sequence[Call] | None = None, seed: int = 7) -> Verdict:
    """``calls``: of an earlier ``record_kiosk`` into ``folder / "recorded"``."""
    begun, verdict, chance = time.monotonic(), Verdict(), random.Random(seed)
    recorded = folder / "recorded"
    power = _examine(record_kiosk(recorded) if calls is None else calls, recorded)
    disk, taken = Disk(recorded), 0
    line = Line(_central_of(recorded))
    for number, cut in enumerate(sorted(power.cut(chance) for _ in range(images))):
        for call in power.calls[taken:cut]:
            disk.take(call)
        taken = max(taken, cut)
        loss = list(Loss)[number % len(Loss)]
        image = folder / f"image {number}"
        disk.root.write(image, loss, chance)
        again = line if number % _SENT_AGAIN == 0 else None
        _look_at(image, disk, verdict, f"image {number}, cut at {cut}, {loss}", again)
        shutil.rmtree(image)
        verdict.times += 1
    line.central.engine.dispose()
    verdict.witnessed = len(power.receipts)
    verdict.seconds = time.monotonic() - begun
    return verdict


def _central_of(recorded: Path) -> Path:
    return recorded.with_name(f"{recorded.name}.central")


def _examine(calls: Sequence[Call], recorded: Path) -> _Power:
    disk, receipts, releases = Disk(recorded), [], []
    first = next(number for number, call in enumerate(calls) if _names(call, recorded))
    for number, call in enumerate(calls):
        before = (
            (len(_durable(disk, NAME)), len(_durable(disk, RELEASED))) if call.name == "fsync" else (0, 0)
        )
        disk.take(call)
        if call.name == "fsync":
            if len(_durable(disk, NAME)) > before[0]:
                receipts.append(number)
            if len(_durable(disk, RELEASED)) > before[1]:
                releases.append(number)
    return _Power(calls, recorded, receipts, releases, first)


def _names(call: Call, folder: Path) -> bool:
    return any(text.startswith(bytes(folder)) for text in call.texts[:1])


def _durable(disk: Disk, name: str) -> bytes:
    file = disk.root.names.get(name)
    return bytes(file.durable) if isinstance(file, File) else b""


def _look_at(image: Path, disk: Disk, verdict: Verdict, name: str, line: Line | None) -> None:
    witnessed, released = read_witness(_durable(disk, NAME)), set(_durable(disk, RELEASED).decode().split())
    try:
        station, _ = open_kept(image / "kiosk.db")
    except LocalDbError as error:
        verdict.problems.append(f"{name} does not open: {error.code}")
        verdict.lost += len(witnessed)
        return
    station.attachments.sweep(station.clock.now())
    named = {loss.act_id for loss in station.outbox.losses()}
    for act in witnessed:
        sealed = sealed_digest(station, act.id)
        if sealed is None and not _has_receipt(station, act.id):  # what central has signed for is not lost
            verdict.lost += 1
            verdict.undetected += act.id not in named
        elif sealed not in (None, act.sealed_sha256):
            verdict.undetected += 1
        if act.act_id not in released:
            _look_at_files(station, act, verdict)
    if line is not None and not _comes_to_rest(station, line):
        verdict.problems.append(f"{name} does not come to rest with central")
    station.close()


def _has_receipt(station: Station, act_id: UUID) -> bool:
    row = station.outbox.find(act_id)
    return (
        row is not None
        and row.state is OutboxState.SENT
        and row.case_number is not None
        and station.outbox.find_receipt(act_id) is not None
    )


def _look_at_files(station: Station, act: Witnessed, verdict: Verdict) -> None:
    states = {each.sha256: each.state for each in station.attachments.of_act(act.id)}
    for file in act.files:
        if not station.attachments.files.is_whole(file.sealed_sha256):
            verdict.lost += 1
            verdict.undetected += states.get(file.sealed_sha256) is not AttachmentState.DAMAGED
        elif states.get(file.sealed_sha256) not in (AttachmentState.WAITING, AttachmentState.SENT):
            verdict.undetected += 1


def _comes_to_rest(station: Station, line: Line) -> bool:
    """With the central of the end of the recording, which has had everything."""
    if station.credentials.find_enrolment() is None:
        return station.outbox.pending_count() == 0
    line.know(station)
    delivery, uploads = station.delivery(line), station.uploads(line, _AT_ONCE)
    for _ in range(10 * SESSIONS * ACTS):
        if delivery.exchange() == Exchange() and uploads.step() is None:
            return station.outbox.pending_count() == 0
    return False


def without(calls: Sequence[Call], folder: Path, dropped: Callable[[str], bool]) -> list[Call]:
    """The same program, had it not flushed the files or folders whose names answer to ``dropped``."""
    opened: dict[int, str] = {}
    kept = []
    for call in calls:
        if call.name == "openat":
            path = call.texts[0].decode(errors="replace")
            opened[call.result] = path if path.startswith(f"{folder}/") else ""
        path = opened.get(call.numbers[0], "") if call.numbers else ""
        if not (call.name in ("fsync", "fdatasync") and path and dropped(Path(path).name)):
            kept.append(call)
    return kept


class _Sending:
    """What a kiosk does between two acts, in the one thread of the recorded program."""

    def __init__(self, station: Station, line: Line, folder: Path, chance: random.Random) -> None:
        self._station = station
        self._delivery = station.delivery(line)
        self._uploads = station.uploads(line, _AT_ONCE)
        self._released = Note(folder, RELEASED)
        self._chance = chance

    def go_on(self) -> None:
        what = self._chance.random()
        if what < 0.5:
            self._delivery.exchange()
        elif what < 0.75:
            while self._uploads.step() == 0:
                pass
        else:
            self._delete()

    def _delete(self) -> None:
        """The oldest that central has with all their files; which these are is noted before."""
        outbox, attachments = self._station.outbox, self._station.attachments
        received = {
            row.act_id: row.received_at
            for row in outbox.rows(1000)
            if row.state is OutboxState.SENT and row.received_at is not None
        }
        kept = [at for act_id, at in received.items() if not self._has_no_file_left(act_id)]
        before = min(kept, default=self._station.clock.now() + timedelta(seconds=1))
        free = [act_id for act_id, at in received.items() if at < before]
        if free:
            self._released.add(" ".join(str(act_id) for act_id in free))
            outbox.purge(before)
            attachments.purge(before)

    def _has_no_file_left(self, act_id: UUID) -> bool:
        return all(each.state is AttachmentState.SENT for each in self._station.attachments.of_act(act_id))


def main() -> None:
    """The program that is recorded: one thread, so that its calls have one order."""
    folder, chance = Path(sys.argv[1]), random.Random(3)
    open_database(folder / "kiosk.db", KEY).close()  # made here, not copied from one that is ready
    witness, line = Witness(folder), Line(_central_of(folder))
    for session in range(SESSIONS):
        station = open_station(folder / "kiosk.db")
        if session == 0:
            line.enrol(station)
        sending = _Sending(station, line, folder, chance)
        for _ in range(ACTS):
            witness.show(record_one(station, chance))
            sending.go_on()
        station.close()


if __name__ == "__main__":
    main()
