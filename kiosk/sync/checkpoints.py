"""Checkpoints of the audit log, signed by the device (JWS ES256, RFC 7515)."""

from __future__ import annotations

from collections.abc import Sequence

from joserfc import jws
from joserfc.jwk import ECKey
from pydantic import BaseModel, ConfigDict, ValidationError

from kiosk.contract.wire import SIGNATURE_ALGORITHM, PublicJwk
from kiosk.sync.client import public_jwk
from kiosk.sync.pinned_keys import NotSignedError, PinnedKeys
from local_db.audit_log import AuditHead

CHECKPOINT_TYP = "bhxh-audit-checkpoint+jwt"


class _Claims(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore", hide_input_in_errors=True)
    sequence: int
    hash: str


class CheckpointSigning:
    def __init__(self, device_key: ECKey, former_keys: Sequence[PublicJwk] = ()) -> None:
        """``former_keys``: of this device, before it was enrolled anew."""
        self._key = device_key
        self._pinned = PinnedKeys([public_jwk(device_key), *former_keys])

    def sign(self, head: AuditHead) -> str:
        header = {"alg": SIGNATURE_ALGORITHM, "typ": CHECKPOINT_TYP, "kid": self._key.thumbprint()}
        claims = _Claims(sequence=head.sequence, hash=head.hash)
        return jws.serialize_compact(header, claims.model_dump_json(), self._key)

    def open(self, signed: str) -> AuditHead | None:
        """None when this device did not sign it."""
        try:
            claims = _Claims.model_validate_json(self._pinned.open(signed, CHECKPOINT_TYP))
        except (NotSignedError, ValidationError):
            return None
        return AuditHead(claims.sequence, claims.hash)
