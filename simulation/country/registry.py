"""Numbers, one for each and none twice, and new people with them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from random import Random

from kiosk.contract.records import Alias, AliasKind
from simulation.country.lives import Life
from simulation.country.names import Sex, full_name
from simulation.country.places import Home, number_prefix

MOST_PEOPLE = 300_000  # each has a few numbers
_MOST_NUMBERS = 1_000_000
_STEP = 617_293  # prime to a million: every serial number comes once before one comes again


class Registry:
    """Gives out numbers in the order in which it is asked: the same country gets the same ones."""

    def __init__(self, seed: int, taken: Collection[str] = ()) -> None:
        self._seed = seed
        self._given = 0
        self._taken = frozenset(taken)

    def _serial(self) -> int:
        if self._given >= _MOST_NUMBERS:
            raise ValueError(f"a country has at most {_MOST_NUMBERS} numbers")
        self._given += 1
        return (self._given * _STEP + self._seed * 7919) % _MOST_NUMBERS

    def personal_number(self, rng: Random, born: date, sex: Sex, province: str) -> str:
        """12 digits: where and when born, of which sex, and six that mean nothing."""
        century = 2 * (born.year // 100 - 19) + (sex == "female")
        while True:
            number = f"{number_prefix(rng, province)}{century}{born:%y}{self._serial():06}"
            if number not in self._taken:
                return number

    def insurance_number(self, province: str) -> str:
        return f"{province}2{self._serial():06}{self._given % 10}"

    def old_id_number(self) -> str:
        return f"1{self._serial():06}{self._given % 100:02}"

    def passport(self, rng: Random) -> str:
        return f"{rng.choice('CEGKMNPRT')}{self._serial():06}{self._given % 10}"

    def person(self, rng: Random, born: date, sex: Sex, home: Home, *, surname: str | None = None) -> Life:
        """A citizen with both numbers; who was grown up by 2021 had the paper card before."""
        life = Life(
            name=full_name(rng, sex, surname),
            born=born,
            sex=sex,
            home=home,
            personal_number=self.personal_number(rng, born, sex, home.province),
            insurance_number=self.insurance_number(home.province),
        )
        if born.year <= 2006:
            life.phone = f"0{rng.choice('35789')}{rng.randint(0, 99_999_999):08}"
            if rng.random() < 0.45:
                life.email = f"nguoi.{life.insurance_number}@example.vn"
        if born.year <= 2000 and rng.random() < 0.6:
            number = self.old_id_number()
            life.aliases.append(Alias(kind=AliasKind.OLD_ID_NUMBER, number=number, current=False))
        return life
