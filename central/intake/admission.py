"""Who may push now: a bounded number at once, the others told when to come back before a queue grows.

After an outage all kiosks come together. Each process works on a few pushes at once and lets as many wait as
it can answer within a moment. Whoever comes above that is told at once (503) when its turn will be: turns are
handed out one after the other, as fast as pushes have lately been answered, so that each comes back to a free
place and none in a crowd. Who comes back at its turn may wait where a newcomer may not. No device has two
pushes under way, nor more than two parts of files: a busy one starves nobody. The body of a request is read
before it takes a place, so that a slow line holds none.
"""

from __future__ import annotations

import asyncio
import json
import re
import time
from base64 import urlsafe_b64decode
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from central.http.problems import ProblemCode, make_problem, problem_response
from central.settings import PushSettings, UploadSettings
from kiosk.contract.wire import Problem, Retry

_MOST_TURNS = 20_000  # remembered; who is forgotten gets another one
_LONGEST_PAUSE = 300.0
_FIRST_GUESS = 0.1  # seconds that a push takes, before one was measured
_WEIGHT_OF_NEWEST = 0.1
_EARLY = 0.5  # seconds; clocks and lines are not exact


@dataclass(frozen=True, slots=True)
class Admitted:
    """Requests that take turns with their like."""

    method: str
    path: re.Pattern[str]
    most_read_at_once: int  # bodies; above it they are read away unkept

    def fits(self, scope: Scope) -> bool:
        return (
            scope["type"] == "http"
            and scope["method"] == self.method
            and self.path.fullmatch(scope["path"]) is not None
        )


PUSHES = Admitted("POST", re.compile(r"/v1/streams/[^/]+/events"), 128)
UPLOADS = Admitted("PATCH", re.compile(r"/v1/blobs/[^/]+"), 32)  # a way of their own: no file holds up an act


@dataclass
class Turns:
    """Decides who may push; knows no network. ``clock`` gives seconds that only grow."""

    at_once: int
    wait_seconds: float
    of_device: int = 1
    clock: Callable[[], float] = time.monotonic
    running: int = 0
    waiting: int = 0
    _push_seconds: float = _FIRST_GUESS
    _next_turn: float = 0.0
    _turns: dict[str, float] = field(default_factory=dict)
    _under_way: Counter[str] = field(default_factory=Counter)

    def ask(self, device: str) -> float | None:
        """None: come in; ``leave`` must follow. Otherwise the seconds after which to come back."""
        if self._under_way[device] >= self.of_device:
            return max(1.0, self._push_seconds)
        now = self.clock()
        turn = self._turns.get(device)
        has_turn = turn is not None and now >= turn - _EARLY
        bearable = self.wait_seconds if has_turn else self.wait_seconds / 2
        if self.running + self.waiting >= self.at_once and self._wait_for(self.waiting + 1) > bearable:
            return self.give_turn(device)
        self._turns.pop(device, None)
        self._under_way[device] += 1
        self.waiting += 1
        return None

    def begin(self) -> None:
        """A device that came in has a place of its own now."""
        self.waiting -= 1
        self.running += 1

    def leave(self, device: str, seconds: float | None) -> None:
        """``seconds``: how long its push took; None when it never began."""
        self._under_way[device] -= 1
        if not self._under_way[device]:
            del self._under_way[device]
        if seconds is None:
            self.waiting -= 1
            return
        self.running -= 1
        self._push_seconds += _WEIGHT_OF_NEWEST * (seconds - self._push_seconds)

    def _wait_for(self, pushes: int) -> float:
        return pushes * self._push_seconds / self.at_once

    def give_turn(self, device: str) -> float:
        """The seconds until the turn of a device that cannot come in now."""
        now = self.clock()
        given = self._turns.get(device, now)
        if given > now + _EARLY:  # came before its turn: it keeps it
            return given - now
        turn = max(self._next_turn, now + self._wait_for(self.waiting + 1))
        turn = min(turn, now + _LONGEST_PAUSE)
        self._next_turn = turn + self._wait_for(1)
        if len(self._turns) >= _MOST_TURNS:
            self._turns.clear()
        self._turns[device] = turn
        return turn - now


def claimed_device(authorization: str) -> str:
    """The key that the request says it is signed by. Checked later: who names another's delays it a blink."""
    head = authorization.rpartition(" ")[2].partition(".")[0][:1000]
    try:
        named = json.loads(urlsafe_b64decode(head + "=" * (-len(head) % 4)))
        return str(named["kid"])[:100]
    except (ValueError, TypeError, LookupError, RecursionError):
        return "unknown"


def _busy(seconds: float) -> Problem:
    problem = make_problem(
        503,
        ProblemCode.BUSY,
        "Many kiosks are sending; come back after the pause.",
        retry=Retry.LATER,
        retry_after_seconds=seconds,
    )
    return problem.model_copy(update={"next_after_ms": round(seconds * 1000)})


class _GoneError(Exception):
    """The client went away before its request was whole."""


class Admission:
    """ASGI middleware for one kind of requests; every other one passes."""

    def __init__(self, app: ASGIApp, settings: PushSettings | UploadSettings, what: Admitted) -> None:
        self._app = app
        self._what = what
        self._turns = Turns(settings.at_once, settings.wait_seconds, settings.at_once_of_device)
        self._places = asyncio.Semaphore(settings.at_once)
        self._reading = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not self._what.fits(scope):
            await self._app(scope, receive, send)
            return
        device = claimed_device(Headers(scope=scope).get("authorization", ""))
        try:
            body = await self._read(receive)
        except _GoneError:
            return
        pause = self._turns.give_turn(device) if body is None else self._turns.ask(device)
        if body is None or pause is not None:
            await problem_response(_busy(pause or 0.0))(scope, receive, send)
            return
        await self._serve(device, scope, _replay(body, receive), send)

    async def _serve(self, device: str, scope: Scope, receive: Receive, send: Send) -> None:
        begun: float | None = None
        try:
            async with self._places:
                self._turns.begin()
                begun = time.monotonic()
                await self._app(scope, receive, send)
        finally:
            self._turns.leave(device, None if begun is None else time.monotonic() - begun)

    async def _read(self, receive: Receive) -> list[Message] | None:
        """The whole body; None when too many are being read, then it is read away. Raises _GoneError."""
        kept: list[Message] | None = [] if self._reading < self._what.most_read_at_once else None
        self._reading += 1
        try:
            while True:
                message = await receive()
                if message["type"] != "http.request":
                    raise _GoneError
                if kept is not None:
                    kept.append(message)
                if not message.get("more_body", False):
                    return kept
        finally:
            self._reading -= 1


def _replay(messages: list[Message], receive: Receive) -> Receive:
    left = iter(messages)

    async def again() -> Message:
        return next(left, None) or await receive()

    return again
