"""Refuse a body before reading it when it is larger than the contract allows."""

from __future__ import annotations

import re

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from central.http.problems import ProblemCode, make_problem, problem_response
from kiosk.contract.wire import MAX_BODY_BYTES

_DIGITS = re.compile(r"[0-9]{1,12}")


class BodyLimit:
    """ASGI middleware. A body needs a Content-Length; the HTTP server holds the client to it."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            headers = Headers(scope=scope)
            if "transfer-encoding" in headers:
                title = "The request must state its length."
                problem = make_problem(411, ProblemCode.LENGTH_REQUIRED, title)
                await problem_response(problem)(scope, receive, send)
                return
            length = headers.get("content-length", "0")
            if not _DIGITS.fullmatch(length) or int(length) > MAX_BODY_BYTES:
                title = "The request is larger than this server takes."
                problem = make_problem(413, ProblemCode.BODY_TOO_LARGE, title)
                await problem_response(problem)(scope, receive, send)
                return
        await self._app(scope, receive, send)
