"""A record that came for a grant: opened by the device's key, and believed when central signed it."""

from __future__ import annotations

from uuid import UUID

from joserfc import jwe
from joserfc.errors import JoseError
from pydantic import ValidationError

from kiosk.contract.grants import MOST_RECORD_CHARS, RECORD_SEAL_TYP, RECORD_TYP, ReleasedRecord, SealedRecord
from kiosk.contract.records import Release
from kiosk.contract.wire import CONTENT_ALGORITHM, KEY_AGREEMENT_ALGORITHM
from kiosk.sync.credentials import Credentials
from kiosk.sync.errors import SyncError, SyncErrorCode
from kiosk.sync.pinned_keys import NotSignedError, PinnedKeys


class _Registry(jwe.JWERegistry):
    max_ciphertext_length = MOST_RECORD_CHARS


_REGISTRY = _Registry(algorithms=[KEY_AGREEMENT_ALGORITHM, CONTENT_ALGORITHM])


def open_record(
    answer: SealedRecord, grant_id: UUID, credentials: Credentials, paper: str | None = None
) -> Release:
    """``paper``: the digest of the one that was asked for. Raises SyncError ``central_not_genuine`` for what
    central did not release here by this grant.
    """
    try:
        opened = jwe.decrypt_compact(
            answer.sealed,
            credentials.device_key,
            registry=_REGISTRY,
        )
        if opened.protected.get("typ") != RECORD_SEAL_TYP:
            raise ValueError
        signed = (opened.plaintext or b"").decode("ascii")
        keys = PinnedKeys(credentials.get_enrolment().receipt_keys)
        released = ReleasedRecord.model_validate_json(keys.open(signed, RECORD_TYP))
        if (released.grant_id, released.kid) != (grant_id, credentials.kid):
            raise ValueError
        came = released.release.paper
        if (None if came is None else came.sha256) != paper:
            raise ValueError
    except (JoseError, NotSignedError, ValidationError, ValueError):
        raise SyncError(
            SyncErrorCode.CENTRAL_NOT_GENUINE, "What came is no record that central released to this kiosk."
        ) from None
    return released.release
