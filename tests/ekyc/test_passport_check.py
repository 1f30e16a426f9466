"""A passport from the page to the verdict, with the simulated reader and drawn pages."""

from __future__ import annotations

import queue
from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from ekyc.card.reading import (
    AccessProtocol,
    CardReading,
    DataGroupIntegrity,
    IdentitySource,
    IssuerTrust,
    PrintVersusChip,
    ShownDocument,
    SodSignature,
    Validity,
)
from ekyc.card_check import CardCheck
from ekyc.chip.certificates import Certificate
from ekyc.chip.trust_store import TrustStore
from ekyc.errors import EkycError
from ekyc.verification import Outcome, VerificationPolicy, verify
from simulation.card.certificate import AUTHORITY, SIGNER
from simulation.card.chip import SimulatedCard
from simulation.card.issuer import Issuer, standing_issuer
from simulation.card.passport_picture import passport_frame
from simulation.card.qr_picture import qr_frame
from simulation.card.quirks import Quirks
from simulation.card.reader import SimulatedReader
from simulation.passports import OLD_PASSPORT, WORKER, SamplePassport
from simulation.people import ADULT_WOMAN
from tests.ekyc.chip.readings import NOW, card_of, portrait, trust_in
from tests.ekyc.evidence import a_face_that_proves_itself
from tests.manual_clock import ManualClock
from tests.patience import PATIENCE

POLICY = VerificationPolicy(today=NOW.date())


class _Camera:
    def __init__(self, frame: NDArray[np.uint8]) -> None:
        self.frame = frame

    def read(self) -> NDArray[np.uint8]:
        return self.frame


def _utopia() -> Issuer:
    return Issuer.create(
        authority_form=replace(AUTHORITY, country="UT"), signer_form=replace(SIGNER, country="UT")
    )


def _check(
    reader: SimulatedReader | None,
    frame: NDArray[np.uint8],
    trust: TrustStore | None = None,
    *,
    without_chip: bool = False,
    document: ShownDocument = ShownDocument.PASSPORT,
) -> CardReading | EkycError:
    ends: queue.Queue[CardReading | EkycError] = queue.Queue()
    clock = ManualClock()
    check = CardCheck(
        reader,
        trust or TrustStore(),
        lambda: NOW,
        on_progress=lambda _: None,
        on_done=ends.put,
        on_fault=ends.put,
        frames=_Camera(frame),
        document=document,
        monotonic=clock.monotonic,
    )
    check.start()
    if without_chip:
        check.finish_without_chip()
    try:
        return ends.get(timeout=PATIENCE)
    finally:
        check.forget()
        assert check.join(PATIENCE)


def _read(*args: object, **kwargs: object) -> CardReading:
    end = _check(*args, **kwargs)  # type: ignore[arg-type]
    assert isinstance(end, CardReading), end
    return end


def _on_reader(
    passport: SamplePassport = WORKER, quirks: Quirks | None = None, issuer: Issuer | None = None
) -> SimulatedReader:
    reader = SimulatedReader()
    reader.insert(SimulatedCard(passport, portrait(), issuer, quirks))
    return reader


@pytest.mark.parametrize(
    ("quirks", "access"),
    [(Quirks(), AccessProtocol.PACE), (Quirks(offers_pace=False), AccessProtocol.BAC)],
    ids=["pace", "bac"],
)
def test_page_and_chip(quirks: Quirks, access: AccessProtocol) -> None:
    reading = _read(_on_reader(quirks=quirks), passport_frame(WORKER))
    identity, verdicts = reading.identity, reading.verdicts
    assert (reading.source, verdicts.access) == (IdentitySource.CHIP, access)
    assert identity.personal_number is None
    assert identity.subject == "UTO-X72L0586K"
    assert (identity.full_name, identity.nationality) == ("LINDQVIST MIRA ANNELI", "UTO")
    assert (identity.date_of_birth, identity.date_of_expiry) == (WORKER.date_of_birth, WORKER.date_of_expiry)
    assert verdicts.data_group_integrity is DataGroupIntegrity.INTACT
    assert verdicts.sod_signature is SodSignature.VALID
    assert verdicts.print_versus_chip is PrintVersusChip.SAME
    assert verdicts.validity is Validity.VALID
    assert reading.portrait is not None
    assert reading.portrait.data == portrait()


