"""Central's signed receipts, checked against the keys pinned at enrolment."""

from __future__ import annotations

from collections.abc import Iterable

from pydantic import ValidationError

from kiosk.contract.wire import RECEIPT_TYP, ReceiptClaims
from kiosk.sync.errors import SyncError, SyncErrorCode
from kiosk.sync.pinned_keys import NotSignedError, PinnedKeys
from local_db.enrolment import Jwk


class ReceiptVerifier:
    def __init__(self, receipt_keys: Iterable[Jwk]) -> None:
        self._keys = PinnedKeys(receipt_keys)

    def verify(self, receipt: str) -> ReceiptClaims:
        """The claims of a receipt that one of the pinned keys signed.

        Raises SyncError ``receipt_invalid``.
        """
        try:
            return ReceiptClaims.model_validate_json(self._keys.open(receipt, RECEIPT_TYP))
        except (NotSignedError, ValidationError):
            raise SyncError(
                SyncErrorCode.RECEIPT_INVALID, "Central's receipt does not verify against the pinned keys."
            ) from None
