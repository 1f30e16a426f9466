"""Central's keys as kiosks learn of them: the set that holds now, signed by keys that they may trust."""

from __future__ import annotations

from typing import Annotated

from pydantic import AwareDatetime, BaseModel, Field

from kiosk.contract.wire import WIRE, Jose, PublicJwk

KEYS_TYP = "bhxh-central-keys+jwt"


class PublishedKey(BaseModel):
    model_config = WIRE
    key: PublicJwk
    since: AwareDatetime
    until: AwareDatetime | None = None  # None: until a newer set says so


class CentralKeySet(BaseModel):
    """``number`` grows with every change: an older set is never taken again.

    Acts are sealed to the first of ``intake_keys``; a receipt may be signed by any of ``receipt_keys``, among
    them the one that will sign next.
    """

    model_config = WIRE
    number: Annotated[int, Field(ge=1, lt=1 << 40)]
    issued_at: AwareDatetime
    intake_keys: Annotated[list[PublishedKey], Field(min_length=1, max_length=20)]
    receipt_keys: Annotated[list[PublishedKey], Field(min_length=1, max_length=20)]


class PublishedKeys(BaseModel):
    """The same CentralKeySet as JWS of several receipt keys: a kiosk believes one that it trusts already."""

    model_config = WIRE
    signed: Annotated[list[Jose], Field(max_length=20)]
