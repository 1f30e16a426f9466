"""The storing and sending half of a kiosk as a process, made to be killed at any moment.

``python -m tests.faults.recording_kiosk`` loads the program once and forks a kiosk for each order on its
standard input: a fresh process without a second of imports. A kiosk says ``pid N`` and ``ready``; ``ended N``
is its exit code. It records act after act until it is killed, or nobody is there any more.
"""

from __future__ import annotations

import json
import os
import random
import select
import sys
import threading
import traceback
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from typing_extensions import override

from kiosk.clock import SystemClock
from kiosk.errors import KnownError
from kiosk.sync.errors import SyncError, SyncErrorCode
from kiosk.sync.keeper import StoreKeeper
from kiosk.sync.package import PackageExport
from kiosk.sync.worker import SyncPace, SyncStatus, SyncWorker
from local_db.errors import LocalDbError, LocalDbErrorCode
from tests.acts import registration_payload
from tests.faults.witness import Witness, Witnessed, describe
from tests.kiosk.sync.damaged_store import open_unseen
from tests.sync_parts import Station, sample_act

PACE = SyncPace(retry_base=0.02, retry_cap=0.3, poll=0.3)
PAUSE_SECONDS = 0.04  # a person's time at the kiosk, much shortened; at most
CLEAN_ROUNDS = 3  # exchanges after which nothing was left to send, one after the other
NOT_DRAINED, NOBODY_THERE, DISK_FULL, NOT_EXPORTED = 3, 4, 5, 6  # exit codes


@dataclass(frozen=True)
class Order:
    """``drain_seconds``: record nothing, and end when central has everything, or after so long.
    ``export_to``: write what waits into this folder, and end. ``witness``: where receipts are remembered, if
    not beside the store. ``look``: go through the whole store first. ``clock_wanders``: by a day, at times.
    """

    folder: str
    url: str
    seed: int
    timeout_seconds: float
    drain_seconds: float | None = None
    export_to: str | None = None
    witness: str | None = None
    look: bool = False
    clock_wanders: bool = False

    def to_line(self) -> str:
        return json.dumps(asdict(self))


class WanderingClock(SystemClock):
    days = 0

    @override
    def now(self) -> datetime:
        return super().now() + timedelta(days=self.days)


def record_one(station: Station, chance: random.Random) -> Witnessed:
    """An act with up to two files, durable when it returns."""
    act = sample_act(payload=registration_payload(portrait="A" * chance.randrange(20_000)))
    sizes = [chance.randrange(1, 150_000) for _ in range(chance.choice((0, 0, 0, 0, 0, 0, 1, 2)))]
    contents = [chance.randbytes(size) for size in sizes]
    files = tuple(station.attach(act.act_id, each, page) for page, each in enumerate(contents, start=1))
    act = replace(act, attachments=files)
    station.recorder.record(act)
    return describe(station, act, contents)


def _say(word: str) -> None:
    """In one piece, or not at all: a kill between a word and the end of its line would spoil the next."""
    os.write(sys.stdout.fileno(), f"{word}\n".encode())


def run(order: Order) -> int:
    folder, clock = Path(order.folder), WanderingClock()
    station, keeper = open_unseen(folder / "kiosk.db", clock)
    keeper.greet()
    if order.look:
        keeper.look()
    station.attachments.sweep(station.clock.now())
    worker = _worker(station, keeper, order)
    worker.start()
    _say("ready")
    if order.drain_seconds is not None:
        drained = _drain(worker, order.drain_seconds)
        station.close()
        return 0 if drained else NOT_DRAINED
    witness, chance = Witness(Path(order.witness or folder)), random.Random(order.seed)
    while not select.select([sys.stdin], [], [], chance.uniform(0, PAUSE_SECONDS))[0]:
        if order.clock_wanders and chance.random() < 0.2:
            clock.days = chance.choice((-1, 0, 1))
        try:
            witness.show(record_one(station, chance))
        except (LocalDbError, SyncError) as error:
            _meet(error, keeper)
    return NOBODY_THERE


def _worker(station: Station, keeper: StoreKeeper, order: Order) -> SyncWorker:
    try:
        return station.worker(order.url, PACE, order.timeout_seconds, keeper.mend)
    except LocalDbError as error:  # damage that is met before there is a worker
        _meet(error, keeper)
        return station.worker(order.url, PACE, order.timeout_seconds, keeper.mend)


def _meet(error: LocalDbError | SyncError, keeper: StoreKeeper) -> None:
    """What a kiosk may meet while it records: no receipt is shown."""
    if error.code == LocalDbErrorCode.DATABASE_DAMAGED:
        keeper.mend()
    elif error.code in (LocalDbErrorCode.DISK_FULL, SyncErrorCode.DEVICE_REVOKED):
        _say(error.code)
    else:
        raise error


def _drain(worker: SyncWorker, seconds: float) -> bool:
    done, clean = threading.Event(), [0]

    def look(status: SyncStatus) -> None:
        rest = status.online and (status.pending, status.files, status.last_problem) == (0, 0, None)
        clean[0] = clean[0] + 1 if rest else 0
        if clean[0] >= CLEAN_ROUNDS:
            done.set()

    worker.listen(look, lambda *_: None)
    drained = done.wait(seconds)
    worker.stop()
    return drained


def export(order: Order, place: Path) -> int:
    station, _ = open_unseen(Path(order.folder) / "kiosk.db")
    try:
        PackageExport(station.carrying()).write(place)
    except KnownError as error:
        _say(error.code)
        return NOT_EXPORTED
    finally:
        station.close()
    return 0


def _child(order: Order) -> int:
    _say(f"pid {os.getpid()}")
    try:
        return run(order) if order.export_to is None else export(order, Path(order.export_to))
    except LocalDbError as error:
        if error.code == LocalDbErrorCode.DISK_FULL:
            _say(error.code)
            return DISK_FULL
        traceback.print_exc()
        return 1
    except BaseException:  # noqa: BLE001 - the exit code and the log say it
        traceback.print_exc()
        return 1


def main() -> None:
    for line in sys.stdin:
        pid = os.fork()
        if pid == 0:
            code = _child(Order(**json.loads(line)))
            os._exit(code)
        _, status = os.waitpid(pid, 0)
        _say(f"ended {os.waitstatus_to_exitcode(status)}")


if __name__ == "__main__":
    main()
