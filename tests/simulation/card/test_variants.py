"""Every named sample card gives the verdict that its name promises."""

from __future__ import annotations

from threading import Event

import pytest

from ekyc.card.errors import CardError, CardErrorCode
from ekyc.card.reading import (
    AccessProtocol,
    CardReading,
    ChipGenuine,
    ChipProof,
    DataGroupIntegrity,
    IssuerTrust,
)
from ekyc.chip.access import AccessKeys
from ekyc.chip.reader import ChipReader, read_through_lifts
from simulation.card.reader import SimulatedTransport
from simulation.card.variants import VARIANTS, Variant, find_variant, lay_on_reader
from simulation.people import ADULT_WOMAN, PEOPLE, SamplePerson
from tests.ekyc.chip.readings import NOW

FAULTS = {
    "swapped": "card_changed",
    "removed": "no_card",
    "no_access": "access_refused",
    "lying": "secure_messaging_failed",
    "bank_card": "bank_card",
}
NOT_GENUINE = {"cloned": ChipGenuine.NO, "cloned_active": ChipGenuine.NO}
NOT_PROVABLE = {
    "untrusted",
    "revoked",
    "altered",
    "altered_portrait",
    "no_proof",
    "no_sod",
    "hidden_keys",
    "foreign",
}
TRUST = {
    "untrusted": IssuerTrust.UNKNOWN,
    "revoked": IssuerTrust.REVOKED,
    "no_sod": IssuerTrust.UNKNOWN,
    "foreign": IssuerTrust.UNKNOWN,
}
ACTIVE = {"active_ecdsa", "active_rsa"}


def read(person: SamplePerson, variant: Variant) -> CardReading:
    connector, trust = lay_on_reader(person, variant)
    transport = connector.wait_for_card(0, Event())
    assert transport is not None
    reader = ChipReader(transport, AccessKeys(person.can, (person.mrz.key,)), trust, lambda: NOW)

    def put_back() -> SimulatedTransport:
        back = connector.wait_for_card(0, Event())
        if back is None:
            raise CardError(CardErrorCode.NO_CARD)
        return back

    reading = read_through_lifts(reader, put_back)
    assert reading is not None
    return reading


@pytest.mark.parametrize("variant", VARIANTS, ids=lambda variant: variant.key)
def test_verdicts(variant: Variant) -> None:
    if variant.key in FAULTS:
        with pytest.raises(CardError) as caught:
            read(ADULT_WOMAN, variant)
        assert caught.value.code == FAULTS[variant.key]
        return
    reading = read(ADULT_WOMAN, variant)
    verdicts = reading.verdicts
    genuine = ChipGenuine.NOT_PROVABLE if variant.key in NOT_PROVABLE else ChipGenuine.YES
    assert verdicts.chip_genuine is NOT_GENUINE.get(variant.key, genuine)
    assert verdicts.issuer_trust is TRUST.get(variant.key, IssuerTrust.TRUSTED)
    assert (verdicts.data_group_integrity is DataGroupIntegrity.ALTERED) is variant.key.startswith("altered")
    assert (verdicts.access is AccessProtocol.BAC) is (variant.key == "bac")
    assert (reading.chip_proof is ChipProof.ACTIVE_AUTHENTICATION) is (variant.key in ACTIVE)
    assert reading.identity.personal_number == ADULT_WOMAN.personal_number
    assert (reading.portrait is None) is (variant.key == "no_portrait") or variant.key == "altered_portrait"


@pytest.mark.parametrize("person", PEOPLE, ids=lambda person: person.key)
def test_every_person_may_hold_any_card(person: SamplePerson) -> None:
    for key in ("lifted", "signer_expired", "jpeg2000"):
        variant = find_variant(key)
        assert variant is not None
        reading = read(person, variant)
        assert reading.verdicts.chip_genuine is ChipGenuine.YES
        assert reading.identity.full_name == person.full_name


def test_names_are_distinct() -> None:
    assert len({variant.key for variant in VARIANTS}) == len(VARIANTS)
    assert find_variant("nobody") is None
