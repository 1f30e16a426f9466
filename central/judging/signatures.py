"""Whether an act was signed by the phone of the person it is of, in words that are about this very act.

The statement is central's own, as those about addresses are (docs/decisions/062). One that contradicts its
act was tampered with: staff look at it. One by a key that is trusted no more counts as none.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import datetime
from uuid import UUID

from joserfc import jws
from joserfc.jwk import ECKey
from pydantic import ValidationError

from central.http.problems import ProblemCode
from central.keys.central_keys import CentralKeys
from central.keys.hashing import number_hash
from central.keys.opening import HOSTILE_TOKEN_ERRORS, UnusableError
from kiosk.contract.kinds.parts import ActPayload, ClaimedSignature
from kiosk.contract.signing import is_marked, text_sha256
from kiosk.contract.smart_otp import SIGNED_TEXT_TYP, SignedText
from kiosk.contract.wire import SIGNATURE_ALGORITHM

_REGISTRY = jws.JWSRegistry(algorithms=[SIGNATURE_ALGORITHM])


class Signatures:
    def __init__(self, find_key: Callable[[str], ECKey | None], person_hash: Callable[[str], str]) -> None:
        self._find_key = find_key
        self._person_hash = person_hash

    def check(self, act_id: UUID, payload: ActPayload, kids: Collection[str]) -> SignedText | None:
        """What can be believed of it; None where nobody signed, or none can rely on it any more. ``kids``: of
        the kiosk that the act is of. Raises UnusableError ``signature-contradicts``.
        """
        claim = payload.signed()
        said = None if claim is None else self._read(claim)
        if claim is None or said is None:
            return None
        fits = (
            said.act_id == act_id
            and said.kid in kids
            and said.person_hash == self._person_hash(payload.subject)
            and said.text_sha256 == text_sha256(claim.text)
            and is_marked(claim.text, claim.mark)
        )
        if not fits:
            raise _contradicts()
        return said

    def _read(self, claim: ClaimedSignature) -> SignedText | None:
        """None where no key that holds now has signed it."""
        try:
            header = jws.extract_compact(claim.statement.encode("ascii"), registry=_REGISTRY).protected
            key = self._find_key(str(header.get("kid")))
            if key is None:
                return None
            if header.get("typ") != SIGNED_TEXT_TYP:
                raise _contradicts()
            signed = jws.deserialize_compact(claim.statement, key, registry=_REGISTRY)
            return SignedText.model_validate_json(signed.payload)
        except (*HOSTILE_TOKEN_ERRORS, ValidationError):
            raise _contradicts() from None


def signatures_of(keys: CentralKeys, now: Callable[[], datetime]) -> Signatures:
    """By the keys that sign receipts, as long as these are trusted."""
    return Signatures(
        lambda kid: keys.trusted_receipt_keys(now()).get(kid),
        lambda number: number_hash(keys.hashing, number),
    )


def _contradicts() -> UnusableError:
    return UnusableError(ProblemCode.SIGNATURE_CONTRADICTS)
