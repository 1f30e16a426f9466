"""Checkpoints of a kiosk's audit log, and central's word that it has seen the log up to there."""

from __future__ import annotations

from typing import Annotated

from pydantic import AwareDatetime, BaseModel, Field

from kiosk.contract.wire import WIRE, Sha256Hex

CHECKPOINT_TYP = "bhxh-audit-checkpoint+jwt"
COUNTERSIGNATURE_TYP = "bhxh-audit-countersignature+jwt"
MAX_CHECKPOINTS = 50  # of one request

_Signed = Annotated[str, Field(max_length=2000, pattern=r"^[A-Za-z0-9_\-.]+$")]
_Sequence = Annotated[int, Field(ge=1, lt=1 << 53)]


class CheckpointClaims(BaseModel):
    """Signed by the device (JWS, ``CHECKPOINT_TYP``): the last record of its log and its hash."""

    model_config = WIRE
    sequence: _Sequence
    hash: Sha256Hex


class Countersignature(BaseModel):
    """Signed by the key that signs receipts: which checkpoint of the device ``kid`` central has seen, and
    when first.
    """

    model_config = WIRE
    kid: str
    sequence: _Sequence
    hash: Sha256Hex
    seen_at: AwareDatetime


class AuditCheckpointsRequest(BaseModel):
    """The oldest first; with none a kiosk asks up to where central has seen its log."""

    model_config = WIRE
    signed: Annotated[list[_Signed], Field(max_length=MAX_CHECKPOINTS)]


class CountersignedCheckpoint(BaseModel):
    model_config = WIRE
    sequence: _Sequence
    signed: _Signed
    countersignature: _Signed


class CountersignedCheckpoints(BaseModel):
    """``countersigned``: those at the places that were sent. Where central had seen another one before, it is
    that one. ``newest``: the last that central has seen of this device.
    """

    model_config = WIRE
    countersigned: list[CountersignedCheckpoint]
    newest: CountersignedCheckpoint | None
    server_time: AwareDatetime
    keys_number: int = 0
