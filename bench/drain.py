"""A day without a line goes out: 500 visits with a scan each, over a line as an office has it.

Beside it, in the same run: the same number of bytes over the same line by a bare TCP connection, which is the
bound of its bandwidth. ``python -m bench.drain --megabits 50`` for another line.
"""

from __future__ import annotations

import argparse
import random
import socket
import tempfile
import threading
import time
from dataclasses import replace
from pathlib import Path

from bench.narrow_line import narrow_line
from bench.running_central import RunningCentral, running_central
from kiosk.sync.worker import SyncPace, SyncStatus
from tests.acts import registration_payload
from tests.sync_parts import Station, open_station, sample_act

_PORTRAIT_CHARS = 20_000
_SCAN_BYTES = (150_000, 450_000)
_LIMIT_SECONDS = 1800.0


def _record(station: Station, visits: int) -> int:
    """How many bytes have to go: sealed acts and sealed files."""
    chance = random.Random(1)
    for _ in range(visits):
        act = sample_act(payload=registration_payload(portrait=chance.randbytes(_PORTRAIT_CHARS // 2).hex()))
        scan = station.attach(act.act_id, chance.randbytes(chance.randint(*_SCAN_BYTES)))
        station.recorder.record(replace(act, attachments=(scan,)))
    acts = sum(len(act.sealed) for act in station.outbox.pending(visits, 1 << 40))
    return acts + station.attachments.backlog().size


def _drain(station: Station, url: str) -> float:
    """Seconds until central has everything, as the kiosk's worker brings it."""
    worker, done = station.worker(url, SyncPace()), threading.Event()

    def look(status: SyncStatus) -> None:
        if status.online and (status.pending, status.files) == (0, 0):
            done.set()

    begun = time.monotonic()
    worker.start()
    worker.listen(look, lambda *_: None)
    if not done.wait(_LIMIT_SECONDS):
        raise TimeoutError("the outbox does not drain")
    seconds = time.monotonic() - begun
    worker.stop()
    return seconds


def _bare(size: int, megabits: float, round_trip_ms: float) -> float:
    """Seconds for so many bytes, until they have arrived."""
    arrived = threading.Event()

    def swallow() -> None:
        incoming, _ = listening.accept()
        with incoming:
            left = size
            while left > 0:
                left -= len(incoming.recv(1 << 20))
        arrived.set()

    with socket.create_server(("127.0.0.1", 0)) as listening:
        swallowing = threading.Thread(target=swallow)
        swallowing.start()
        with narrow_line(listening.getsockname()[1], megabits, round_trip_ms) as port:
            begun = time.monotonic()
            with socket.create_connection(("127.0.0.1", port)) as line:
                line.sendall(bytes(size))
                arrived.wait(_LIMIT_SECONDS)
            seconds = time.monotonic() - begun
        swallowing.join()
    return seconds


def _measure(station: Station, central: RunningCentral, given: argparse.Namespace) -> None:
    size = _record(station, given.visits)
    with narrow_line(central.port, given.megabits, given.round_trip_ms) as port:
        drained = _drain(station, f"http://127.0.0.1:{port}")
    bound = _bare(size, given.megabits, given.round_trip_ms)
    print(
        f"\nDrain of a day: {given.visits} visits with a scan each, {size / 1e6:.0f} MB,"
        f" {given.megabits:g} Mbit/s, round trip {given.round_trip_ms:g} ms"
    )
    for name, figure in (
        ("drained, s", drained),
        ("the same bytes by bare TCP, s", bound),
        ("ratio (target 1.2)", drained / bound),
    ):
        print(f"{name:<52}{figure:>10.2f}")


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description="an offline day goes out")
    parser.add_argument("--visits", type=int, default=500)
    parser.add_argument("--megabits", type=float, default=20.0, help="a second, towards central")
    parser.add_argument("--round-trip-ms", type=float, default=20.0)
    given = parser.parse_args(arguments or [])
    with tempfile.TemporaryDirectory(prefix="bhxh-bench-") as name, running_central(1) as central:
        station = open_station(Path(name) / "kiosk" / "kiosk.db")
        station.enrol(f"http://127.0.0.1:{central.port}", central.new_enrolment_code())
        _measure(station, central, given)
        station.close()


if __name__ == "__main__":
    import sys

    main(sys.argv[1:])
