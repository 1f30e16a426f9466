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
from pathlib import Path

from kiosk.sync.worker import SyncPace, SyncStatus
from tests.acts import registration_payload
from tests.faults.witness import Witness, Witnessed, describe
from tests.kiosk.sync.damaged_store import open_unseen
from tests.sync_parts import Station, sample_act

PACE = SyncPace(retry_base=0.02, retry_cap=0.3, poll=0.3)
PAUSE_SECONDS = 0.04  # a person's time at the kiosk, much shortened; at most


@dataclass(frozen=True)
class Order:
    """``drain_seconds``: record nothing, and end when central has everything, or after so long."""

    folder: str
    url: str
    seed: int
    timeout_seconds: float
    drain_seconds: float | None = None

    def to_line(self) -> str:
        return json.dumps(asdict(self))


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
    folder = Path(order.folder)
    station, keeper = open_unseen(folder / "kiosk.db")
    keeper.greet()
    station.attachments.sweep(station.clock.now())
    worker = station.worker(order.url, PACE, order.timeout_seconds)
    worker.start()
    _say("ready")
    if order.drain_seconds is not None:
        done = threading.Event()

        def look(status: SyncStatus) -> None:
            if status.online and (status.pending, status.files, status.last_problem) == (0, 0, None):
                done.set()

        worker.listen(look, lambda *_: None)
        drained = done.wait(order.drain_seconds)
        worker.stop()
        station.close()
        return 0 if drained else 3
    witness, chance = Witness(folder), random.Random(order.seed)
    while not select.select([sys.stdin], [], [], chance.uniform(0, PAUSE_SECONDS))[0]:
        witness.show(record_one(station, chance))
    return 4


def _child(order: Order) -> int:
    _say(f"pid {os.getpid()}")
    try:
        return run(order)
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
