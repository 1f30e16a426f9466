"""What central released under a grant: opened by the device's key, and believed when central signed it."""

from __future__ import annotations

from typing import TypeVar
from uuid import UUID

from joserfc import jwe
from joserfc.errors import JoseError
from pydantic import BaseModel, ValidationError

from kiosk.contract.finding import FINDING_SEAL_TYP, FINDING_TYP, Finding, SealedFinding
from kiosk.contract.grants import MOST_RECORD_CHARS, RECORD_SEAL_TYP, RECORD_TYP, ReleasedRecord, SealedRecord
from kiosk.contract.records import Release
from kiosk.contract.reviews import REVIEW_SEAL_TYP, REVIEW_TYP, Review, SealedReview
from kiosk.contract.smart_otp import PHONE_KEY_SEAL_TYP, PHONE_KEY_TYP, PhoneKey, SealedPhoneKey
from kiosk.contract.wire import CONTENT_ALGORITHM, KEY_AGREEMENT_ALGORITHM
from kiosk.sync.credentials import Credentials
from kiosk.sync.errors import SyncError, SyncErrorCode
from kiosk.sync.pinned_keys import NotSignedError, PinnedKeys

Content = TypeVar("Content", bound=BaseModel)


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
        released = _opened(
            answer.sealed, credentials, ReleasedRecord, typ=RECORD_TYP, seal_typ=RECORD_SEAL_TYP
        )
        if (released.grant_id, released.kid) != (grant_id, credentials.kid):
            raise ValueError
        came = released.release.paper
        if (None if came is None else came.sha256) != paper:
            raise ValueError
    except (JoseError, NotSignedError, ValidationError, ValueError):
        raise _not_genuine("record") from None
    return released.release


def open_phone_key(answer: SealedPhoneKey, grant_id: UUID, credentials: Credentials) -> PhoneKey:
    """Raises SyncError ``central_not_genuine`` for what central did not tell here under this grant."""
    try:
        key = _opened(answer.sealed, credentials, PhoneKey, typ=PHONE_KEY_TYP, seal_typ=PHONE_KEY_SEAL_TYP)
        if (key.grant_id, key.kid) != (grant_id, credentials.kid):
            raise ValueError
    except (JoseError, NotSignedError, ValidationError, ValueError):
        raise _not_genuine("key of a phone") from None
    return key


def open_review(answer: SealedReview, act_id: UUID, credentials: Credentials) -> Review:
    """Raises SyncError ``central_not_genuine`` for what central did not show here of this act."""
    try:
        review = _opened(answer.sealed, credentials, Review, typ=REVIEW_TYP, seal_typ=REVIEW_SEAL_TYP)
        if (review.act_id, review.kid) != (act_id, credentials.kid):
            raise ValueError
    except (JoseError, NotSignedError, ValidationError, ValueError):
        raise _not_genuine("case") from None
    return review


def open_finding(answer: SealedFinding, challenge_id: UUID, credentials: Credentials) -> Finding:
    """Raises SyncError ``central_not_genuine`` for what central did not tell this kiosk of this question."""
    try:
        found = _opened(answer.sealed, credentials, Finding, typ=FINDING_TYP, seal_typ=FINDING_SEAL_TYP)
        if (found.challenge_id, found.kid) != (challenge_id, credentials.kid):
            raise ValueError
    except (JoseError, NotSignedError, ValidationError, ValueError):
        raise _not_genuine("finding") from None
    return found


def _opened(
    sealed: str, credentials: Credentials, content: type[Content], *, typ: str, seal_typ: str
) -> Content:
    opened = jwe.decrypt_compact(sealed, credentials.device_key, registry=_REGISTRY)
    if opened.protected.get("typ") != seal_typ:
        raise ValueError("sealed for another purpose")
    signed = (opened.plaintext or b"").decode("ascii")
    keys = PinnedKeys(credentials.get_enrolment().receipt_keys)
    return content.model_validate_json(keys.open(signed, typ))


def _not_genuine(what: str) -> SyncError:
    sentence = f"What came is no {what} that central released to this kiosk."
    return SyncError(SyncErrorCode.CENTRAL_NOT_GENUINE, sentence)
