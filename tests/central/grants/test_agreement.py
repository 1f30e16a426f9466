"""Cards that cannot sign: central leads the chip authentication, and judges the answer itself."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from uuid import UUID, uuid4

import pytest

from kiosk.contract.grants import ChipAgreementRequest, ChipEvidence, ChipStrength
from kiosk.sync.errors import CentralRefusedError
from simulation.card import files
from simulation.card.chip import SimulatedCard
from simulation.card.quirks import Quirks, SigningKey
from simulation.people import ADULT_MAN, ADULT_WOMAN
from tests.central.grants.conftest import Audited
from tests.grant_parts import WITHOUT_KEY, Desk, card_of, code_of
from tests.manual_clock import ManualClock

NO_KEY_AT_ALL = Quirks(signing_key=None, ca_cipher=None)


def agreeing(quirks: Quirks = WITHOUT_KEY) -> SimulatedCard:
    return card_of(quirks=quirks)


def changed(evidence: ChipEvidence, **fields: bytes | None) -> ChipEvidence:
    return evidence.model_copy(update=fields)


def test_a_card_that_cannot_sign_is_genuine_once_it_agrees(desk: Desk, audited: Audited) -> None:
    card = agreeing()
    granted = desk.ask(card, chip=desk.agreed(card))
    assert (granted.chip, granted.proved_by) == (ChipStrength.GENUINE, "chip_and_face")
    assert desk.read(granted).record.person.personal_number == ADULT_WOMAN.personal_number
    assert audited() == [("granted", None), ("read", None)]


def test_who_took_part_in_no_agreement_could_be_a_copy(desk: Desk) -> None:
    for card in (agreeing(), agreeing(NO_KEY_AT_ALL)):
        assert desk.refusal_of(card) == "officer-needed"
    copied = agreeing(Quirks(signing_key=None, copied=True))
    assert desk.refusal_of(copied, chip=desk.agreed(copied)) in ("officer-needed", "chip-proof-wrong")


@pytest.mark.parametrize("answer", [b"", b"\x90\x00", bytes(40)])
def test_an_answer_that_is_none_of_this_chip_is_refused(desk: Desk, answer: bytes) -> None:
    card = agreeing()
    assert desk.refusal_of(card, chip=changed(desk.agreed(card), agreed=answer)) == "chip-proof-wrong"


def test_an_answer_is_for_one_challenge(desk: Desk) -> None:
    card = agreeing()
    old, new = desk.agreed(card), desk.prove(card)
    replayed = changed(new, agreed=old.agreed)
    assert desk.refusal_of(card, chip=replayed) == "chip-proof-wrong"
    assert desk.refusal_of(card, chip=old) == "challenge-unknown"  # a later one has ended it


def test_an_answer_counts_once(desk: Desk) -> None:
    card = agreeing()
    evidence = desk.agreed(card)
    assert desk.ask(card, chip=evidence).chip is ChipStrength.GENUINE
    assert desk.refusal_of(card, chip=evidence) == "challenge-unknown"


def test_the_key_has_to_be_one_that_the_issuer_signed(desk: Desk) -> None:
    """With files of somebody else's card and a key, or a whole card, of one's own."""
    theirs = desk.prove(agreeing())
    own = desk.agreed(card_of(ADULT_MAN, WITHOUT_KEY))
    with_own_key = changed(own, sod=theirs.sod, dg1=theirs.dg1, dg13=theirs.dg13)
    assert desk.refusal_of(agreeing(), chip=with_own_key) == "chip-data-invalid"
    unlisted = desk.prove(agreeing(NO_KEY_AT_ALL))
    own = desk.agreed(card_of(ADULT_MAN, WITHOUT_KEY))
    smuggled = changed(own, sod=unlisted.sod, dg1=unlisted.dg1, dg13=unlisted.dg13)
    assert desk.refusal_of(agreeing(), chip=smuggled) in ("chip-proof-wrong", "chip-data-invalid")


def test_a_card_that_can_sign_does_not_get_away_with_agreeing(desk: Desk) -> None:
    """The chip of a card with DG15 has to sign, whatever else it did."""
    card = card_of(quirks=Quirks(signing_key=SigningKey.ECDSA))
    evidence = desk.prove(card)
    agreed = changed(evidence, signature=None, agreed=b"\x99\x02\x90\x00")
    assert desk.refusal_of(card, chip=agreed) == "chip-proof-missing"


def test_central_gives_its_half_for_an_open_challenge_of_that_device_only(
    desk: Desk, new_desk: Callable[[str], Desk], clock: ManualClock
) -> None:
    dg14 = desk.prove(agreeing()).dg14
    assert dg14 is not None
    other = new_desk("KIOSK-02")

    def refusal(who: Desk, challenge_id: UUID, content: bytes = dg14) -> str:
        return code_of(lambda: who.agree(challenge_id, content))

    asked = desk.client.chip_challenge()
    assert refusal(desk, uuid4()) == "challenge-unknown"
    assert refusal(other, asked.challenge_id) == "challenge-unknown"
    assert refusal(desk, asked.challenge_id, b"\x6e\x00") == "chip-data-invalid"
    assert refusal(desk, asked.challenge_id, files.dg14()) == "chip-data-invalid"  # without any key
    first, again = (desk.agree(asked.challenge_id, dg14) for _ in range(2))
    assert first == again  # nothing is drawn twice
    another = desk.prove(agreeing()).dg14
    assert another is not None
    asked = desk.client.chip_challenge()
    assert desk.agree(asked.challenge_id, dg14) != first
    assert desk.agree(asked.challenge_id, another).public != desk.agree(asked.challenge_id, dg14).public
    clock.advance(3600)
    assert refusal(desk, asked.challenge_id) == "challenge-expired"


def test_what_is_asked_for_the_agreement_is_no_secret_and_what_is_kept_is_nothing(desk: Desk) -> None:
    dg14 = desk.prove(agreeing()).dg14
    assert dg14 is not None
    asked = desk.client.chip_challenge()
    request = ChipAgreementRequest(challenge_id=asked.challenge_id, dg14=b64encode(dg14))
    assert dg14.hex() not in repr(request)
    told = desk.client.chip_agreement(request)
    assert told.protected not in repr(told)


def test_a_revoked_kiosk_gets_no_half(desk: Desk) -> None:
    dg14 = desk.prove(agreeing()).dg14
    assert dg14 is not None
    asked = desk.client.chip_challenge()
    desk.central.central.devices.revoke("KIOSK-01")
    with pytest.raises(CentralRefusedError) as refused:
        desk.agree(asked.challenge_id, dg14)
    assert refused.value.problem.code == "device-revoked"
