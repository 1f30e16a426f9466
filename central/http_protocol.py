"""HTTP/1.1 on one connection: what is no HTTP gets problem details too, and is not worth a log line."""

from __future__ import annotations

import logging
from typing import Any

import h11
from typing_extensions import override
from uvicorn.protocols.http.h11_impl import H11Protocol

from central.problems import ProblemCode, make_problem, problem_response
from kiosk.contract.wire import Problem

# uvicorn warns of every line that a stranger's scanner sends; what goes wrong in here it logs as errors.
_logger = logging.getLogger("central.http")
_logger.setLevel(logging.ERROR)


class CentralProtocol(H11Protocol):
    """uvicorn's protocol over h11, speaking problem details (RFC 9457) where uvicorn has words of its own."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.logger = _logger

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
