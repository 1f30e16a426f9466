"""A scan of 5 MB: sealed and durable at the kiosk beside a plain file, sent to central beside plain HTTP."""

from __future__ import annotations

import http.client
import os
import random
import statistics
import tempfile
import time
from pathlib import Path
from uuid import UUID

from bench.ingest import plain_http
from bench.running_central import RunningCentral, running_central
from bench.table import Row, print_table
from kiosk.clock import SystemClock
from kiosk.contract.attachments import PART_BYTES
from kiosk.sync.act import new_act_id
from kiosk.sync.delivery import Exchange
from local_db.durable_file import sync_folder
from tests.sync_parts import Station, open_station

_BYTES = 5_000_000
_RUNS = 20
_UPLOADS = 10


def _milliseconds(begun: float) -> float:
    return (time.perf_counter() - begun) * 1000


def _write(station: Station, folder: Path, content: bytes) -> list[Row]:
    """In turn, so that both meet the same moods of the disk."""
    sealed: list[float] = []
    plain: list[float] = []
    synced: list[float] = []
    station.attach(UUID(int=1), content)
    for number in range(_RUNS):
        begun = time.perf_counter()
        station.attach(UUID(int=1), content)
        sealed.append(_milliseconds(begun))
        for samples, durable in ((plain, False), (synced, True)):
            begun = time.perf_counter()
            _plain_file(folder / f"{number}-{durable}", content, durable=durable)
            samples.append(_milliseconds(begun))
    return [
        Row("kiosk: seal 5 MB, file, folder and row durable", tuple(sealed), "ms"),
        Row("plain file of 5 MB, fsync", tuple(plain), "ms"),
        Row("plain file of 5 MB, fsync, rename, fsync of folder", tuple(synced), "ms"),
        Row("ratio to the plain file with fsync", (_ratio(sealed, plain),), "×"),
        Row("ratio to the plain file in the same order", (_ratio(sealed, synced),), "×"),
    ]


def _plain_file(path: Path, content: bytes, *, durable: bool) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    if durable:
        path.replace(path.with_suffix(".done"))
        sync_folder(path.parent)


def _ratio(ours: list[float], theirs: list[float]) -> float:
    return statistics.median(ours) / statistics.median(theirs)


def _upload(station: Station, central: RunningCentral, plain_port: int, content: bytes) -> list[Row]:
    ours, theirs = [], []
    client = station.client(f"http://127.0.0.1:{central.port}")
    line = http.client.HTTPConnection("127.0.0.1", plain_port)
    path = f"/v1/streams/{new_act_id()}/events"
    for _ in range(_UPLOADS):
        station.record_with(content)
        delivery = station.delivery(client)
        while delivery.exchange() != Exchange():
            pass
        uploads = station.uploads(client)
        begun = time.perf_counter()
        while uploads.step() is not None:
            if uploads.problem is not None:
                raise RuntimeError(uploads.problem)
        ours.append(_milliseconds(begun))
        begun = time.perf_counter()
        for first in range(0, len(content), PART_BYTES):
            line.request("POST", path, content[first : first + PART_BYTES])
            line.getresponse().read()
        theirs.append(_milliseconds(begun))
    client.close()
    line.close()
    return [
        Row("upload of 5 MB: signed parts, synced, digest, receipt", tuple(ours), "ms"),
        Row("the same bytes to the web framework alone", tuple(theirs), "ms"),
        Row("ratio", (_ratio(ours, theirs),), "×"),
    ]


def main() -> None:
    content = random.Random(1).randbytes(_BYTES)
    with (
        tempfile.TemporaryDirectory(prefix="bhxh-bench-") as name,
        running_central(1) as central,
        plain_http() as plain_port,
    ):
        folder = Path(name)
        station = open_station(folder / "kiosk" / "kiosk.db", SystemClock())
        station.enrol(f"http://127.0.0.1:{central.port}", central.new_enrolment_code())
        rows = _write(station, folder, content)
        rows += _upload(station, central, plain_port, content)
        station.close()
    print_table("Attachments", rows)


if __name__ == "__main__":
    main()
