"""Disturbed lines: a reading comes out right or ends in a named fault; it never hangs and never believes."""

from __future__ import annotations

import random

import pytest

from ekyc.card.errors import CardError
from simulation.card.reader import LineFaults
from tests.again import every_second
from tests.ekyc.chip.line_mutations import (
    CARDS,
    MUTATIONS,
    card_named,
    check_one_reading,
    check_outcome,
    read_disturbed,
    right_reading,
)
from tests.ekyc.chip.readings import read_card


@pytest.mark.parametrize("mutation", every_second(MUTATIONS))
def test_one_disturbed_response(mutation: str) -> None:
    """Each mutation at every sixth command, beginning elsewhere for each."""
    start = sorted(MUTATIONS).index(mutation) % 6 + 1
    for target in range(start, right_reading("plain").apdu_count + 1, 6):
        check_outcome(
            "plain", read_disturbed("plain", {target: mutation}, random.Random(f"{mutation}{target}"))
        )


@pytest.mark.parametrize("name", every_second(CARDS))
def test_several_disturbed_responses(name: str) -> None:
    rng = random.Random(name)
    check_outcome(name, right_reading(name))
    for _ in range(3):
        places = rng.sample(range(1, right_reading(name).apdu_count + 1), 3)
        mutations = {place: rng.choice(sorted(MUTATIONS)) for place in places}
        check_outcome(name, read_disturbed(name, mutations, rng))


@pytest.mark.parametrize("seed", range(4))
def test_any_card_on_any_line(seed: int) -> None:
    check_one_reading(random.Random(seed))


@pytest.mark.parametrize("target", [1, 6, 10, 25])
def test_every_response_disturbed_from_some_point_on(target: int) -> None:
    """A line that stays broken ends within the ladder of read lengths, not in endless new sessions."""
    count = 0

    def mutate(number: int, response: bytes) -> bytes:
        nonlocal count
        count += 1
        return b"\x90\x00" if number >= target else response

    with pytest.raises(CardError):
        read_card(card_named("plain"), faults=LineFaults(mutate=mutate))
    assert count < 120
