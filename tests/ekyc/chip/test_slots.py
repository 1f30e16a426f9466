"""Which slot is read where readers have several, and cards of other kinds told by their name."""

from __future__ import annotations

from dataclasses import replace
from threading import Event

import pytest

from ekyc.card.errors import CardError, CardErrorCode
from ekyc.chip.access import AccessKeys
from ekyc.chip.reader import ChipReader
from ekyc.chip.slots import Slot, SlotChoice
from ekyc.chip.trust_store import TrustStore
from simulation.card.bank_card import SimulatedBankCard
from simulation.card.reader import SimulatedReader
from simulation.people import ADULT_WOMAN
from tests.ekyc.chip.readings import NOW

EMPTY, CARD = Slot("A", False, False, 0), Slot("A", True, False, 1)
SAM = Slot("B", True, True, 7)


class Asked:
    """Answers by reader, and counts."""

    def __init__(self, *identity_cards: str) -> None:
        self.identity_cards = set(identity_cards)
        self.count = 0

    def __call__(self, reader: str) -> bool:
        self.count += 1
        return reader in self.identity_cards


def test_one_card_is_not_asked_what_it_is() -> None:
    asked = Asked()
    choice = SlotChoice(asked)
    assert choice.choose([]) is None
    assert choice.choose([EMPTY]) is None
    assert choice.choose([CARD]) == "A"
    assert choice.choose([CARD, replace(EMPTY, reader="B")]) == "A"
    assert asked.count == 0


def test_a_module_that_always_sits_in_its_slot_is_passed_over() -> None:
    choice = SlotChoice(Asked())
    assert choice.choose([SAM, EMPTY]) is None
    assert choice.choose([SAM, CARD]) == "A"
    assert choice.choose([CARD, SAM]) == "A"


def test_a_mute_card_counts_where_it_was_put_on() -> None:
    """Lying the wrong way round, say: in the only slot, or in one that was seen empty."""
    mute = replace(CARD, mute=True)
    assert SlotChoice(Asked()).choose([mute]) == "A"
    choice = SlotChoice(Asked())
    assert choice.choose([SAM, EMPTY]) is None
    assert choice.choose([SAM, mute]) == "A"


@pytest.mark.parametrize("place", [0, 1, 2])
def test_every_slot_is_looked_at_for_the_identity_card(place: int) -> None:
    slots = [Slot(name, True, False, number) for number, name in enumerate("ABC")]
    asked = Asked("ABC"[place])
    choice = SlotChoice(asked)
    assert choice.choose(slots) == "ABC"[place]


def test_the_first_card_is_told_where_none_is_an_identity_card() -> None:
    slots = [Slot(name, True, False, 1) for name in "AB"]
    assert SlotChoice(Asked()).choose(slots) == "A"


def test_an_identity_card_is_asked_once_and_its_successor_anew() -> None:
    asked = Asked("B")
    choice = SlotChoice(asked)
    slots = [Slot("B", True, False, 1), Slot("A", True, False, 1)]
    for _ in range(5):
        assert choice.choose(slots) == "B"
    assert asked.count == 1
    asked.identity_cards = {"A"}
    assert choice.choose([Slot("B", True, False, 2), slots[1]]) == "A"


@pytest.mark.parametrize(
    "keys",
    [
        AccessKeys(can="123456"),
        AccessKeys(mrz_keys=(ADULT_WOMAN.mrz.key,)),
        AccessKeys("000000", (ADULT_WOMAN.mrz.key, ADULT_WOMAN.mrz.key)),
    ],
    ids=["CAN", "MRZ", "both"],
)
@pytest.mark.parametrize("payment", [True, False])
def test_a_card_of_another_kind_is_told_whatever_was_typed(keys: AccessKeys, payment: bool) -> None:
    class TransportTicket(SimulatedBankCard):
        def process(self, apdu: bytes) -> bytes:
            return b"\x6a\x82" if apdu[1] == 0xA4 else b"\x6d\x00"

    line = SimulatedReader()
    line.insert(SimulatedBankCard() if payment else TransportTicket())
    transport = line.wait_for_card(0, Event())
    assert transport is not None
    with pytest.raises(CardError) as caught:
        ChipReader(transport, keys, TrustStore(), lambda: NOW).read()
    expected = CardErrorCode.BANK_CARD if payment else CardErrorCode.NOT_AN_IDENTITY_CARD
    assert caught.value.card_code is expected
