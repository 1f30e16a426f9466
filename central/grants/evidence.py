"""What the kiosk says that the visit found out, and whether that holds together.

A verdict is the policy's conclusion from the single findings: whoever changes one of them alone makes a
contradiction. Nothing here is proof; that are the chip's (``chip_proof``) and the officer's word
(``officer_codes``).
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from central.grants.refusals import refuse
from central.http.problems import ProblemCode
from ekyc.card.reading import (
    AccessProtocol,
    ChipGenuine,
    DataGroupIntegrity,
    IssuerTrust,
    PrintVersusChip,
    SodSignature,
    Validity,
)
from ekyc.face.evidence import Finding, LivenessOutcome, MatchBand
from ekyc.verification import Outcome, Reason
from kiosk.contract.grants import VisitEvidence

__all__ = ["Reason", "reasons_of"]

_CARD_WORDS: dict[str, type[StrEnum]] = {
    "access": AccessProtocol,
    "data_group_integrity": DataGroupIntegrity,
    "sod_signature": SodSignature,
    "issuer_trust": IssuerTrust,
    "chip_genuine": ChipGenuine,
    "print_versus_chip": PrintVersusChip,
    "validity": Validity,
}
_Rule = Callable[[VisitEvidence], bool]
# A reason stands in the verdict if, and only if, its finding was made (ekyc/verification.py). Reasons that
# need more than is told here are believed.
_EXACT: tuple[tuple[Reason, _Rule], ...] = (
    (Reason.DATA_ALTERED, lambda e: e.card.data_group_integrity == DataGroupIntegrity.ALTERED),
    (Reason.DATA_NOT_CHECKED, lambda e: e.card.data_group_integrity == DataGroupIntegrity.NOT_CHECKED),
    (Reason.SIGNATURE_INVALID, lambda e: e.card.sod_signature == SodSignature.INVALID),
    (Reason.SIGNATURE_NOT_CHECKED, lambda e: e.card.sod_signature == SodSignature.NOT_CHECKED),
    (Reason.ISSUER_REVOKED, lambda e: e.card.issuer_trust == IssuerTrust.REVOKED),
    (Reason.ISSUER_NOT_TRUSTED, lambda e: e.card.issuer_trust == IssuerTrust.UNKNOWN),
    (Reason.CHIP_NOT_GENUINE, lambda e: e.card.chip_genuine == ChipGenuine.NO),
    (Reason.CHIP_UNPROTECTED, lambda e: e.card.access == AccessProtocol.NONE),
    (Reason.PRINT_DIFFERS_FROM_CHIP, lambda e: e.card.print_versus_chip == PrintVersusChip.DIFFERENT),
    (Reason.CARD_EXPIRED, lambda e: e.card.validity == Validity.EXPIRED),
    (Reason.VALIDITY_UNKNOWN, lambda e: e.card.validity == Validity.UNKNOWN),
    (Reason.FACE_NOT_CHECKED, lambda e: e.face is None),
    (Reason.FACE_MATCH_UNCERTAIN, lambda e: _match(e) == MatchBand.REVIEW),
    (Reason.FACE_NO_MATCH, lambda e: _match(e) == MatchBand.NO_MATCH),
    (Reason.FACE_NOT_COMPARABLE, lambda e: _match(e) == MatchBand.NOT_COMPARABLE),
    (Reason.LIVENESS_FAILED, lambda e: _liveness(e) == LivenessOutcome.FAILED),
    (Reason.FACE_QUALITY, lambda e: e.face is not None and bool(e.face.findings)),
)


def reasons_of(evidence: VisitEvidence) -> frozenset[Reason]:
    """What speaks against an acceptance by the machine alone.

    Raises ProblemError 422 ``evidence-unknown`` for words that are not ours, ``evidence-contradicts`` for a
    verdict that does not follow from its findings.
    """
    if not _is_understood(evidence):
        raise refuse(422, ProblemCode.EVIDENCE_UNKNOWN, "The evidence holds a code that is not known here.")
    reasons = frozenset(Reason(each) for each in evidence.reasons)
    if not _holds_together(evidence, reasons):
        raise refuse(
            422, ProblemCode.EVIDENCE_CONTRADICTS, "The verdict does not follow from what was found."
        )
    return reasons


def _is_understood(evidence: VisitEvidence) -> bool:
    face = evidence.face
    said: list[tuple[str, type[StrEnum]]] = [(evidence.outcome, Outcome)]
    said += [(reason, Reason) for reason in evidence.reasons]
    said += [(getattr(evidence.card, name), words) for name, words in _CARD_WORDS.items()]
    if face is not None:
        said += [(face.liveness, LivenessOutcome), (face.match, MatchBand)]
        said += [(finding, Finding) for finding in face.findings]
    return all(word in set(words) for word, words in said)


def _holds_together(evidence: VisitEvidence, reasons: frozenset[Reason]) -> bool:
    """``retry`` is no end of a check: nobody asks for a record by it."""
    if evidence.outcome == Outcome.RETRY or (evidence.outcome == Outcome.ACCEPT) == bool(reasons):
        return False
    if _liveness(evidence) == LivenessOutcome.NOT_DONE and Reason.LIVENESS_NOT_DONE not in reasons:
        return False
    return all(holds(evidence) == (reason in reasons) for reason, holds in _EXACT)


def _match(evidence: VisitEvidence) -> str | None:
    return None if evidence.face is None else evidence.face.match


def _liveness(evidence: VisitEvidence) -> str | None:
    return None if evidence.face is None else evidence.face.liveness
