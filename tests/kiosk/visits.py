"""Invented visits at different points of a registration, for the tests of the core."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cache
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
    PassportNumber,
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
from kiosk.forms.context import Context
from kiosk.forms.kind import Typed
from kiosk.language import Language
from kiosk.reference.reference_data import ReferenceData
from kiosk.tasks.catalogue import Catalogue, load_catalogue
from kiosk.visit import identification
from kiosk.visit.facts import facts_of
from kiosk.visit.journey import Journey
from kiosk.visit.proofs import ChannelProof, ProofState
from kiosk.visit.visit import Visit
from simulation.passports import WORKER
from tests.kiosk.policies import POLICY
from tests.manual_clock import START, ManualClock

REFERENCE = ReferenceData()
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


def passport_reading(source: IdentitySource = IdentitySource.CHIP) -> CardReading:
    """Of an invented passport; without the chip nothing of it is proved."""
    chip = source is IdentitySource.CHIP
    return CardReading(
        source=source,
        identity=Identity(
            personal_number=None,
            passport=PassportNumber(WORKER.issuing_state, WORKER.number),
            full_name=WORKER.full_name,
            date_of_birth=WORKER.date_of_birth,
            sex=WORKER.sex,
            nationality=WORKER.nationality,
            date_of_expiry=WORKER.date_of_expiry,
        ),
        verdicts=proved_reading().verdicts if chip else CardVerdicts(validity=Validity.VALID),
        portrait=Portrait(data=b"not a picture", media_type="image/jpeg") if chip else None,
    )


def face_evidence(band: MatchBand = MatchBand.MATCH) -> FaceEvidence:
    return FaceEvidence(
        findings=(),
        liveness=LivenessResult(LivenessOutcome.PASSED, (LivenessAction.TURN_LEFT,)),
        match=MatchResult(band, 0.31, "dlib-resnet", "0" * 64, 0.42, 0.60),
        portrait_jpeg=b"one picture",
        frames_used=12,
    )


@cache
def catalogue() -> Catalogue:
    """Everything that this kiosk ships."""
    return load_catalogue()


def context_of(visit: Visit, now: datetime = START) -> Context:
    return Context(now, visit.language, REFERENCE, "00100", "BHXH cơ sở Ba Đình")


@dataclass
class Around:
    """What a navigator needs around it, with a clock of the test's own."""

    clock: ManualClock = field(default_factory=ManualClock)
    online: bool = False  # without a line nobody is looked for

    def catalogue(self) -> Catalogue:
        return catalogue()

    def context(self, visit: Visit) -> Context:
        return replace(context_of(visit, self.clock.now()), online=self.online)


def identified_visit(language: Language = Language.VIETNAMESE, reading: CardReading | None = None) -> Visit:
    """A visit of somebody whose card and face were accepted, or whom ``reading`` names."""
    visit = new_visit()
    visit.language = language
    identification.take_card(visit.person, reading or proved_reading())
    identification.confirm_identity(visit.person)
    identification.agree_to_face(visit.person, START)
    identification.take_face(visit.person, face_evidence(), POLICY)
    return visit


def begin(visit: Visit, task_id: str) -> Journey:
    task = catalogue().get(task_id)
    visit.begin(Journey(task.id, task.form, task.assurance, visit.person))
    return visit.journey


def answer(visit: Visit, typed: Mapping[str, Typed], now: datetime = START) -> None:
    """Answer questions as a person does, page by page; every page given must be good."""
    journey = visit.journey
    for question_id, content in typed.items():
        if content or not journey.form.get_question(question_id).none_label:
            journey.answers.type(question_id, content)
        else:  # "I have none"
            journey.answers.decline(question_id)
    for page in journey.form.pages:
        context = context_of(visit, now)
        facts = facts_of(visit, context)
        if journey.relevant(facts).meets(page) and any(q.id in typed for q in page.questions):
            faults = journey.answers.take_page(page, facts, context)
            assert not faults, faults


def prove_later(visit: Visit, *addresses: str) -> None:
    for address in addresses:
        visit.journey.proofs.put(ChannelProof(address, ProofState.PENDING))


ADDRESS: Typed = {"street": "12 Đường Thử Nghiệm", "province": "79", "commune": "26740"}
REGISTRATION: Mapping[str, Typed] = {
    "contact.phone": {"text": "0901234567"},
    "contact.email": {"text": "lan@example.vn"},
    "contact.address": ADDRESS,
    "consent.registration": {"choice": "yes"},
    "consent.population_check": {"choice": "yes"},
    "consent.notices": {"choice": "no"},
}


def complete_registration() -> Visit:
    """A registration that only waits to be sent; phone and e-mail address are to be proved later."""
    visit = identified_visit()
    begin(visit, "register")
    answer(visit, REGISTRATION)
    prove_later(visit, "0901234567", "lan@example.vn")
    return visit
