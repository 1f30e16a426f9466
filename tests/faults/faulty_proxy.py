"""A TCP proxy on loopback between kiosk and central that does to requests what bad lines do.

Every connection carries one request, so that each has its own fault. Which one comes is drawn from a seed.
"""

from __future__ import annotations

import asyncio
import contextlib
import random
import re
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from enum import StrEnum

_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
_CONNECTION = re.compile(rb"\r\nconnection:[^\r]*", re.IGNORECASE)


def _refusal(status: str, body: bytes, header: str) -> bytes:
    head = f"HTTP/1.1 {status}\r\n{header}\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n"
    return head.encode() + body


class Fault(StrEnum):
    REFUSED = "refused"
    CUT_REQUEST = "request cut"
    CUT_REPLY = "reply cut after the commit"
    HELD_REPLY = "reply later than the time-out"
    LATE_REQUEST = "request later than the time-out"
    DOUBLED = "delivered twice"
    SHORTENED = "reply shortened, with a length that fits"
    TOO_LARGE = "413"
    TOO_MANY = "429"
    BUSY = "503"
    LATE_GATEWAY = "504 after the commit"


TRUNCATING = (Fault.CUT_REPLY, Fault.SHORTENED)
REFUSING = (Fault.TOO_LARGE, Fault.TOO_MANY, Fault.BUSY, Fault.LATE_GATEWAY)
_REFUSALS = {
    Fault.TOO_LARGE: _refusal("413 Content Too Large", b"<html>413</html>", "Content-Type: text/html"),
    Fault.TOO_MANY: _refusal("429 Too Many Requests", b"", "Retry-After: 0"),
    Fault.BUSY: _refusal(
        "503 Service Unavailable",
        b'{"type": "urn:bhxh-kiosk:problem:busy", "title": "busy", "status": 503, "retry": "later",'
        b' "next_after_ms": 20}',
        "Content-Type: application/problem+json",
    ),
    Fault.LATE_GATEWAY: _refusal("504 Gateway Timeout", b"<html>504</html>", "Content-Type: text/html"),
}
"""As a server in front answers."""


class FaultyProxy:
    def __init__(
        self, upstream_port: int, seed: int, share: float = 0.3, kinds: Sequence[Fault] = tuple(Fault)
    ) -> None:
        """``share`` of the requests meet a fault of one of these kinds; 0 makes the line good, also while it
        runs.
        """
        self.share = share
        self.kinds = tuple(kinds)
        self.connections = 0
        self.met: Counter[Fault] = Counter()
        self._upstream_port = upstream_port
        self._chance = random.Random(seed)
        self._port = 0
        self._ready = threading.Event()
        self._tasks: set[asyncio.Task[None]] = set()

    @contextlib.contextmanager
    def running(self) -> Iterator[str]:
        """Gives the URL under which central can be reached, more or less."""
        loop = asyncio.new_event_loop()
        over = asyncio.Event()
        thread = threading.Thread(target=lambda: loop.run_until_complete(self._serve(over)))
        thread.start()
        try:
            self._ready.wait()
            yield f"http://127.0.0.1:{self._port}"
        finally:
            loop.call_soon_threadsafe(over.set)
            thread.join()
            loop.close()

    async def _serve(self, over: asyncio.Event) -> None:
        server = await asyncio.start_server(self._take, "127.0.0.1", 0)
        self._port = server.sockets[0].getsockname()[1]
        self._ready.set()
        await over.wait()
        server.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _take(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.get_running_loop().create_task(self._handle(reader, writer))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _handle(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            with contextlib.suppress(OSError, asyncio.IncompleteReadError):
                await self._relay(reader, writer)
        finally:
            writer.transport.abort()

    def _draw(self) -> Fault | None:
        self.connections += 1
        if self._chance.random() >= self.share:
            return None
        return self._chance.choice(self.kinds)

    async def _relay(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        fault = self._draw()
        if fault is Fault.REFUSED:
            self.met[fault] += 1
            return
        request = await _read_request(reader)
        if fault is not None:
            self.met[fault] += 1
        if fault is Fault.CUT_REQUEST:
            await self._ask(request[: self._chance.randrange(len(request))], cut=True)
            return
        if fault is Fault.LATE_REQUEST:
            await _until_given_up(reader)
        if fault in REFUSING and fault is not Fault.LATE_GATEWAY:
            await _answer(writer, _REFUSALS[fault])
            return
        answer = await self._ask(request)
        if fault is Fault.DOUBLED:
            answer = await self._ask(request)
        if fault is Fault.HELD_REPLY:
            await _until_given_up(reader)
        if fault is Fault.CUT_REPLY:
            answer = answer[: self._chance.randrange(max(1, len(answer)))]
        if fault is Fault.SHORTENED:
            answer = _shortened(answer, self._chance)
        await _answer(writer, _REFUSALS[fault] if fault is Fault.LATE_GATEWAY else answer)

    async def _ask(self, request: bytes, *, cut: bool = False) -> bytes:
        """The whole answer of central: what it has answered, it has committed."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self._upstream_port)
        try:
            writer.write(request)
            await writer.drain()
            return b"" if cut else await reader.read()
        finally:
            writer.close()


async def _answer(writer: asyncio.StreamWriter, answer: bytes) -> None:
    writer.write(answer)
    await writer.drain()
    writer.close()
    await writer.wait_closed()


def _shortened(answer: bytes, chance: random.Random) -> bytes:
    head, _, body = answer.partition(b"\r\n\r\n")
    body = body[: chance.randrange(max(1, len(body)))]
    return _LENGTH.sub(b"\r\nContent-Length: %d" % len(body), head) + b"\r\n\r\n" + body


async def _read_request(reader: asyncio.StreamReader) -> bytes:
    head = await reader.readuntil(b"\r\n\r\n")
    length = _LENGTH.search(head)
    body = await reader.readexactly(int(length.group(1))) if length else b""
    return _CONNECTION.sub(b"", head)[:-4] + b"\r\nConnection: close\r\n\r\n" + body


async def _until_given_up(reader: asyncio.StreamReader) -> None:
    with contextlib.suppress(OSError):
        await reader.read()
