"""Receipts: what central signs when it has stored an act, and has to honour for ever."""

from __future__ import annotations

from joserfc import jws
from joserfc.jwk import ECKey
from pydantic import ValidationError

from central.opening import HOSTILE_TOKEN_ERRORS
from kiosk.contract.wire import RECEIPT_TYP, SIGNATURE_ALGORITHM, ReceiptClaims

_REGISTRY = jws.JWSRegistry(algorithms=[SIGNATURE_ALGORITHM])


class ReceiptSigner:
    def __init__(self, key: ECKey) -> None:
        self._key = key
        self._header = {"alg": SIGNATURE_ALGORITHM, "typ": RECEIPT_TYP, "kid": key.thumbprint()}

    def sign(self, claims: ReceiptClaims) -> str:
        """Compact JWS (RFC 7515)."""
        return jws.serialize_compact(self._header, claims.model_dump_json(), self._key, registry=_REGISTRY)

    def find_claims(self, receipt: str) -> ReceiptClaims | None:
        """What a receipt promises; None when it is none of ours."""
        try:
            signed = jws.deserialize_compact(receipt, self._key, registry=_REGISTRY)
            if signed.protected.get("typ") != RECEIPT_TYP:
                return None
            return ReceiptClaims.model_validate_json(signed.payload)
        except (*HOSTILE_TOKEN_ERRORS, ValidationError):
            return None
