"""The body of the act ``registration.adult``: what central and staff need to open the account, and no more.

Of pictures it holds one, the best live portrait; the chip's portrait goes as a digest only, because staff see
that picture in the population records.
"""

from __future__ import annotations

import base64
import hashlib
from datetime import date, datetime
from pathlib import PurePath

from pydantic import BaseModel, ConfigDict

from ekyc.card.reading import CardReading
from ekyc.face.evidence import FaceEvidence
from kiosk.errors import BugError
from kiosk.visit import Visit

KIND = "registration.adult"
SCHEMA_VERSION = 1


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class IdentityPart(_Part):
    source: str
    personal_number: str
    full_name: str
    date_of_birth: date
    sex: str
    nationality: str
    residence: str | None
    date_of_issue: date | None
    date_of_expiry: date | None
    old_id_number: str | None


class CardPart(_Part):
    access: str
    data_group_integrity: str
    sod_signature: str
    issuer_trust: str
    chip_genuine: str
    chip_proof: str
    print_versus_chip: str
    validity: str
    warnings: tuple[str, ...]
    portrait_sha256: str | None


class MethodPart(_Part):
    """What one liveness method saw, whether or not it counted."""

    method: str
    mode: str
    outcome: str
    reason: str
    scores: dict[str, float]


class FacePart(_Part):
    liveness: str
    liveness_actions: tuple[str, ...]
    liveness_reasons: tuple[str, ...]
    match: str
    distance: float | None
    match_limit: float
    review_limit: float
    matcher: str
    model_sha256: str
    models: tuple[str, ...]  # "name sha256" of every model file that took part
    limits_version: str
    findings: tuple[str, ...]
    advisories: tuple[str, ...]
    methods: tuple[MethodPart, ...]
    attempts: int
    portrait_jpeg: str  # base64


class VerificationPart(_Part):
    outcome: str
    reasons: tuple[str, ...]


class ContactPart(_Part):
    phone: str
    email: str | None
    email_confirmation: str
    address: str


class ConsentPart(_Part):
    purpose: str
    given: bool
    text_version: str
    text_sha256: str
    answered_at: datetime


class RegistrationPayload(_Part):
    language: str
    office_code: str
    kiosk_id: str
    identity: IdentityPart
    card: CardPart
    face: FacePart | None
    verification: VerificationPart
    contact: ContactPart
    consents: tuple[ConsentPart, ...]


def build_payload(visit: Visit, office_code: str, kiosk_id: str) -> RegistrationPayload:
    """Put the visit into the act's form. Raises `BugError` when a step before the check page is missing."""
    card, verdict, contact = visit.card, visit.verdict, visit.contact
    if card is None or verdict is None or contact.phone is None or contact.address is None:
        raise BugError("an act was asked for before the visit was complete")
    return RegistrationPayload(
        language=visit.language.value,
        office_code=office_code,
        kiosk_id=kiosk_id,
        identity=_identity_part(card),
        card=_card_part(card),
        face=None if visit.face is None else _face_part(visit.face, visit.face_attempts),
        verification=VerificationPart(outcome=verdict.outcome.value, reasons=verdict.reasons),
        contact=ContactPart(
            phone=contact.phone,
            email=contact.email,
            email_confirmation=contact.email_confirmation.value,
            address=contact.address,
        ),
        consents=tuple(
            ConsentPart(
                purpose=each.purpose,
                given=each.given,
                text_version=each.text_version,
                text_sha256=each.text_sha256,
                answered_at=each.answered_at,
            )
            for each in visit.consents.values()
        ),
    )


def _identity_part(card: CardReading) -> IdentityPart:
    identity = card.identity
    return IdentityPart(
        source=card.source.value,
        personal_number=identity.personal_number,
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
