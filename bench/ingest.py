"""Acts a second at central on PostgreSQL, signatures verified and synced to disk, single and in batches.

Beside it, in the same run: the web framework alone with the same bodies, and PostgreSQL alone with the same
rows. The load comes from this process, on the same cores.
"""

from __future__ import annotations

import asyncio
import signal
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass

import psycopg
from sqlalchemy import make_url, text

from bench.kiosks import Connection, SimulatedKiosk, enrolled_kiosks
from bench.running_central import RunningCentral, running_central, wait_for_judging

_KIOSKS = 16
_PORTRAIT_BYTES = 15_000  # noise, sent as 30 kB of hexadecimal text: about one portrait
_WORKERS = 2
_BATCH = 10
_WARM_UP = 10  # acts of each kiosk
_ACTS = {1: 60, _BATCH: 200}  # of each kiosk, by the size of a push


@dataclass(frozen=True, slots=True)
class Rate:
    acts_per_second: float
    median_ms: float
    p99_ms: float


async def send_all(port: int, requests: list[list[bytes]], acts: int) -> Rate:
    """Each list over a connection of its own, one after the other."""
    samples: list[float] = []

    async def send(mine: list[bytes]) -> None:
        line = Connection(port)
        for request in mine:
            asked = time.perf_counter()
            answer = await line.send(request, 60)
            if answer.status != 200:
                raise RuntimeError(f"an answer with status {answer.status}")
            samples.append((time.perf_counter() - asked) * 1000)
        line.close()

    begun = time.perf_counter()
    await asyncio.gather(*(send(mine) for mine in requests))
    seconds = time.perf_counter() - begun
    samples.sort()
    return Rate(acts / seconds, statistics.median(samples), samples[int(0.99 * (len(samples) - 1))])


def _requests(kiosks: list[SimulatedKiosk], batch: int) -> list[list[bytes]]:
    return [
        [kiosk.request(kiosk.push_body(first, batch)) for first in range(0, len(kiosk.events), batch)]
        for kiosk in kiosks
    ]


@contextmanager
def plain_http() -> Iterator[int]:
    arguments = [sys.executable, "-m", "bench.plain_http", str(_WORKERS)]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        yield int(process.stdout.readline())
        process.send_signal(signal.SIGTERM)


def _plain_postgresql(central: RunningCentral, kiosks: list[SimulatedKiosk], batch: int) -> float:
    """Rows a second: the sealed texts alone, a commit for each push, from eight connections."""
    url = make_url(central.database).set(drivername="postgresql").render_as_string(hide_password=False)
    with central.engine.begin() as connection:
        connection.execute(text("CREATE TABLE IF NOT EXISTS plain (id uuid PRIMARY KEY, sealed text)"))
        connection.execute(text("TRUNCATE plain"))

    def work(number: int) -> int:
        rows = [(each.act_id, each.sealed) for kiosk in kiosks[number::8] for each in kiosk.events]
        with psycopg.connect(url) as connection, connection.cursor() as cursor:
            for first in range(0, len(rows), batch):
                cursor.executemany("INSERT INTO plain VALUES (%s, %s)", rows[first : first + batch])
                connection.commit()
        return len(rows)

    begun = time.perf_counter()
    with ThreadPoolExecutor(8) as pool:
        stored = sum(pool.map(work, range(8)))
    return stored / (time.perf_counter() - begun)


def _measure(central: RunningCentral, plain_port: int, batch: int) -> None:
    kiosks = enrolled_kiosks(central.engine, _KIOSKS)
    for kiosk in kiosks:
        kiosk.seal_acts(_ACTS[batch], _PORTRAIT_BYTES, central.intake_key)
    acts = _KIOSKS * _ACTS[batch]
    requests = _requests(kiosks, batch)
    used, begun = central.processor_seconds(), time.perf_counter()
    ours = asyncio.run(send_all(central.port, requests, acts))
    intake = central.processor_seconds() - used
    wait_for_judging(central)
    until_judged = acts / (time.perf_counter() - begun)
    everything = central.processor_seconds() - used
    plain = asyncio.run(send_all(plain_port, requests, acts))
    rows = _plain_postgresql(central, kiosks, batch)
    print(f"\nPushes of {batch}, {_KIOSKS} kiosks, {acts} acts of 30 kB")
    print(f"{'':<38}{'acts/s':>8}{'ratio':>8}{'median':>10}{'p99':>10}")
    for name, rate in (("central: stored, synced, signed for", ours), ("web framework alone", plain)):
        ratio = ours.acts_per_second / rate.acts_per_second
        print(
            f"{name:<38}{rate.acts_per_second:>8.0f}{ratio:>8.2f}"
            f"{rate.median_ms:>7.1f} ms{rate.p99_ms:>7.1f} ms"
        )
    print(f"{'PostgreSQL alone':<38}{rows:>8.0f}{ours.acts_per_second / rows:>8.2f}")
    print(f"{'until all were judged too':<38}{until_judged:>8.0f}")
    print(
        f"processor time of central's processes: {1000 * intake / acts:.2f} ms an act until answered,"
        f" {1000 * everything / acts:.2f} ms until judged"
    )


def _warm_up(central: RunningCentral) -> None:
    """Each worker has answered, and each connection to the database knows its statements."""
    kiosks = enrolled_kiosks(central.engine, _KIOSKS)
    for kiosk in kiosks:
        kiosk.seal_acts(_WARM_UP, _PORTRAIT_BYTES, central.intake_key)
    asyncio.run(send_all(central.port, _requests(kiosks, 1), _KIOSKS * _WARM_UP))
    wait_for_judging(central)


def main() -> None:
    with running_central(_WORKERS) as central, plain_http() as plain_port:
        _warm_up(central)
        for batch in _ACTS:
            _measure(central, plain_port, batch)


if __name__ == "__main__":
    main()
