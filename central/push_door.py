"""The way of a push through the server. It is the busiest one: it takes one thread, its body is parsed once,
and what a framework would ask for every request is settled when the server starts.

FastAPI describes it (`app.push`); everything else goes FastAPI's way.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, NamedTuple
from uuid import UUID

from fastapi import Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic import TypeAdapter, ValidationError
from starlette.types import ASGIApp, Receive, Scope, Send

from central.assembly import Central
from central.dependencies import signed_request
from central.http.problems import respond_to
from central.intake.admission import PUSHES
from central.kiosks.devices import SignedRequest
from kiosk.contract.wire import PushRequest

PUSH_PATH = "/v1/streams/{stream_id}/events"
_STREAM_ID = TypeAdapter(UUID)


class _Route(NamedTuple):
    """As metrics and logs name it."""

    path: str = PUSH_PATH


class PushDoor:
    """ASGI middleware behind the one that admits."""

    def __init__(self, app: ASGIApp, central: Central) -> None:
        self._app = app
        self._central = central
        self._threads = ThreadPoolExecutor(central.settings.pushes.at_once, "push")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not PUSHES.fits(scope):
            await self._app(scope, receive, send)
            return
        scope["route"] = _Route()
        request = Request(scope, receive)
        signed = await signed_request(request)
        loop = asyncio.get_running_loop()
        answer = await loop.run_in_executor(self._threads, self._answer, request, signed)
        await answer(scope, receive, send)

    def _answer(self, request: Request, signed: SignedRequest) -> Response:
        try:
            return Response(_push(self._central, request, signed), media_type="application/json")
        except Exception as error:  # noqa: BLE001 - what is no problem of ours is raised again
            return respond_to(request, error)


def _push(central: Central, request: Request, signed: SignedRequest) -> bytes:
    sender = central.devices.authenticate(signed, as_remembered=True)
    place = request.scope["path"].split("/")[3]
    stream_id: UUID = _read(lambda: _STREAM_ID.validate_python(place), "path", "stream_id")
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type != "application/json":
        raise RequestValidationError([{"loc": ("body",), "type": "media_type", "msg": "", "input": None}])
    events = _read(lambda: PushRequest.model_validate_json(signed.body), "body").events
    done = central.intake.push_on(sender, stream_id, events)
    if done is None:
        done = central.intake.push(central.devices.authenticate(signed), stream_id, events)
    central.metrics.count_acts(done.results)
    done = done.model_copy(update={"keys_number": central.keys.number})
    return done.model_dump_json().encode("utf-8")


def _read(work: Callable[[], Any], *place: str) -> Any:
    try:
        return work()
    except ValidationError as error:
        faults = error.errors(include_input=False, include_url=False, include_context=False)
        raise RequestValidationError([{**each, "loc": (*place, *each["loc"])} for each in faults]) from None
