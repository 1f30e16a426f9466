"""What a kiosk asks central for a record with: the chip's answer, and what the visit found out."""

from __future__ import annotations

from base64 import b64encode
from typing import Any
from uuid import UUID

from ekyc.card.reading import CardReading
from ekyc.chip.challenge_answer import ChallengeAnswer
from ekyc.chip.lds import LdsFile
from ekyc.face.evidence import FaceEvidence
from ekyc.verification import Verdict
from kiosk.contract.grants import (
    CardVerdictCodes,
    ChipEvidence,
    FaceCodes,
    OfficerDecision,
    VisitEvidence,
)

_TOLD = frozenset({LdsFile.SOD, LdsFile.DG1, LdsFile.DG13, LdsFile.DG14, LdsFile.DG15})


def chip_evidence(challenge_id: UUID, answer: ChallengeAnswer) -> ChipEvidence:
    """Raises pydantic.ValidationError for files longer than any card has."""
    fields: dict[str, Any] = {
        file.label.lower(): b64encode(data) for file, data in answer.files.items() if file in _TOLD
    }
    signature = None if answer.signature is None else b64encode(answer.signature)
    agreed = None if answer.agreed is None else b64encode(answer.agreed)
    return ChipEvidence(challenge_id=challenge_id, signature=signature, agreed=agreed, **fields)


def visit_evidence(
    visit_id: UUID,
    reading: CardReading,
    face: FaceEvidence | None,
    verdict: Verdict,
    officer: OfficerDecision | None = None,
) -> VisitEvidence:
    """The verdict with the findings that it follows from; no picture, no measure, no name."""
    verdicts = reading.verdicts
    return VisitEvidence(
        visit_id=visit_id,
        outcome=verdict.outcome.value,
        reasons=verdict.reasons,
        card=CardVerdictCodes(
            access=verdicts.access.value,
            data_group_integrity=verdicts.data_group_integrity.value,
            sod_signature=verdicts.sod_signature.value,
            issuer_trust=verdicts.issuer_trust.value,
            chip_genuine=verdicts.chip_genuine.value,
            print_versus_chip=verdicts.print_versus_chip.value,
            validity=verdicts.validity.value,
        ),
        face=None
        if face is None
        else FaceCodes(
            liveness=face.liveness.outcome.value,
            match=face.match.band.value,
            findings=tuple(finding.value for finding in face.findings),
        ),
        officer=officer,
    )
