"""What central's feed costs: a package of tables to 1,000 kiosks, and asking when nothing is new.

Beside it, in the same run: the web framework alone, which answers with bodies of the same size.
``python -m bench.feed --kiosks 200`` for another number.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import statistics
import time
from dataclasses import dataclass
from datetime import UTC, date, datetime

from joserfc import jws

from bench.ingest import plain_http
from bench.kiosks import Connection, SimulatedKiosk, enrolled_kiosks
from bench.running_central import running_central
from central.feed.publishing import Publishing
from kiosk.benefits.parameters import shipped_tables
from kiosk.contract.feed import FEED_TYP, Topic, unpack_page
from kiosk.contract.wire import ASSERTION_TYP, SIGNATURE_ALGORITHM, DeviceAssertion, content_sha256

_WORKERS = 2
_AT_ONCE = 64


@dataclass(frozen=True, slots=True)
class Measured:
    name: str
    per_second: float
    median_ms: float
    p99_ms: float
    body_bytes: int


def _request(kiosk: SimulatedKiosk, cursor: str) -> bytes:
    path = f"/v1/changes?cursor={cursor}" if cursor else "/v1/changes"
    claims = DeviceAssertion(iat=int(time.time()), method="GET", path=path, body_sha256=content_sha256(b""))
    header = {"alg": SIGNATURE_ALGORITHM, "typ": ASSERTION_TYP, "kid": kiosk.key.thumbprint()}
    bearer = jws.serialize_compact(header, claims.model_dump_json(), kiosk.key)
    return f"GET {path} HTTP/1.1\r\nHost: central\r\nAuthorization: Bearer {bearer}\r\n\r\n".encode()


async def _ask_all(name: str, port: int, requests: list[bytes]) -> tuple[Measured, list[bytes]]:
    """Each over a connection of its own, so many at once; the bodies in the order of the requests."""
    places, samples = asyncio.Semaphore(_AT_ONCE), []

    async def ask(request: bytes) -> bytes:
        async with places:
            line = Connection(port)
            asked = time.perf_counter()
            answer = await line.send(request, 60)
            samples.append((time.perf_counter() - asked) * 1000)
            line.close()
        if answer.status != 200:
            raise RuntimeError(f"an answer with status {answer.status}")
        return answer.body

    begun = time.perf_counter()
    bodies = await asyncio.gather(*map(ask, requests))
    seconds = time.perf_counter() - begun
    samples.sort()
    p99 = samples[int(0.99 * (len(samples) - 1))]
    size = len(bodies[0])
    return Measured(name, len(requests) / seconds, statistics.median(samples), p99, size), list(bodies)


def _cursor_of(body: bytes) -> str:
    """What a kiosk reads of its page. The signature is not checked here: that is the kiosk's time."""
    token = jws.extract_compact(json.loads(body)["signed"].encode("ascii"), registry=_REGISTRY)
    if token.protected["typ"] != FEED_TYP:
        raise RuntimeError("no page of the feed")
    return unpack_page(token.payload).cursor


class _Registry(jws.JWSRegistry):
    max_payload_length = 8 << 20


_REGISTRY = _Registry(algorithms=[SIGNATURE_ALGORITHM])


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description="the feed to many kiosks")
    parser.add_argument("--kiosks", type=int, default=1000)
    count = parser.parse_args(arguments or []).kiosks
    with running_central(_WORKERS) as central, plain_http() as plain_port:
        kiosks = enrolled_kiosks(central.engine, count)
        texts = {"levels.toml": shipped_tables()["levels"]}
        Publishing(central.engine, lambda: datetime.now(UTC)).publish(Topic.BENEFITS, texts, date(2026, 1, 1))
        used = central.processor_seconds()
        package, bodies = asyncio.run(
            _ask_all("a package of tables", central.port, [_request(each, "") for each in kiosks])
        )
        used = central.processor_seconds() - used
        cursors = [_cursor_of(body) for body in bodies]
        asking = [_request(each, cursor) for each, cursor in zip(kiosks, cursors, strict=True)]
        nothing, _ = asyncio.run(_ask_all("nothing new", central.port, asking))
        rows = [(package, _plain(plain_port, package, count)), (nothing, _plain(plain_port, nothing, count))]
    print(f"\nFeed to {count} kiosks, {_WORKERS} workers, PostgreSQL; {_AT_ONCE} ask at once")
    print(f"{'':<22}{'a second':>10}{'median':>10}{'p99':>10}{'body':>10}{'plain HTTP':>12}{'ratio':>8}")
    for row, plain in rows:
        times = f"{row.median_ms:>7.0f} ms{row.p99_ms:>7.0f} ms"
        ratio = row.per_second / plain.per_second
        print(
            f"{row.name:<22}{row.per_second:>10.0f}{times}{row.body_bytes:>10}{plain.per_second:>10.0f}/s{ratio:>8.2f}"
        )
    print(f"processor time of central: {1000 * used / count:.1f} ms a package")


def _plain(port: int, like: Measured, count: int) -> Measured:
    request = f"GET /of/{like.body_bytes} HTTP/1.1\r\nHost: plain\r\n\r\n".encode()
    return asyncio.run(_ask_all("plain", port, [request] * count))[0]


if __name__ == "__main__":
    import sys

    main(sys.argv[1:])
