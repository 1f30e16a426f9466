"""What central released under a grant: opened by the device's key, and believed when central signed it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar
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


@dataclass(frozen=True, slots=True)
class _Sort(Generic[Content]):
    """One sort of what central seals to a device; ``what``: in the words of a fault."""

    content: type[Content]
    typ: str
    seal_typ: str
    what: str


_RECORD = _Sort(ReleasedRecord, RECORD_TYP, RECORD_SEAL_TYP, "record")
_PHONE_KEY = _Sort(PhoneKey, PHONE_KEY_TYP, PHONE_KEY_SEAL_TYP, "key of a phone")
_REVIEW = _Sort(Review, REVIEW_TYP, REVIEW_SEAL_TYP, "case")
_FINDING = _Sort(Finding, FINDING_TYP, FINDING_SEAL_TYP, "finding")


def open_record(
    answer: SealedRecord, grant_id: UUID, credentials: Credentials, paper: str | None = None
) -> Release:
    """``paper``: the digest of the one that was asked for. Raises SyncError ``central_not_genuine`` for what
    central did not release here by this grant.
    """

    def is_ours(content: ReleasedRecord) -> bool:
        came = content.release.paper
        is_paper = (None if came is None else came.sha256) == paper
        return is_paper and (content.grant_id, content.kid) == (grant_id, credentials.kid)

    return _opened(_RECORD, answer.sealed, credentials, is_ours).release


def open_phone_key(answer: SealedPhoneKey, grant_id: UUID, credentials: Credentials) -> PhoneKey:
    """Raises SyncError ``central_not_genuine`` for what central did not tell here under this grant."""

    def is_ours(content: PhoneKey) -> bool:
        return (content.grant_id, content.kid) == (grant_id, credentials.kid)

    return _opened(_PHONE_KEY, answer.sealed, credentials, is_ours)


def open_review(answer: SealedReview, act_id: UUID, credentials: Credentials) -> Review:
    """Raises SyncError ``central_not_genuine`` for what central did not show here of this act."""

    def is_ours(content: Review) -> bool:
        return (content.act_id, content.kid) == (act_id, credentials.kid)

    return _opened(_REVIEW, answer.sealed, credentials, is_ours)


def open_finding(answer: SealedFinding, challenge_id: UUID, credentials: Credentials) -> Finding:
    """Raises SyncError ``central_not_genuine`` for what central did not tell this kiosk of this question."""

    def is_ours(content: Finding) -> bool:
        return (content.challenge_id, content.kid) == (challenge_id, credentials.kid)

    return _opened(_FINDING, answer.sealed, credentials, is_ours)


def _opened(
    sort: _Sort[Content], sealed: str, credentials: Credentials, is_ours: Callable[[Content], bool]
) -> Content:
    """``is_ours``: it answers what was asked for, by this device."""
    try:
        opened = jwe.decrypt_compact(sealed, credentials.device_key, registry=_REGISTRY)
        if opened.protected.get("typ") != sort.seal_typ:
            raise ValueError("sealed for another purpose")
        signed = (opened.plaintext or b"").decode("ascii")
        keys = PinnedKeys(credentials.get_enrolment().receipt_keys)
        found = sort.content.model_validate_json(keys.open(signed, sort.typ))
    except (JoseError, NotSignedError, ValidationError, ValueError):
        raise _not_genuine(sort.what) from None
    if not is_ours(found):
        raise _not_genuine(sort.what)
    return found


def _not_genuine(what: str) -> SyncError:
    sentence = f"What came is no {what} that central released to this kiosk."
    return SyncError(SyncErrorCode.CENTRAL_NOT_GENUINE, sentence)
