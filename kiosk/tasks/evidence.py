"""From the person of the visit to the parts that acts of every kind begin with."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from ekyc.card.reading import CardReading
from ekyc.face.evidence import FaceEvidence
from kiosk.contract.attachments import CHIP_PORTRAIT
from kiosk.contract.kinds.parts import (
    CardPart,
    ConsentPart,
    FacePart,
    HolderPart,
    IdentityPart,
    MethodPart,
    PassportPart,
    ProofPart,
    VerificationPart,
)
from kiosk.errors import BugError
from kiosk.forms.kinds.consent import ConsentAnswer
from kiosk.sync.act import Enclosed
from kiosk.visit.proofs import ChannelProof
from kiosk.visit.visit import Visit


@dataclass(frozen=True, slots=True)
class Place:
    """Where an act is made."""

    office_code: str
    kiosk_id: str


def common_parts(visit: Visit, place: Place, answered: Iterable[ConsentAnswer]) -> dict[str, Any]:
    """The fields of `ActPayload`. Raises `BugError` when the person is not identified."""
    person = visit.person
    if person.card is None or person.verdict is None:
        raise BugError("an act was asked for before the person was identified")
    return {
        "language": visit.language.value,
        "office_code": place.office_code,
        "kiosk_id": place.kiosk_id,
        "identity": _holder_part(person.card),
        "card": _card_part(person.card),
        "face": None if person.face is None else _face_part(person.face, person.face_attempts),
        "verification": VerificationPart(
            outcome=person.verdict.outcome.value, reasons=person.verdict.reasons
        ),
        "consents": tuple(
            ConsentPart(
                purpose=each.purpose,
                given=each.given,
                text_version=each.text_version,
                text_sha256=each.text_sha256,
                answered_at=each.answered_at,
            )
            for each in (*person.face_consents, *answered)
        ),
    }


def unnamed_parts(visit: Visit, place: Place, answered: Iterable[ConsentAnswer]) -> dict[str, Any]:
    """The same of an act that is nobody's in particular, whoever was identified in this visit."""
    del answered  # consents are a person's
    return {
        "language": visit.language.value,
        "office_code": place.office_code,
        "kiosk_id": place.kiosk_id,
        "identity": None,
        "card": None,
        "face": None,
        "verification": None,
        "consents": (),
    }


def chip_portrait(visit: Visit) -> tuple[Enclosed, ...]:
    """The picture out of the chip, for the officer who compares it; only beside a live one, which the person
    agreed to.
    """
    person = visit.person
    portrait = None if person.card is None else person.card.portrait
    if portrait is None or person.face is None or not person.face.portrait_jpeg:
        return ()
    return (Enclosed(CHIP_PORTRAIT, portrait.media_type, portrait.data),)


def proof_part(proof: ChannelProof) -> ProofPart:
    return ProofPart(
        state=proof.state.value,
        challenge_id=proof.challenge_id,
        verified_at=proof.verified_at,
        statement=proof.statement,
    )


def _holder_part(card: CardReading) -> HolderPart:
    identity = card.identity
    if identity.passport is not None:
        return PassportPart(
            source=card.source.value,
            issuing_state=identity.passport.issuing_state,
            passport_number=identity.passport.number,
            full_name=identity.full_name,
            date_of_birth=identity.date_of_birth,
            sex=identity.sex.value,
            nationality=identity.nationality,
            date_of_expiry=identity.date_of_expiry,
        )
    return IdentityPart(
        source=card.source.value,
        personal_number=identity.subject,
        full_name=identity.full_name,
        date_of_birth=identity.date_of_birth,
        sex=identity.sex.value,
        nationality=identity.nationality,
        residence=identity.residence,
        date_of_issue=identity.date_of_issue,
        date_of_expiry=identity.date_of_expiry,
        old_id_number=identity.old_id_number,
    )


def _card_part(card: CardReading) -> CardPart:
    verdicts = card.verdicts
    return CardPart(
        access=verdicts.access.value,
        data_group_integrity=verdicts.data_group_integrity.value,
        sod_signature=verdicts.sod_signature.value,
        issuer_trust=verdicts.issuer_trust.value,
        chip_genuine=verdicts.chip_genuine.value,
        chip_proof=card.chip_proof.value,
        print_versus_chip=verdicts.print_versus_chip.value,
        validity=verdicts.validity.value,
        warnings=card.warnings,
        portrait_sha256=None if card.portrait is None else hashlib.sha256(card.portrait.data).hexdigest(),
    )


def _face_part(face: FaceEvidence, attempts: int) -> FacePart:
    return FacePart(
        liveness=face.liveness.outcome.value,
        liveness_actions=tuple(action.value for action in face.liveness.actions),
        liveness_reasons=face.liveness.reasons,
        match=face.match.band.value,
        distance=face.match.distance,
        match_limit=face.match.match_limit,
        review_limit=face.match.review_limit,
        matcher=face.match.matcher,
        model_sha256=face.match.model_sha256,
        models=tuple(f"{PurePath(model.path).name} {model.sha256}" for model in face.models),
        limits_version=face.limits_version,
        findings=tuple(finding.value for finding in face.findings),
        advisories=face.advisories,
        methods=tuple(
            MethodPart(
                method=each.method.value,
                mode=each.mode.value,
                outcome=each.outcome.value,
                reason=each.reason,
                scores=dict(each.scores),
            )
            for each in face.methods
        ),
        attempts=attempts,
        portrait_jpeg=base64.b64encode(face.portrait_jpeg).decode("ascii"),
    )
