"""Central's signed receipts, checked against the keys pinned at enrolment."""

from __future__ import annotations

from collections.abc import Iterable

from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwk import ECKey
from pydantic import ValidationError

from kiosk.contract.wire import RECEIPT_TYP, SIGNATURE_ALGORITHM, ReceiptClaims
from kiosk.sync.errors import SyncError, SyncErrorCode
from local_db.enrolment import Jwk

_REGISTRY = jws.JWSRegistry(algorithms=[SIGNATURE_ALGORITHM])


def _invalid() -> SyncError:
    return SyncError(
        SyncErrorCode.RECEIPT_INVALID, "Central's receipt does not verify against the pinned keys."
    )


class ReceiptVerifier:
    def __init__(self, receipt_keys: Iterable[Jwk]) -> None:
        keys = [ECKey.import_key(dict(jwk)) for jwk in receipt_keys]
        self._keys = {key.thumbprint(): key for key in keys}

    def verify(self, receipt: str) -> ReceiptClaims:
        """The claims of a receipt that one of the pinned keys signed.

        Raises SyncError ``receipt_invalid``.
        """
        try:
            header = jws.extract_compact(receipt.encode("ascii"), registry=_REGISTRY).protected
            key = self._keys.get(str(header.get("kid")))
            if key is None or header.get("typ") != RECEIPT_TYP:
                raise _invalid()
            verified = jws.deserialize_compact(receipt, key, registry=_REGISTRY)
            return ReceiptClaims.model_validate_json(verified.payload)
        except (JoseError, ValidationError, ValueError, LookupError, TypeError, AttributeError):
            # joserfc lets the builtin errors through when a header holds values of foreign kinds.
            raise _invalid() from None
