"""Disturbed lines to simulated chips, and what must hold for a reading over any of them."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from functools import cache

from ekyc.card.errors import CardError, CardErrorCode
from ekyc.card.reading import CardReading, ChipGenuine, DataGroupIntegrity
from ekyc.chip.access import AccessKeys
from simulation.card.chip import SimulatedCard
from simulation.card.quirks import Quirks, SigningKey
from simulation.card.reader import LineFaults
from simulation.people import ADULT_WOMAN
from tests.ekyc.chip.readings import card_of, read_card

MOST_COMMANDS = 400  # of one reading, whatever the line does: it never goes on for ever

Mutation = Callable[[bytes, Sequence[bytes], random.Random], bytes]  # this response, all before it


def _flip(data: bytes, rng: random.Random) -> bytes:
    if not data:
        return data
    place = rng.randrange(len(data))
    return data[:place] + bytes([data[place] ^ 1 << rng.randrange(8)]) + data[place + 1 :]


MUTATIONS: dict[str, Mutation] = {
    "bit flipped": lambda now, _, rng: _flip(now, rng),
    "cut short": lambda now, _, rng: now[: rng.randrange(len(now))],
    "data cut short": lambda now, _, rng: now[: rng.randrange(len(now))] + now[-2:],
    "doubled": lambda now, _, __: now[:-2] + now,
    "replayed": lambda _, before, __: before[-1] if before else b"\x90\x00",
    "replayed from long ago": lambda now, before, rng: rng.choice(before) if before else now,
    "bare 9000": lambda _, __, ___: b"\x90\x00",
    "bare 6988": lambda _, __, ___: b"\x69\x88",
    "bare 6700": lambda _, __, ___: b"\x67\x00",
    "bare 6B00": lambda _, __, ___: b"\x6b\x00",
    "bare 6D00": lambda _, __, ___: b"\x6d\x00",
    "bare 6A88": lambda _, __, ___: b"\x6a\x88",
    "bare 6C10": lambda _, __, ___: b"\x6c\x10",
    "bare 6110": lambda _, __, ___: b"\x61\x10",
    "more data to come": lambda now, _, __: now[:-2] + b"\x61\x00",
    "end of file": lambda now, _, __: now[:-2] + b"\x62\x82",
    "TLV bomb": lambda _, __, ___: b"\x87\x83\xff\xff\xff\x01" + b"\x90\x00",
    "indefinite length": lambda now, _, __: now[:1] + b"\x80" + now[2:],
    "four-byte length": lambda now, _, __: now[:1] + b"\x84\x00\x00\x00" + now[1:],
    "nothing": lambda _, __, ___: b"",
    "flood": lambda _, __, rng: rng.randbytes(3000) + b"\x90\x00",
}

CARDS = {
    "plain": Quirks(),
    "short reads": Quirks(extended_length=False),
    "BAC": Quirks(offers_pace=False),
    "active authentication": Quirks(ca_cipher=None),
    "in pieces": Quirks(pieces_of=200, signing_key=SigningKey.RSA),
    "silent": Quirks(capabilities_in_atr=False, knows_master_file=True),
    "copied": Quirks(copied=True),
    "copied, no chip authentication": Quirks(copied=True, ca_cipher=None),
}


@cache
def card_named(name: str) -> SimulatedCard:
    return card_of(quirks=CARDS[name])


@cache
def right_reading(name: str) -> CardReading:
    return _read(card_named(name), None)


def read_disturbed(name: str, mutations: dict[int, str], rng: random.Random) -> CardReading | CardError:
    """Read the card named so while the line mutates the responses with these numbers."""
    before: list[bytes] = []

    def mutate(number: int, response: bytes) -> bytes:
        if number > MOST_COMMANDS:
            raise AssertionError("the reading does not end")
        mutation = mutations.get(number)
        changed = MUTATIONS[mutation](response, before, rng) if mutation else response
        before.append(response)
        return changed

    try:
        return _read(card_named(name), LineFaults(mutate=mutate))
    except CardError as error:
        return error


def check_outcome(name: str, outcome: CardReading | CardError) -> None:
    """Right, or a named fault without personal data; a copy is never taken for the original."""
    if isinstance(outcome, CardError):
        assert outcome.card_code in CardErrorCode
        assert ADULT_WOMAN.can not in str(outcome)
        return
    right = right_reading(name)
    intact = "DG13" not in outcome.file_faults
    assert outcome.identity == right.identity or not intact
    assert outcome.identity.personal_number == right.identity.personal_number
    assert outcome.portrait == right.portrait or "DG2" in outcome.file_faults
    assert outcome.verdicts.data_group_integrity is not DataGroupIntegrity.ALTERED
    if CARDS[name].copied:
        assert outcome.verdicts.chip_genuine is not ChipGenuine.YES


def check_one_reading(rng: random.Random) -> None:
    """A card, one to three disturbed responses, and the rules above."""
    name = rng.choice(sorted(CARDS))
    count = right_reading(name).apdu_count
    places = rng.sample(range(1, count + 20), rng.randint(1, 3))
    mutations = {place: rng.choice(sorted(MUTATIONS)) for place in places}
    try:
        check_outcome(name, read_disturbed(name, mutations, rng))
    except AssertionError as error:
        raise AssertionError(f"{name}: {mutations}: {error}") from error


def _read(card: SimulatedCard, faults: LineFaults | None) -> CardReading:
    keys = AccessKeys(can=ADULT_WOMAN.can, mrz_keys=(ADULT_WOMAN.mrz.key,))
    return read_card(card, keys=keys, faults=faults)
