"""An invented country of any size: families, their work, cards and benefits, and what registers get wrong.

The same seed, size and day give the same country. A smaller country is the beginning of a larger one.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from random import Random

from kiosk.contract.records import PersonRecord
from simulation.country import health
from simulation.country.families import KINDS, Family, Maker, Times
from simulation.country.faults import FAULTS, has_employer
from simulation.country.registry import MOST_PEOPLE, Registry
from simulation.country.scripted import scripted_families
from simulation.people import PEOPLE

__all__ = ["EARLIEST", "MOST_PEOPLE", "country"]
_FAULTY = 0.2  # of those who work
EARLIEST = date(2026, 2, 1)  # later laws are known, earlier ones are not followed


def country(seed: int, people: int, on: date) -> Iterator[list[PersonRecord]]:
    """Family by family until there are ``people`` in it; the last family is cut where it is full.

    First come the people of ``simulation.people``, then one family of each kind, then what chance brings.
    """
    left = people
    for family in _families(seed, on):
        records = [life.record() for life in family[:left]]
        left -= len(records)
        yield _known_relatives_only(records) if len(records) < len(family) else records
        if left <= 0:
            return


def _families(seed: int, on: date) -> Iterator[Family]:
    if on < EARLIEST:
        raise ValueError(f"a country is made for {EARLIEST} or later")
    registry = Registry(seed, [each.personal_number for each in PEOPLE])
    kinds, weights = tuple(KINDS), tuple(KINDS.values())
    mending = iter(FAULTS.values())
    yield from scripted_families(Maker(registry, Random(f"{seed}/scripted"), Times(on)))
    index = 0
    while True:
        rng = Random(f"{seed}/{index}")
        kind = kinds[index] if index < len(kinds) else rng.choices(kinds, weights)[0]
        family = kind(Maker(registry, rng, Times(on)))
        for life in list(family):
            health.fall_ill(rng, life, on)
            if has_employer(life):
                fault = next(mending, None)
                if fault is None and rng.random() < _FAULTY:
                    fault = rng.choice(tuple(FAULTS.values()))
                if fault is not None:
                    family += fault(registry, rng, life)
        yield family
        index += 1


def _known_relatives_only(records: list[PersonRecord]) -> list[PersonRecord]:
    """Of a family that was cut short, ties to those who are left out are left out too."""
    numbers = {each.person.personal_number for each in records}
    return [
        each.model_copy(
            update={
                "relatives": tuple(
                    relative for relative in each.relatives or () if relative.personal_number in numbers
                )
            }
        )
        for each in records
    ]
