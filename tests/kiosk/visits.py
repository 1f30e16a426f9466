"""Invented visits at different points of a registration, for the tests of the core."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from ekyc.card.reading import (
    AccessProtocol,
    CardReading,
    CardVerdicts,
    ChipGenuine,
    DataGroupIntegrity,
    Identity,
    IdentitySource,
    IssuerTrust,
    Portrait,
    PrintVersusChip,
    Sex,
    SodSignature,
    Validity,
)
from ekyc.face.evidence import (
    FaceEvidence,
    LivenessAction,
    LivenessOutcome,
    LivenessResult,
    MatchBand,
    MatchResult,
)
from kiosk.visit import Visit
from tests.manual_clock import START

VISIT_ID = UUID("019a0000-0000-7000-8000-000000000001")


def new_visit() -> Visit:
    return Visit(visit_id=VISIT_ID, started_at=START)


def proved_reading() -> CardReading:
    """A chip reading of an invented woman in which everything was proved."""
    return CardReading(
        source=IdentitySource.CHIP,
        identity=Identity(
            personal_number="079185012345",
            full_name="Trần Thị Mẫu Đơn",
            date_of_birth=date(1985, 3, 8),
            sex=Sex.FEMALE,
            residence="12 Đường Thử Nghiệm, Phường Mẫu, TP Hồ Chí Minh",
            date_of_issue=date(2022, 5, 4),
            date_of_expiry=date(2045, 3, 8),
        ),
        verdicts=CardVerdicts(
            access=AccessProtocol.PACE,
            data_group_integrity=DataGroupIntegrity.INTACT,
            sod_signature=SodSignature.VALID,
            issuer_trust=IssuerTrust.TRUSTED,
            chip_genuine=ChipGenuine.YES,
            print_versus_chip=PrintVersusChip.SAME,
            validity=Validity.VALID,
        ),
        portrait=Portrait(data=b"not a picture", media_type="image/jpeg"),
    )


def face_evidence(band: MatchBand = MatchBand.MATCH) -> FaceEvidence:
    return FaceEvidence(
        findings=(),
        liveness=LivenessResult(LivenessOutcome.PASSED, (LivenessAction.TURN_LEFT,)),
        match=MatchResult(band, 0.31, "dlib-resnet", "0" * 64, 0.42, 0.60),
        portrait_jpeg=b"one picture",
        frames_used=12,
    )
