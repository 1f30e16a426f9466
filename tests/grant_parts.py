"""Asking central for a record, from real parts: a simulated chip on its line, HTTP, the device's key."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event
from typing import Any
from uuid import UUID

from central.embedded import EmbeddedCentral
from central.settings import GrantSettings
from ekyc.chip.access import AccessKeys
from ekyc.chip.challenge_answer import Agree, ChallengeAnswer, answer_challenge
from ekyc.chip.remote_agreement import Agreement
from kiosk.contract.grants import (
    CardVerdictCodes,
    ChipAgreementRequest,
    ChipEvidence,
    FaceCodes,
    Grant,
    GrantRequest,
    OfficerDecision,
    VisitEvidence,
)
from kiosk.contract.records import Release, Section
from kiosk.sync.client import CentralClient
from kiosk.sync.errors import CentralRefusedError
from kiosk.sync.records import open_record
from kiosk.visit.record_request import chip_evidence
from simulation.card.chip import SimulatedCard
from simulation.card.issuer import Issuer, standing_issuer
from simulation.card.plain_portrait import plain_portrait
from simulation.card.quirks import Quirks
from simulation.card.reader import SimulatedReader
from simulation.people import ADULT_WOMAN, SamplePerson
from tests.sync_parts import Station

VISIT = UUID(int=7)
SECTIONS = frozenset({Section.CONTRIBUTIONS, Section.HEALTH})
WITHOUT_KEY = Quirks(signing_key=None)


def trusting(folder: Path, **settings: Any) -> GrantSettings:
    """Settings of a central that believes the issuer of the simulated cards, from a folder of its own."""
    csca = folder / "csca"
    csca.mkdir(exist_ok=True)
    (csca / "issuer.der").write_bytes(standing_issuer().csca_der)
    return GrantSettings(csca_folder=csca, **settings)


def card_of(
    person: SamplePerson = ADULT_WOMAN, quirks: Quirks | None = None, issuer: Issuer | None = None
) -> SimulatedCard:
    return SimulatedCard(person, plain_portrait(), issuer, quirks)


def answer_of(card: SimulatedCard, challenge: bytes, agree: Agree | None = None) -> ChallengeAnswer:
    """The card put on a reader, read and asked to sign, or to agree."""
    reader = SimulatedReader()
    reader.insert(card)
    transport = reader.wait_for_card(0, Event())
    assert transport is not None
    return answer_challenge(transport, AccessKeys(can=card.person.can), challenge, agree=agree)


def accepted(**changes: Any) -> VisitEvidence:
    """A visit in which nothing spoke against the person."""
    whole = VisitEvidence(
        visit_id=VISIT,
        outcome="accept",
        reasons=(),
        card=CardVerdictCodes(
            access="pace",
            data_group_integrity="intact",
            sod_signature="valid",
            issuer_trust="trusted",
            chip_genuine="yes",
            print_versus_chip="same",
            validity="valid",
        ),
        face=FaceCodes(liveness="passed", match="match"),
    )
    return whole.model_copy(update=changes)


def uncertain(officer: OfficerDecision | None = None) -> VisitEvidence:
    """A visit in which the face was not near enough for the machine."""
    return accepted(
        outcome="staff_review",
        reasons=("face_match_uncertain",),
        face=FaceCodes(liveness="passed", match="review"),
        officer=officer,
    )


@dataclass
class Desk:
    """One enrolled kiosk that asks for records."""

    station: Station
    central: EmbeddedCentral
    client: CentralClient = field(init=False)

    def __post_init__(self) -> None:
        self.client = self.station.client(self.central.url)

    @property
    def kid(self) -> str:
        return self.station.credentials.kid

    def prove(self, card: SimulatedCard) -> ChipEvidence:
        """A new challenge, answered by the card."""
        asked = self.client.chip_challenge()
        return chip_evidence(asked.challenge_id, answer_of(card, bytes.fromhex(asked.challenge)))

    def agree(self, challenge_id: UUID, dg14: bytes) -> Agreement:
        """Central's half."""
        request = ChipAgreementRequest(challenge_id=challenge_id, dg14=b64encode(dg14))
        told = self.client.chip_agreement(request)
        return Agreement(bytes.fromhex(told.public), bytes.fromhex(told.protected))

    def agreed(self, card: SimulatedCard) -> ChipEvidence:
        """A new challenge, for a card that agrees where it cannot sign."""
        asked = self.client.chip_challenge()
        answer = answer_of(
            card, bytes.fromhex(asked.challenge), lambda dg14: self.agree(asked.challenge_id, dg14)
        )
        return chip_evidence(asked.challenge_id, answer)

    def request(self, card: SimulatedCard | None = None, **changes: Any) -> GrantRequest:
        card = card or card_of()
        chip = changes.pop("chip", None) or self.prove(card)
        whole = GrantRequest(number=card.person.subject, sections=SECTIONS, evidence=accepted(), chip=chip)
        return whole.model_copy(update=changes)

    def ask(self, card: SimulatedCard | None = None, **changes: Any) -> Grant:
        return self.client.ask_for_grant(self.request(card, **changes))

    def read(self, grant: Grant, number: str = ADULT_WOMAN.personal_number) -> Release:
        return open_record(
            self.client.read_record(grant.grant_id, number), grant.grant_id, self.station.credentials
        )

    def refusal_of(self, card: SimulatedCard | None = None, **changes: Any) -> str:
        """Why there is no grant; ``granted`` when there is one."""
        request = self.request(card, **changes)
        return code_of(lambda: self.client.ask_for_grant(request))

    def reading_refusal(self, grant: Grant, number: str = ADULT_WOMAN.personal_number) -> str:
        return code_of(lambda: self.client.read_record(grant.grant_id, number))


def code_of(work: Any) -> str:
    try:
        work()
    except CentralRefusedError as refusal:
        return refusal.problem.code
    return "granted"
