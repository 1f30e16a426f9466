"""Disturbed lines: a reading comes out right or ends in a named fault; it never hangs and never believes."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from ekyc.card.errors import CardError, CardErrorCode
from ekyc.card.reading import CardReading, ChipGenuine, DataGroupIntegrity
from simulation.card.chip import SimulatedCard
from simulation.card.reader import LineFaults
from simulation.people import ADULT_WOMAN
from tests.ekyc.chip.readings import card_of, read_card

COMMANDS = 36  # of an undisturbed reading
Mutation = Callable[[bytes, bytes, random.Random], bytes]

MUTATIONS: dict[str, Mutation] = {
    "bit flipped": lambda now, _, rng: _flip(now, rng),
    "cut short": lambda now, _, rng: now[: rng.randrange(len(now))],
    "doubled": lambda now, _, __: now[:-2] + now,
    "replayed": lambda _, before, __: before,
    "bare 9000": lambda _, __, ___: b"\x90\x00",
    "bare 6988": lambda _, __, ___: b"\x69\x88",
    "bare 6700": lambda _, __, ___: b"\x67\x00",
    "bare 6B00": lambda _, __, ___: b"\x6b\x00",
    "bare 6C10": lambda _, __, ___: b"\x6c\x10",
    "bare 6110": lambda _, __, ___: b"\x61\x10",
    "end of file": lambda now, _, __: now[:-2] + b"\x62\x82",
    "TLV bomb": lambda _, __, ___: b"\x87\x83\xff\xff\xff\x01" + b"\x90\x00",
    "indefinite length": lambda now, _, __: now[:1] + b"\x80" + now[2:],
    "nothing": lambda _, __, ___: b"",
    "flood": lambda _, __, rng: rng.randbytes(3000) + b"\x90\x00",
}


def _flip(data: bytes, rng: random.Random) -> bytes:
    place = rng.randrange(len(data))
    return data[:place] + bytes([data[place] ^ 1 << rng.randrange(8)]) + data[place + 1 :]


@pytest.fixture(scope="module")
def card() -> SimulatedCard:
    return card_of()


@pytest.fixture(scope="module")
def right(card: SimulatedCard) -> CardReading:
    return read_card(card)


@pytest.mark.parametrize("name", MUTATIONS)
def test_one_disturbed_response(name: str, card: SimulatedCard, right: CardReading) -> None:
    """Each mutation at every third command, beginning elsewhere for each."""
    start = sorted(MUTATIONS).index(name) % 3 + 1
    for target in range(start, COMMANDS + 1, 3):
        outcome = read_disturbed(card, MUTATIONS[name], target, random.Random(f"{name}{target}"))
        if isinstance(outcome, CardReading):
            assert outcome.identity == right.identity
            assert outcome.portrait == right.portrait or "DG2" in outcome.file_faults
            assert outcome.verdicts.data_group_integrity is not DataGroupIntegrity.ALTERED
            assert outcome.verdicts.chip_genuine in {
                ChipGenuine.YES,
                ChipGenuine.NOT_PROVABLE,
                ChipGenuine.NO,
            }
        else:
            assert outcome.card_code in CardErrorCode
            assert ADULT_WOMAN.can not in str(outcome)


def test_every_response_disturbed_from_some_point_on(card: SimulatedCard) -> None:
    """A line that stays broken ends within the ladder of read lengths, not in endless new sessions."""
    for target in (1, 6, 10, 25):
        count = 0

        def mutate(number: int, response: bytes, target: int = target) -> bytes:
            nonlocal count
            count += 1
            return b"\x90\x00" if number >= target else response

        with pytest.raises(CardError):
            read_card(card, faults=LineFaults(mutate=mutate))
        assert count < 120


def read_disturbed(
    card: SimulatedCard, mutation: Mutation, target: int, rng: random.Random
) -> CardReading | CardError:
    before = b"\x90\x00"

    def mutate(number: int, response: bytes) -> bytes:
        nonlocal before
        changed = mutation(response, before, rng) if number == target else response
        before = response
        return changed

    try:
        return read_card(card, faults=LineFaults(mutate=mutate))
    except CardError as error:
        return error
