"""One whole reading of a simulated card, with everything a test may want to change."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from threading import Event

from ekyc.card.reading import CardReading
from ekyc.chip.access import AccessKeys
from ekyc.chip.certificates import Certificate
from ekyc.chip.read_length import ReadLengths
from ekyc.chip.reader import ChipReader
from ekyc.chip.trust_store import TrustStore
from simulation.card.chip import SimulatedCard
from simulation.card.issuer import Issuer, standing_issuer
from simulation.card.plain_portrait import plain_portrait
from simulation.card.quirks import Quirks
from simulation.card.reader import LineFaults, SimulatedReader
from simulation.people import ADULT_WOMAN, SamplePerson

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)


@cache
def portrait() -> bytes:
    return plain_portrait()


def trust_in(issuer: Issuer, *lists: bytes) -> TrustStore:
    return TrustStore.from_certificates([Certificate.load(issuer.csca_der)], lists)


def card_of(
    person: SamplePerson = ADULT_WOMAN, quirks: Quirks | None = None, issuer: Issuer | None = None
) -> SimulatedCard:
    return SimulatedCard(person, portrait(), issuer, quirks)


def read_card(
    card: SimulatedCard,
    *,
    keys: AccessKeys | None = None,
    trust: TrustStore | None = None,
    faults: LineFaults | None = None,
    read_lengths: ReadLengths | None = None,
) -> CardReading:
    reader = SimulatedReader(faults)
    reader.insert(card)
    transport = reader.wait_for_card(0, Event())
    assert transport is not None
    return ChipReader(
        transport,
        keys or AccessKeys(can=card.person.can),
        trust or trust_in(standing_issuer()),
        lambda: NOW,
        read_lengths=read_lengths,
    ).read()
