"""People of whom the register has something else than their cards, or nothing: ``simulation.people.SOUGHT``.
They come beside a country, which they leave as it is. So does a foreigner (``simulation.passports.RENEWED``),
whose record knows the passport of before.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from random import Random

from ekyc.card.reading import Sex as CardSex
from kiosk.benefits.months import Month
from kiosk.contract.records import Account, AccountState, Alias, AliasKind, PersonRecord, Region
from simulation.country.careers import Pay, pay_voluntarily, work
from simulation.country.employers import draw_job
from simulation.country.families import Times
from simulation.country.lives import Life
from simulation.country.places import Home
from simulation.passports import RENEWED
from simulation.people import MISTYPED, OLD_BOOK, REGISTERED, TWO_BOOKS, SamplePerson

# Of a province of their own, so that nobody in a country has them.
OLD_NUMBER, SECOND_NUMBER = "9900000031", "9900000022"
STRAY_NUMBER = "9900000023"
FORMER_PASSPORT = "X51K2207C"


def sought(on: date) -> Iterator[list[PersonRecord]]:
    """A family each; the register has nobody for ``NEWCOMER``."""
    rng, last = Random("sought"), Times(on).last
    for lives in (_mistyped(), _two_books(), _old_book(), _registered(), _foreigner()):
        for life in lives:
            work(life, draw_job(rng, life.home), Month(2012, 4), Month(2017, 3), Pay(1.4))
        pay_voluntarily(lives[0], Month(2019, 1), last)
        yield [life.record() for life in lives]


def _life(sample: SamplePerson, number: str) -> Life:
    return Life(
        name=sample.full_name,
        born=sample.date_of_birth,
        sex="male" if sample.sex is CardSex.MALE else "female",
        home=Home("01", "", sample.residence, None, Region.II),
        personal_number=sample.personal_number,
        insurance_number=number,
        ethnicity=sample.ethnicity,
    )


def _mistyped() -> list[Life]:
    """A clerk has typed another name, and swapped day and month."""
    life = _life(MISTYPED, "9900000011")
    life.name, life.born = "Lương Thị Thúy Hàng", date(1985, 9, 4)
    return [life]


def _two_books() -> list[Life]:
    """A second number stands in the record, and a third book was never joined to anybody."""
    life = _life(TWO_BOOKS, "9900000021")
    life.aliases.append(Alias(kind=AliasKind.INSURANCE_NUMBER, number=SECOND_NUMBER, current=True))
    stray = _life(TWO_BOOKS, STRAY_NUMBER)
    stray.personal_number = None
    return [life, stray]


def _old_book() -> list[Life]:
    """The book is as old as its owner's first job, and knows no personal number."""
    life = _life(OLD_BOOK, OLD_NUMBER)
    life.personal_number = None
    return [life]


def _registered() -> list[Life]:
    """All is in order, and there is an account."""
    life = _life(REGISTERED, "9900000041")
    life.phone, life.email = "0903555077", "kim.lien@example.vn"
    life.account = Account(state=AccountState.ACTIVE, since=date(2022, 5, 12))
    return [life]


def _foreigner() -> list[Life]:
    """The passport was renewed since the first job, and the clerk wrote the given names first."""
    life = Life(
        name=f"{RENEWED.given_names} {RENEWED.surname}".upper(),
        born=RENEWED.date_of_birth,
        sex="female",
        home=Home("01", "", "Số 9, Phố Mẫu, Phường Ba Đình, Thành phố Hà Nội", None, Region.II),
        personal_number=None,
        insurance_number=RENEWED.insurance_number,
        nationality=RENEWED.nationality,
        ethnicity="",
    )
    life.aliases.append(Alias(kind=AliasKind.PASSPORT, number=FORMER_PASSPORT, current=True))
    return [life]
