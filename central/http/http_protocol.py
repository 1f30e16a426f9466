"""HTTP/1.1 on one connection: bounded in time, and refusing in problem details what is no HTTP.

A connection that says nothing, half a head or half a body costs a file and some memory for as long as it
lives; so it lives for seconds. nginx in front does the same; these limits hold with and without it.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from typing import Any

import h11
from typing_extensions import override
from uvicorn.protocols.http.h11_impl import H11Protocol

from central.http.problems import ProblemCode, make_problem, problem_response
from central.settings import HttpSettings
from kiosk.contract.wire import Problem, Retry

# uvicorn warns of every line that a stranger's scanner sends; what goes wrong in here it logs as errors.
_logger = logging.getLogger("central.http")
_logger.setLevel(logging.ERROR)


class CentralProtocol(H11Protocol):
    """uvicorn's protocol over h11. Subclassed by ``with_limits`` for the limits of one server."""

    limits = HttpSettings()

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.logger = _logger
        self.timeout_keep_alive = self.limits.idle_seconds  # type: ignore[assignment]  # any number will do
        self._timer: asyncio.TimerHandle | None = None
        self._body_began = 0.0
        self._body_bytes = 0

    @override
    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        if len(self.connections) > self.limits.connections:
            self.refuse(_busy())
            return
        self._limit(self.limits.head_seconds, self._on_late_request)

    @override
    def connection_lost(self, exc: Exception | None) -> None:
        self._unlimit()
        super().connection_lost(exc)

    @override
    def data_received(self, data: bytes) -> None:
        if self.transport.is_closing():
            return
        if self._timer is None:  # the first byte after an idle while
            self._limit(self.limits.head_seconds, self._on_late_request)
        self._body_bytes += len(data)
        super().data_received(data)

    @override
    def handle_events(self) -> None:
        before = self.cycle
        super().handle_events()
        if self.cycle is None or self.cycle.response_complete or self.transport.is_closing():
            return
        if not self.cycle.more_body:
            self._limit(self.limits.answer_seconds, self.transport.abort)
            return
        if self.cycle is not before:  # the head is whole
            self._body_began, self._body_bytes = self.loop.time(), 0
        self._limit(self._body_time_left(), self._on_late_request)

    def _body_time_left(self) -> float:
        """A slow line that keeps sending is not cut off: every byte brings time for the next ones."""
        earned = self._body_bytes / self.limits.body_bytes_per_second
        return max(0.0, self.limits.body_seconds + earned - (self.loop.time() - self._body_began))

    @override
    def on_response_complete(self) -> None:
        self._unlimit()
        super().on_response_complete()
        if self.cycle is not None and not self.cycle.response_complete:
            return  # a pipelined request has begun, with its own limit
        if self.transport.get_write_buffer_size() > 0:
            self._limit(self.limits.answer_seconds, self.transport.abort)
        elif self.conn.their_state is h11.SEND_BODY or self.conn.trailing_data[0]:
            # The rest of a body that was refused, or the first part of a further request.
            self._limit(self.limits.head_seconds, self._on_late_request)

    def _limit(self, seconds: float, then: Callable[[], object]) -> None:
        self._unlimit()
        self._timer = self.loop.call_later(seconds, then)

    def _unlimit(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _on_late_request(self) -> None:
        title = "The request did not come to its end in time."
        self.refuse(make_problem(408, ProblemCode.REQUEST_TOO_SLOW, title, retry=Retry.LATER))

    @override
    def send_400_response(self, msg: str) -> None:
        self.refuse(make_problem(400, ProblemCode.NOT_HTTP, "This is not a request of HTTP/1.1."))

    def refuse(self, problem: Problem) -> None:
        """Answer, as far as the state of the connection allows an answer, and close it."""
        if self.transport.is_closing():
            return
        if self.conn.our_state in (h11.IDLE, h11.SEND_RESPONSE):
            response = problem_response(problem)
            headers = [*response.raw_headers, (b"connection", b"close")]
            body = bytes(response.body)
            for event in (
                h11.Response(status_code=problem.status, headers=headers),
                h11.Data(data=body),
                h11.EndOfMessage(),
            ):
                self.transport.write(self.conn.send(event) or b"")
        if self.cycle is not None and not self.cycle.response_complete:
            self.cycle.disconnected = True  # the application may still be at work: nobody hears it any more
            self.cycle.message_event.set()
        self.transport.close()
        # A client that takes nothing would keep the closing connection alive.
        self._limit(self.limits.head_seconds, self.transport.abort)


def _busy() -> Problem:
    title = "This server has as many connections as it can bear."
    return make_problem(
        503, ProblemCode.TOO_MANY_CONNECTIONS, title, retry=Retry.LATER, retry_after_seconds=5
    )


def with_limits(limits: HttpSettings) -> type[CentralProtocol]:
    """The protocol of a server with these limits."""

    class Limited(CentralProtocol):
        pass

    Limited.limits = limits
    return Limited
