"""Central's own judgement of a chip: files, issuer, whose card it is, and the signature over a challenge, or
the answer under keys that were agreed on.

Nothing that the kiosk says of the card is believed here; the only module of central that reads chips.
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from central.grants.evidence import Reason
from central.grants.refusals import refuse
from central.http.problems import ProblemCode
from ekyc.card.errors import CardError
from ekyc.card.reading import DataGroupIntegrity, IssuerTrust, Sex, SodSignature, Validity
from ekyc.chip.active_authentication import is_signed, parse_dg15, stated_hash
from ekyc.chip.certificate_profile import DocumentKind
from ekyc.chip.dg13 import Dg13, parse_dg13
from ekyc.chip.identity import identity_from_chip
from ekyc.chip.lds import LdsFile, parse_dg1
from ekyc.chip.passive_authentication import PassiveAuthentication, authenticate_passively
from ekyc.chip.remote_agreement import agreed_key, is_answered, offer
from ekyc.chip.sod import SecurityObject, parse_sod
from ekyc.chip.trust_store import TrustStore
from ekyc.verification import reason_of
from kiosk.clock import VIETNAM_TIME
from kiosk.contract.grants import ChipAgreement, ChipEvidence, ChipStrength

_VALIDITY_REASONS = {Validity.EXPIRED: Reason.CARD_EXPIRED, Validity.UNKNOWN: Reason.VALIDITY_UNKNOWN}
_MAY_BE_WITHHELD = (LdsFile.DG13, LdsFile.DG14)


@dataclass(frozen=True, slots=True)
class ProvedChip:
    """``reasons``: what central itself found about the card that an officer should look at. ``sex``: None
    where the card does not say.
    """

    number: str = field(repr=False)
    full_name: str = field(repr=False)
    date_of_birth: date = field(repr=False)
    sex: str | None = field(repr=False)
    strength: ChipStrength
    reasons: frozenset[Reason]


def agreement_secret(key: bytes, challenge_id: UUID, challenge: bytes, dg14: bytes) -> bytes:
    """Of which central's half of an agreement is made: for one challenge and one DG14, and kept nowhere."""
    bound = b"chip agreement" + challenge_id.bytes + challenge + hashlib.sha256(dg14).digest()
    return hmac.new(key, bound, hashlib.sha512).digest()


def offer_agreement(dg14: bytes, secret: bytes) -> ChipAgreement:
    """Central's half. That the issuer signed this DG14 is judged with the answer. Raises ProblemError 422
    ``chip-data-invalid`` where it has no key that we can use.
    """
    try:
        key = agreed_key(dg14)
    except CardError:
        key = None
    if key is None:
        raise refuse(422, ProblemCode.CHIP_DATA_INVALID, "The file has no key to agree with.")
    offered = offer(key, secret)
    return ChipAgreement(public=offered.public.hex(), protected=offered.protected.hex())


def prove(
    evidence: ChipEvidence, challenge: bytes, trust: TrustStore, now: datetime, *, key: bytes
) -> ProvedChip:
    """Judge the chip. ``now`` is aware; ``key``: central's own, of which its half of an agreement was made.

    Raises ProblemError 422 ``chip-data-invalid`` (files that break their format, or are not those that were
    signed), 403 ``issuer-not-trusted``, ``chip-proof-missing`` (the security object lists DG15, and no
    signature or no DG15 came), ``chip-proof-wrong``.
    """
    files = _files(evidence)
    try:
        security_object = parse_sod(evidence.sod)
        mrz = parse_dg1(evidence.dg1)
        particulars = _particulars(files)
        passive = authenticate_passively(
            security_object,
            files,
            trust,
            now,
            document=DocumentKind(mrz.issuing_state, mrz.document_code),
            issued=None if particulars is None else particulars.date_of_issue,
        )
        _require_trusted(passive)
        holder = identity_from_chip(mrz, particulars, now.astimezone(VIETNAM_TIME).date())
    except CardError:
        raise refuse(422, ProblemCode.CHIP_DATA_INVALID, "The chip's files cannot be read.") from None
    reasons = {reason for each in holder.warnings if (reason := reason_of(each)) is not None}
    if holder.validity in _VALIDITY_REASONS:
        reasons.add(_VALIDITY_REASONS[holder.validity])
    if any(file.number in security_object.hashes and file not in files for file in _MAY_BE_WITHHELD):
        reasons.add(Reason.SIGNED_FILE_WITHHELD)
    strength = _strength(security_object, evidence, challenge, key)
    identity = holder.identity
    return ProvedChip(
        identity.subject,
        identity.full_name,
        identity.date_of_birth,
        None if identity.sex is Sex.UNSPECIFIED else identity.sex.value,
        strength,
        frozenset(reasons),
    )


