"""Receipts: what central signs when it has stored an act, and has to honour for ever."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from joserfc import jws
from joserfc.jwk import ECKey
from pydantic import BaseModel, ValidationError

from central.keys.central_keys import CentralKeys
from central.keys.opening import HOSTILE_TOKEN_ERRORS
from kiosk.contract.wire import RECEIPT_TYP, SIGNATURE_ALGORITHM, ReceiptClaims

_REGISTRY = jws.JWSRegistry(algorithms=[SIGNATURE_ALGORITHM])


class ReceiptSigner:
    def __init__(self, keys: CentralKeys, now: Callable[[], datetime]) -> None:
        self._keys = keys
        self._now = now

    def sign(self, claims: ReceiptClaims) -> str:
        """Compact JWS (RFC 7515) by the key that signs now."""
        return self.sign_as(RECEIPT_TYP, claims)

    def sign_as(self, typ: str, claims: BaseModel) -> str:
        """The same for other things that central answers for."""
        return self._sign(typ, claims.model_dump_json().encode("utf-8"))

    def _sign(self, typ: str, payload: bytes) -> str:
        kid, key = self._keys.signing
        header = {"alg": SIGNATURE_ALGORITHM, "typ": typ, "kid": kid}
        return jws.serialize_compact(header, payload, key, registry=_REGISTRY)

    def find_claims(self, receipt: str) -> ReceiptClaims | None:
        """What a receipt promises; None when it is none of ours."""
        try:
            header = jws.extract_compact(receipt.encode("ascii"), registry=_REGISTRY).protected
            key: ECKey | None = self._trusted().get(str(header.get("kid")))
            if key is None or header.get("typ") != RECEIPT_TYP:
                return None
            return ReceiptClaims.model_validate_json(
                jws.deserialize_compact(receipt, key, registry=_REGISTRY).payload
            )
        except (*HOSTILE_TOKEN_ERRORS, ValidationError):
            return None

    def renew(self, kept: str) -> str:
        """The receipt that is kept here, signed anew where no kiosk trusts its key any more."""
        token = jws.extract_compact(kept.encode("ascii"), registry=_REGISTRY)
        return kept if token.protected["kid"] in self._trusted() else self._sign(RECEIPT_TYP, token.payload)

    def _trusted(self) -> dict[str, ECKey]:
        return self._keys.trusted_receipt_keys(self._now())
