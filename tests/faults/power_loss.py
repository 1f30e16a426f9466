"""Images of a kiosk's disk as a power cut may leave it: each opens, and every act that was shown is there.

A kill leaves what the kernel still holds, so it says nothing about fsync; these images hold only what was
flushed, and parts of the rest.
"""

from __future__ import annotations

import random
import shutil
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from local_db.attachments import AttachmentState
from local_db.errors import LocalDbError
from tests.faults.disk import Call, Disk, File, Loss, record
from tests.faults.recording_kiosk import record_one
from tests.faults.verdict import Verdict
from tests.faults.witness import NAME, Witness, Witnessed, read_witness, sealed_digest
from tests.kiosk.sync.damaged_store import open_kept
from tests.sync_parts import Station, enrol_nowhere, open_station

ROOT = Path(__file__).parents[2]
SLICE, WHOLE = 200, 2000  # images
SESSIONS = 3  # the kiosk is closed and opened again between them
ACTS = 14  # in each: the log is taken over into the main file by the way, too
_CLOSE = 6  # calls after a receipt within which half of the cuts lie


def record_kiosk(folder: Path) -> list[Call]:
    """What a kiosk asks of its disk while it records acts with files. Raises StraceMissingError."""
    folder.mkdir()
    return record([sys.executable, "-m", "tests.faults.power_loss", str(folder)], folder, ROOT)


def run(images: int, folder: Path, calls: Sequence[Call] | None = None, seed: int = 7) -> Verdict:
    """``calls``: of an earlier ``record_kiosk`` into ``folder / "recorded"``."""
    begun, verdict, chance = time.monotonic(), Verdict(), random.Random(seed)
    recorded = folder / "recorded"
    calls = record_kiosk(recorded) if calls is None else calls
    disk, receipts = Disk(recorded), _receipts(calls, recorded)
    begin = next(number for number, call in enumerate(calls) if _names(call, recorded))
    cuts = sorted(
        chance.choice(receipts) + chance.randint(1, _CLOSE)
        if chance.random() < 0.5
        else chance.randrange(begin, len(calls))
        for _ in range(images)
    )
    taken = 0
    for number, cut in enumerate(cuts):
        for call in calls[taken:cut]:
            disk.take(call)
        taken = max(taken, cut)
        loss = list(Loss)[number % len(Loss)]
        image = folder / f"image {number}"
        disk.root.write(image, loss, chance)
        _look_at(image, _witnessed(disk), verdict, f"image {number}, cut at {cut}, {loss}")
        shutil.rmtree(image)
        verdict.times += 1
    verdict.witnessed = len(receipts)
    verdict.seconds = time.monotonic() - begun
    return verdict


def _names(call: Call, folder: Path) -> bool:
    return any(text.startswith(bytes(folder)) for text in call.texts[:1])


def _receipts(calls: Sequence[Call], folder: Path) -> list[int]:
    """The calls with which an act was shown to be recorded."""
    disk, found, known = Disk(folder), [], 0
    for number, call in enumerate(calls):
        disk.take(call)
        if call.name == "fsync" and len(_witnessed(disk)) > known:
            known += 1
            found.append(number)
    return found


def _witnessed(disk: Disk) -> list[Witnessed]:
    """The acts whose receipts were shown so far."""
    file = disk.root.names.get(NAME)
    return read_witness(bytes(file.durable)) if isinstance(file, File) else []


def _look_at(image: Path, witnessed: list[Witnessed], verdict: Verdict, name: str) -> None:
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
        if sealed is None:
            verdict.lost += 1
            verdict.undetected += act.id not in named
        elif sealed != act.sealed_sha256:
            verdict.undetected += 1
        _look_at_files(station, act, verdict)
    station.close()


def _look_at_files(station: Station, act: Witnessed, verdict: Verdict) -> None:
    states = {each.sha256: each.state for each in station.attachments.of_act(act.id)}
    for file in act.files:
        if not station.attachments.files.is_whole(file.sealed_sha256):
            verdict.lost += 1
            verdict.undetected += states.get(file.sealed_sha256) is not AttachmentState.DAMAGED
        elif states.get(file.sealed_sha256) is not AttachmentState.WAITING:
            verdict.undetected += 1


def without(calls: Sequence[Call], folder: Path, dropped: Callable[[str], bool]) -> list[Call]:
    """The same program, had it not flushed the files or folders whose names answer to ``dropped``."""
    opened: dict[int, str] = {}
    kept = []
    for call in calls:
        if call.name == "openat":
            path = call.texts[0].decode(errors="replace")
            opened[call.result] = path if path.startswith(str(folder)) else ""
        path = opened.get(call.numbers[0], "") if call.numbers else ""
        if not (call.name in ("fsync", "fdatasync") and path and dropped(Path(path).name)):
            kept.append(call)
    return kept


def main() -> None:
    """The program that is recorded: one thread, so that its calls have one order."""
    folder, chance = Path(sys.argv[1]), random.Random(3)
    witness = Witness(folder)
    for session in range(SESSIONS):
        station = open_station(folder / "kiosk.db")
        if session == 0:
            enrol_nowhere(station)
        for _ in range(ACTS):
            witness.show(record_one(station, chance))
        station.close()


if __name__ == "__main__":
    main()
