"""A line between a kiosk and central that carries so much a second, with a round trip of its own.

``python -m bench.narrow_line PORT MEGABITS ROUND_TRIP_MS`` leads to that port, prints its own and serves
until SIGTERM. What goes towards central is held to the rate; what comes back is little and takes its time.
"""

from __future__ import annotations

import asyncio
import contextlib
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

_PIECE_BYTES = 16 << 10


@dataclass
class _Rate:
    """One line, whichever connections use it."""

    bytes_per_second: float
    free_at: float = 0.0

    async def pass_on(self, size: int) -> None:
        now = asyncio.get_running_loop().time()
        self.free_at = max(self.free_at, now) + size / self.bytes_per_second
        if (wait := self.free_at - now) > 0:
            await asyncio.sleep(wait)


async def _carry(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, way_seconds: float, rate: _Rate | None
) -> None:
    """One direction: each piece arrives ``way_seconds`` after it was on the line."""
    loop = asyncio.get_running_loop()
    arriving: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue(64)

    async def arrive() -> None:
        while True:
            at, piece = await arriving.get()
            await asyncio.sleep(max(0.0, at - loop.time()))
            if not piece:
                writer.close()
                return
            writer.write(piece)
            await writer.drain()

    arrival = asyncio.create_task(arrive())
    while True:
        piece = await reader.read(_PIECE_BYTES)
        if rate is not None:
            await rate.pass_on(len(piece))
        await arriving.put((loop.time() + way_seconds, piece))
        if not piece:
            await arrival
            return


async def _serve(port: int, megabits: float, round_trip_ms: float) -> None:
    rate, way = _Rate(megabits * 1e6 / 8), round_trip_ms / 2000

    async def take(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError, asyncio.CancelledError):
            to, back = await asyncio.open_connection("127.0.0.1", port)
            await asyncio.gather(_carry(reader, back, way, rate), _carry(to, writer, way, None))

    over = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, over.set)
    server = await asyncio.start_server(take, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await over.wait()
    server.close()


@contextmanager
def narrow_line(port: int, megabits: float, round_trip_ms: float) -> Iterator[int]:
    """Its port; in a process of its own."""
    arguments = [sys.executable, "-m", "bench.narrow_line", str(port), str(megabits), str(round_trip_ms)]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        try:
            yield int(process.stdout.readline())
        finally:
            process.send_signal(signal.SIGTERM)


if __name__ == "__main__":
    with contextlib.suppress(asyncio.CancelledError):
        asyncio.run(_serve(int(sys.argv[1]), float(sys.argv[2]), float(sys.argv[3])))
