"""The way of a push through the server. It is the busiest one, so it takes one thread, once, and the body is
parsed once; FastAPI describes it, and everything else goes FastAPI's own way.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any
from uuid import UUID

from fastapi import Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from pydantic import TypeAdapter, ValidationError
from starlette.concurrency import run_in_threadpool
from typing_extensions import override

from central.devices import SignedRequest
from kiosk.contract.wire import PushRequest

if TYPE_CHECKING:
    from central.app import Central

_STREAM_ID = TypeAdapter(UUID)


class PushRoute(APIRoute):
    """Declared like any other route, with the endpoint that says what goes in and comes out."""

    @override
    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        return _answer


async def signed_request(request: Request) -> SignedRequest:
    return SignedRequest(
        method=request.method,
        path=request.url.path + (f"?{request.url.query}" if request.url.query else ""),
        body=await request.body(),
        authorization=request.headers.get("authorization"),
    )


async def _answer(request: Request) -> Response:
    central: Central = request.app.state.central
    signed = await signed_request(request)
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    stream_id: str = request.path_params["stream_id"]
    body = await run_in_threadpool(_push, central, signed, stream_id, media_type)
    return Response(body, media_type="application/json")


def _push(central: Central, signed: SignedRequest, stream_id: str, media_type: str) -> bytes:
    sender = central.devices.authenticate(signed)
    stream = _read(lambda: _STREAM_ID.validate_python(stream_id), "path", "stream_id")
    if media_type != "application/json":
        raise RequestValidationError([{"loc": ("body",), "type": "media_type", "msg": "", "input": None}])
    pushed = _read(lambda: PushRequest.model_validate_json(signed.body), "body")
    done = central.intake.push(sender, stream, pushed.events)
    central.metrics.count_acts(done.results)
    done = done.model_copy(update={"keys_number": central.keys.number})
    return done.model_dump_json().encode("utf-8")


def _read(work: Callable[[], Any], *place: str) -> Any:
    try:
        return work()
    except ValidationError as error:
        faults = error.errors(include_input=False, include_url=False, include_context=False)
        raise RequestValidationError([{**each, "loc": (*place, *each["loc"])} for each in faults]) from None
