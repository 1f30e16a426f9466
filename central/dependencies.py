"""What routes ask FastAPI for."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request

from central.assembly import Central
from central.http.problems import ProblemCode, ProblemError
from central.kiosks.devices import Device, SignedRequest


async def _central(request: Request) -> Central:
    central: Central = request.app.state.central
    return central


TheCentral = Annotated[Central, Depends(_central)]


async def signed_request(request: Request) -> SignedRequest:
    query = request.scope["query_string"].decode("latin-1")
    return SignedRequest(
        method=request.method,
        path=request.scope["path"] + (f"?{query}" if query else ""),
        body=await request.body(),
        authorization=request.headers.get("authorization"),
        agent=request.headers.get("user-agent"),
    )


Signed = Annotated[SignedRequest, Depends(signed_request)]


def _sender(central: TheCentral, signed: Signed) -> Device:
    return central.devices.authenticate(signed)


def _asker(central: TheCentral, signed: Signed) -> Device:
    """Who asks for what is a person's own; one that is revoked is noted."""
    try:
        return central.devices.authenticate(signed)
    except ProblemError as refusal:
        if refusal.problem.code == ProblemCode.DEVICE_REVOKED:
            central.grants.note_revoked(central.devices.stated_kid(signed))
        raise


Sender = Annotated[Device, Depends(_sender)]
Asker = Annotated[Device, Depends(_asker)]