def _files(evidence: ChipEvidence) -> dict[LdsFile, bytes]:
    given = {
        LdsFile.DG1: evidence.dg1,
        LdsFile.DG13: evidence.dg13,
        LdsFile.DG14: evidence.dg14,
        LdsFile.DG15: evidence.dg15,
    }
    return {file: data for file, data in given.items() if data is not None}


def _particulars(files: dict[LdsFile, bytes]) -> Dg13 | None:
    """Cards that encrypt DG13 show nothing of it: DG1 speaks then."""
    data = files.get(LdsFile.DG13)
    try:
        return None if data is None else parse_dg13(data)
    except CardError:
        return None


def _require_trusted(passive: PassiveAuthentication) -> None:
    if passive.data_group_integrity is not DataGroupIntegrity.INTACT:
        raise refuse(422, ProblemCode.CHIP_DATA_INVALID, "These are not the files that the issuer signed.")
    if passive.sod_signature is not SodSignature.VALID:
        raise refuse(422, ProblemCode.CHIP_DATA_INVALID, "The issuer's signature does not hold.")
    if passive.issuer_trust is not IssuerTrust.TRUSTED:
        raise refuse(403, ProblemCode.ISSUER_NOT_TRUSTED, "The card is of no issuer that central trusts.")


def _strength(
    security_object: SecurityObject, evidence: ChipEvidence, challenge: bytes, own_key: bytes
) -> ChipStrength:
    """A card whose issuer signed a key has to use it; that it could not would be every copy's story."""
    if LdsFile.DG15.number not in security_object.hashes:
        return _by_agreement(security_object, evidence, challenge, own_key)
    if evidence.dg15 is None:
        raise refuse(403, ProblemCode.CHIP_PROOF_MISSING, "The card has a key (DG15) that was not sent.")
    try:
        key = parse_dg15(evidence.dg15)
    except CardError:  # signed by the issuer, and of no use to anybody
        return _by_agreement(security_object, evidence, challenge, own_key)
    if evidence.signature is None:
        raise refuse(403, ProblemCode.CHIP_PROOF_MISSING, "The chip did not sign the challenge.")
    if not is_signed(key, challenge, evidence.signature, stated_hash(evidence.dg14)):
        raise refuse(
            403, ProblemCode.CHIP_PROOF_WRONG, "The signature is not this chip's over the challenge."
        )
    return ChipStrength.GENUINE


def _by_agreement(
    security_object: SecurityObject, evidence: ChipEvidence, challenge: bytes, own_key: bytes
) -> ChipStrength:
    """A chip that took part in none, for whatever reason, could be a copy; who answers wrongly is one."""
    if evidence.agreed is None or evidence.dg14 is None:
        return ChipStrength.COPYABLE
    if LdsFile.DG14.number not in security_object.hashes:
        raise refuse(403, ProblemCode.CHIP_PROOF_WRONG, "The key is none that the issuer signed.")
    secret = agreement_secret(own_key, evidence.challenge_id, challenge, evidence.dg14)
    try:
        key = agreed_key(evidence.dg14)
    except CardError:
        key = None
    if key is None or not is_answered(key, secret, evidence.agreed):
        raise refuse(403, ProblemCode.CHIP_PROOF_WRONG, "The answer is not this chip's to the agreement.")
    return ChipStrength.GENUINE