def test_an_officer_always_decides() -> None:
    """Also where the chip's issuer is known and the face agrees: no record is known by a passport."""
    issuer = _utopia()
    trust = TrustStore.from_certificates([Certificate.load(issuer.csca_der)])
    reading = _read(_on_reader(issuer=issuer), passport_frame(WORKER), trust)
    assert reading.verdicts.issuer_trust is IssuerTrust.TRUSTED
    verdict = verify(reading, a_face_that_proves_itself(), POLICY, attempts=1)
    assert verdict.outcome is Outcome.STAFF_REVIEW
    assert "passport_shown" in verdict.reasons


def test_no_state_signs_for_another() -> None:
    """The authority of our own cards is trusted, and says nothing of a passport of Utopia."""
    reading = _read(_on_reader(issuer=standing_issuer()), passport_frame(WORKER), trust_in(standing_issuer()))
    assert reading.verdicts.sod_signature is SodSignature.VALID
    assert reading.verdicts.issuer_trust is IssuerTrust.UNKNOWN


def test_a_page_alone_is_read_and_proves_nothing() -> None:
    reading = _read(SimulatedReader(), passport_frame(WORKER), without_chip=True)
    assert reading.source is IdentitySource.MRZ
    assert reading.identity.subject == WORKER.subject
    assert reading.portrait is None
    reasons = verify(reading, a_face_that_proves_itself(), POLICY, attempts=1).reasons
    assert {"identity_from_mrz", "passport_shown", "portrait_missing"} <= set(reasons)


def test_without_a_reader_the_page_has_to_do() -> None:
    reading = _read(None, passport_frame(OLD_PASSPORT))
    assert reading.identity.full_name == "OKONJO VAN DER MEER TEODOR"
    assert reading.verdicts.validity is Validity.EXPIRED


def test_a_chip_that_opens_for_nobody_leaves_the_page() -> None:
    closed = _on_reader(quirks=Quirks(offers_pace=False, offers_bac=False))
    reading = _read(closed, passport_frame(WORKER))
    assert reading.source is IdentitySource.MRZ
    assert reading.file_faults == {"chip": "access_refused"}


def test_another_chip_under_the_page_does_not_open() -> None:
    end = _check(_on_reader(OLD_PASSPORT), passport_frame(WORKER))
    assert isinstance(end, EkycError)
    assert end.code == "wrong_access_key"


def test_a_page_that_was_altered_differs_from_its_chip() -> None:
    """The key fields agree, the name does not."""
    page = replace(WORKER, given_names="Vera Anneli")
    reading = _read(_on_reader(), passport_frame(page))
    assert reading.identity.full_name == WORKER.full_name
    assert reading.verdicts.print_versus_chip is PrintVersusChip.DIFFERENT
    assert "print_differs_from_chip" in verify(reading, None, POLICY, 0).reasons


def test_an_id_card_does_not_pass_for_a_passport() -> None:
    reader = SimulatedReader()
    reader.insert(card_of(ADULT_WOMAN))
    end = _check(reader, passport_frame(WORKER))
    assert isinstance(end, EkycError)
    assert end.code == "wrong_access_key"


def test_a_passport_does_not_pass_for_an_id_card() -> None:
    """The zone of a page opens nothing where a card is asked for; with a card's code the chip stays shut."""
    end = _check(_on_reader(), qr_frame(ADULT_WOMAN), document=ShownDocument.ID_CARD)
    assert isinstance(end, EkycError)
    assert end.code == "wrong_access_key"
