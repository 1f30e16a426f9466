"""One HTTP connection to central with a deadline for the whole call, which another thread may cut off.

A blocking client can only limit each read, so a server that dribbles holds it for ever, and nothing frees a
thread that waits in it. Here the calls run on a private event loop, where both are simple.
"""

from __future__ import annotations

import asyncio
import contextlib
import ssl
import threading
from collections.abc import AsyncGenerator, Callable, Coroutine, Mapping
from concurrent.futures import CancelledError, Future
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

import httpx

from kiosk.sync.answer_reading import AnswerReading
from kiosk.sync.errors import SyncError, SyncErrorCode

_CONNECT_SECONDS = 4.0
_CLOSE_SECONDS = 2.0
_MARGIN_SECONDS = 5.0  # after the deadline of a call: only a loop that has died is later than that


@dataclass(frozen=True, slots=True)
class HttpAnswer:
    status: int
    headers: Mapping[str, str]
    body: bytes = field(repr=False)


def _is_about_trust(error: BaseException | None) -> bool:
    """Whether a certificate that did not verify is at the bottom of it."""
    while error is not None and not isinstance(error, ssl.SSLCertVerificationError):
        error = error.__cause__ or error.__context__
    return error is not None


def _is_call(task: asyncio.Task[Any]) -> bool:
    return getattr(task.get_coro(), "__qualname__", "") == HttpLine._send.__qualname__


class HttpLine:
    """Thread-safe. After ``close`` every call, also one under way, ends with SyncError ``cancelled``."""

    def __init__(self, base_url: str, ca_file: Path | None = None) -> None:
        """``ca_file``: PEM certificates to trust instead of the system's, for an https address."""
        self._base_url = base_url.rstrip("/")
        self._ca_file = ca_file
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._client: httpx.AsyncClient | None = None
        self._closed = False

    def _make_client(self) -> httpx.AsyncClient:
        # Reading the trusted certificates takes 50 ms and more: spare it where no TLS is spoken.
        secure = self._base_url.startswith("https:")
        try:
            verify = ssl.create_default_context(cafile=self._ca_file) if secure else False
        except OSError as error:
            raise SyncError(
                SyncErrorCode.CENTRAL_NOT_TRUSTED,
                f"The certificates of central.ca_file cannot be read ({type(error).__name__}).",
            ) from None
        return httpx.AsyncClient(base_url=self._base_url, verify=verify, trust_env=False)

    def _submit(self, send: Callable[[], Coroutine[Any, Any, HttpAnswer]]) -> Future[HttpAnswer]:
        with self._lock:  # so that close() cannot come between the check and the call
            if self._closed:
                raise SyncError(SyncErrorCode.CANCELLED, "The connection to central was closed.")
            if self._loop is None or self._thread is None or not self._thread.is_alive():
                self._client = None
                self._loop = asyncio.new_event_loop()
                self._thread = threading.Thread(
                    target=self._run, args=(self._loop,), name="http-line", daemon=True
                )
                self._thread.start()
            return asyncio.run_coroutine_threadsafe(send(), self._loop)

    @staticmethod
    def _run(loop: asyncio.AbstractEventLoop) -> None:
        asyncio.set_event_loop(loop)
        try:
            loop.run_forever()
        finally:
            loop.close()

    async def _send(
        self, method: str, path: str, headers: Mapping[str, str], body: bytes, seconds: float
    ) -> HttpAnswer:
        if self._client is None:
            self._client = self._make_client()
        async with asyncio.timeout(seconds):
            async with self._client.stream(
                method,
                path,
                headers={"Accept-Encoding": "gzip", **headers},
                content=body,
                timeout=httpx.Timeout(seconds, connect=min(seconds, _CONNECT_SECONDS)),
            ) as response:
                reading = AnswerReading(response.headers.get("content-encoding", ""))
                async with contextlib.aclosing(cast("AsyncGenerator[bytes]", response.aiter_raw())) as pieces:
                    async for piece in pieces:
                        reading.take(piece)
        return HttpAnswer(response.status_code, response.headers, reading.body())

    def begin(
        self, method: str, path: str, headers: Mapping[str, str], body: bytes, seconds: float
    ) -> Future[HttpAnswer]:
        """For ``read_answer``; others may be under way meanwhile. Raises SyncError ``cancelled``."""
        return self._submit(lambda: self._send(method, path, headers, body, seconds))

    @staticmethod
    def read_answer(call: Future[HttpAnswer], seconds: float) -> HttpAnswer:
        """Any answer, whatever its status.

        Raises SyncError (``central_unreachable``, ``central_not_trusted``, ``cancelled``,
        ``central_answer_too_large``, ``central_answer_invalid``).
        """
        try:
            return call.result(seconds + _MARGIN_SECONDS)
        except CancelledError:
            raise SyncError(SyncErrorCode.CANCELLED, "The call to central was cut off.") from None
        except (httpx.HTTPError, TimeoutError, OSError) as error:
            if _is_about_trust(error):
                raise SyncError(
                    SyncErrorCode.CENTRAL_NOT_TRUSTED,
                    "The certificate of central is not one to trust: check central.url and central.ca_file.",
                ) from None
            raise SyncError(
                SyncErrorCode.CENTRAL_UNREACHABLE, f"Central did not answer ({type(error).__name__})."
            ) from error

    def send(
        self, method: str, path: str, headers: Mapping[str, str], body: bytes, seconds: float
    ) -> HttpAnswer:
        """As ``begin`` and ``read_answer``."""
        return self.read_answer(self.begin(method, path, headers, body, seconds), seconds)

    async def _shut_down(self) -> None:
        # Calls only: what they have started they cancel themselves, and not before it has begun.
        others = [task for task in asyncio.all_tasks() if _is_call(task)]
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)
        if self._client is not None:
            await self._client.aclose()
        await asyncio.get_running_loop().shutdown_asyncgens()

    def close(self) -> None:
        with self._lock:
            self._closed = True
            loop, thread = self._loop, self._thread
            self._loop = self._thread = None
        if loop is None or thread is None:
            return
        with contextlib.suppress(TimeoutError):  # what hangs is left behind with its thread
            asyncio.run_coroutine_threadsafe(self._shut_down(), loop).result(_CLOSE_SECONDS)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(_CLOSE_SECONDS)
