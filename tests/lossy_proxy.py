"""A TCP proxy on loopback that loses answers on demand, after the server has done its work."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Iterator


class LossyProxy:
    def __init__(self, upstream_port: int) -> None:
        self._upstream_port = upstream_port
        self._loop = asyncio.new_event_loop()
        self._server: asyncio.Server | None = None
        self._answers_to_cut = 0
        self.answers_cut = 0
        self.port = 0

    def cut_next_answers(self, count: int) -> None:
        self._loop.call_soon_threadsafe(setattr, self, "_answers_to_cut", count)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            up_reader, up_writer = await asyncio.open_connection("127.0.0.1", self._upstream_port)
        except OSError:
            writer.close()
            return
        requests = asyncio.create_task(self._pump(reader, up_writer))
        # Python 3.11 logs an error when the task of a connection ends cancelled.
        with contextlib.suppress(OSError, asyncio.CancelledError):
            while content := await up_reader.read(1 << 16):
                if self._answers_to_cut > 0:
                    self._answers_to_cut -= 1
                    self.answers_cut += 1
                    break
                writer.write(content)
                await writer.drain()
        requests.cancel()
        for each in (writer, up_writer):
            each.transport.abort()

    @staticmethod
    async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError):
            while content := await reader.read(1 << 16):
                writer.write(content)
                await writer.drain()
            writer.write_eof()

    async def _start(self) -> None:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]

    async def _stop(self) -> None:
        if self._server is not None:
            self._server.close()
        tasks = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    @contextlib.contextmanager
    def running(self) -> Iterator[str]:
        """Gives the URL under which the upstream can be reached with losses."""
        thread = threading.Thread(target=self._loop.run_forever, name="lossy-proxy")
        thread.start()
        try:
            asyncio.run_coroutine_threadsafe(self._start(), self._loop).result(5)
            yield f"http://127.0.0.1:{self.port}"
        finally:
            asyncio.run_coroutine_threadsafe(self._stop(), self._loop).result(5)
            self._loop.call_soon_threadsafe(self._loop.stop)
            thread.join(5)
            self._loop.close()
