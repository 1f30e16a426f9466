"""Checkpoints of the audit log, signed by the device (JWS ES256, RFC 7515)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from joserfc import jws
from joserfc.jwk import ECKey
from pydantic import ValidationError

from kiosk.contract.audit import CHECKPOINT_TYP, CheckpointClaims
from kiosk.contract.wire import SIGNATURE_ALGORITHM, PublicJwk
from kiosk.sync.client import public_jwk
from kiosk.sync.countersigning import open_countersigned
from kiosk.sync.pinned_keys import NotSignedError, PinnedKeys
from local_db.audit_log import AuditHead
from local_db.enrolment import Jwk


class CheckpointSigning:
    def __init__(
        self,
        device_key: ECKey,
        former_keys: Sequence[PublicJwk] = (),
        central_keys: Callable[[], Sequence[Jwk]] = tuple,
    ) -> None:
        """``former_keys``: of this device, before it was enrolled anew. ``central_keys``: those that central
        countersigns with.
        """
        self._central_keys = central_keys
        self._key = device_key
        self._pinned = PinnedKeys([public_jwk(device_key), *former_keys])
        self._kids = {key.thumbprint() for key in map(_imported, (public_jwk(device_key), *former_keys))}

    def sign(self, head: AuditHead) -> str:
        header = {"alg": SIGNATURE_ALGORITHM, "typ": CHECKPOINT_TYP, "kid": self._key.thumbprint()}
        claims = CheckpointClaims(sequence=head.sequence, hash=head.hash)
        return jws.serialize_compact(header, claims.model_dump_json(), self._key)

    def open(self, signed: str) -> AuditHead | None:
        """None when this device did not sign it."""
        try:
            claims = CheckpointClaims.model_validate_json(self._pinned.open(signed, CHECKPOINT_TYP))
        except (NotSignedError, ValidationError):
            return None
        return AuditHead(claims.sequence, claims.hash)

    def open_countersigned(self, countersigned: str) -> AuditHead | None:
        """None when central did not say so of a log of this device, or by a key that is trusted no more."""
        return open_countersigned(countersigned, PinnedKeys(self._central_keys()), self._kids)


def _imported(jwk: PublicJwk) -> ECKey:
    return ECKey.import_key(dict(jwk))
