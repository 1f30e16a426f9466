"""After an outage every kiosk comes at once. ``python -m bench.storm --kiosks 250`` for fewer.

Each kiosk sends what it has in batches, waits 10 s for an answer, backs off as the real one does and honours
the pause that central asks for. Measured: who was not answered in the end, time-outs, how long it took,
whether the health way stayed free.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import statistics
import time
from dataclasses import dataclass, field

from bench.kiosks import Connection, SimulatedKiosk, enrolled_kiosks, stated_pause
from bench.running_central import running_central, stored_events
from kiosk.back_off import BackOff

_TIMEOUT_SECONDS = 10.0
_HEALTH = b"GET /v1/health HTTP/1.1\r\nHost: central\r\n\r\n"


@dataclass
class Measured:
    kiosks: int
    acts: int
    done_at: list[float] = field(default_factory=list)  # seconds after the start, one a kiosk
    answered: list[float] = field(default_factory=list)  # seconds of each answered push
    timeouts: int = 0
    refused: int = 0
    broken: int = 0
    health: list[float] = field(default_factory=list)
    health_failures: int = 0
    seconds: float = 0.0


async def _drain(kiosk: SimulatedKiosk, port: int, batch: int, measured: Measured, begun: float) -> None:
    line = Connection(port)
    back_off = BackOff(1.0, 300.0, random.Random(kiosk.number))
    jitter = random.Random(kiosk.number)
    sent = 0
    body = b""
    while sent < len(kiosk.events):
        body = body or kiosk.push_body(sent, batch)
        asked = time.monotonic()
        pause: float | None = None
        try:
            answer = await line.send(kiosk.request(body), _TIMEOUT_SECONDS)
        except TimeoutError:
            measured.timeouts += 1
        except (OSError, asyncio.IncompleteReadError):
            measured.broken += 1
        else:
            if answer.status == 200:
                measured.answered.append(time.monotonic() - asked)
                sent += batch
                body = b""
                back_off.reset()
                continue
            measured.refused += 1
            pause = stated_pause(answer)
        wait = back_off.next_seconds() if pause is None else pause * jitter.uniform(1.0, 1.25)
        await asyncio.sleep(wait)
    line.close()
    measured.done_at.append(time.monotonic() - begun)


async def _watch_health(port: int, measured: Measured) -> None:
    while True:
        line = Connection(port)
        asked = time.monotonic()
        try:
            await line.send(_HEALTH, _TIMEOUT_SECONDS)
            measured.health.append(time.monotonic() - asked)
        except (TimeoutError, OSError, asyncio.IncompleteReadError):
            measured.health_failures += 1
        line.close()
        await asyncio.sleep(0.5)


async def _storm(
    kiosks: list[SimulatedKiosk], port: int, batch: int, limit: float, measured: Measured
) -> None:
    begun = time.monotonic()
    watching = asyncio.create_task(_watch_health(port, measured))
    draining = [asyncio.create_task(_drain(each, port, batch, measured, begun)) for each in kiosks]
    _, unfinished = await asyncio.wait(draining, timeout=limit)
    measured.seconds = time.monotonic() - begun
    for task in (*unfinished, watching):
        task.cancel()
    await asyncio.gather(*unfinished, watching, return_exceptions=True)


def _arguments(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="kiosks that all come back at once")
    parser.add_argument("--kiosks", type=int, default=2000)
    parser.add_argument("--acts", type=int, default=50, help="that wait at each kiosk")
    parser.add_argument("--batch", type=int, default=50, help="acts in one push at most")
    parser.add_argument("--portrait-bytes", type=int, default=2000, help="of noise in each act")
    parser.add_argument("--seconds", type=float, default=140.0, help="after which it is over")
    parser.add_argument("--workers", type=int, default=2)
    return parser.parse_args(arguments or [])


def main(arguments: list[str] | None = None) -> None:
    given = _arguments(arguments)
    with running_central(given.workers) as central:
        kiosks = enrolled_kiosks(central.engine, given.kiosks)
        for kiosk in kiosks:
            kiosk.seal_acts(given.acts, given.portrait_bytes, central.intake_key)
        measured = Measured(given.kiosks, given.kiosks * given.acts)
        used = central.processor_seconds()
        asyncio.run(_storm(kiosks, central.port, given.batch, given.seconds, measured))
        used = central.processor_seconds() - used
        stored = stored_events(central.engine)
    print(f"\nStorm: {given.kiosks} kiosks with {given.acts} acts each, pushes of {given.batch} at most")
    for name, value in _rows(measured, stored, used):
        print(f"{name:<36}{value}")


def _rows(measured: Measured, stored: int, used: float) -> list[tuple[str, object]]:
    done = sorted(measured.done_at)
    rows: list[tuple[str, object]] = [
        ("kiosks answered", f"{len(done)} of {measured.kiosks} in {measured.seconds:.1f} s"),
        ("acts stored", f"{stored} of {measured.acts}, {stored / measured.seconds:.0f}/s"),
        ("time-outs of a kiosk", measured.timeouts),
        ("connections broken", measured.broken),
        ("refused with a pause", measured.refused),
        (
            "processor time of central",
            f"{used:.1f} s, {1000 * used / max(stored, 1):.2f} ms an act",
        ),
    ]
    if done:
        rows.append(("kiosks done, half and the last", f"{statistics.median(done):.1f} s, {done[-1]:.1f} s"))
    if measured.answered:
        answered = sorted(measured.answered)
        p99 = answered[int(0.99 * (len(answered) - 1))]
        rows.append(("answered push, median and p99", f"{statistics.median(answered):.2f} s, {p99:.2f} s"))
    if measured.health:
        worst = f"{1000 * statistics.median(measured.health):.0f} ms, {1000 * max(measured.health):.0f} ms"
        rows.append(("health, median and worst", f"{worst}, {measured.health_failures} without an answer"))
    return rows


if __name__ == "__main__":
    import sys

    main(sys.argv[1:])
