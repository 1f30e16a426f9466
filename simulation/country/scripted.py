"""The people of ``simulation.people``: in every country, with records that fit their cards."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from ekyc.card.reading import Sex as CardSex
from kiosk.benefits.months import Month
from kiosk.contract.records import Account, AccountState, Alias, AliasKind, Region
from simulation.country import benefits, health
from simulation.country.careers import Pay, pay_voluntarily, work
from simulation.country.employers import draw_job
from simulation.country.families import Family, Maker
from simulation.country.faults import late, owing
from simulation.country.law import retires_in
from simulation.country.lives import Life, tie_child, tie_couple
from simulation.country.places import Home
from simulation.passports import WORKER
from simulation.people import (
    ADULT_MAN,
    ADULT_WOMAN,
    CHILD,
    EXPIRED_CARD,
    NO_EXPIRY_CARD,
    OLDER_PERSON,
    SamplePerson,
)

# Where each one's old address lies now, by the codes of 2025.
_HOMES = {
    ADULT_WOMAN.key: ("01", "00004", "01901", Region.I),
    ADULT_MAN.key: ("79", "", None, Region.I),
    OLDER_PERSON.key: ("37", "", None, Region.III),
    CHILD.key: ("48", "", None, Region.II),
    EXPIRED_CARD.key: ("38", "", None, Region.IV),
    NO_EXPIRY_CARD.key: ("92", "", None, Region.III),
}


def scripted_families(make: Maker) -> list[Family]:
    return [
        _woman(make),
        _man(make),
        _older(make),
        _child(make),
        _expired(make),
        _pensioner(make),
        _worker(make),
    ]


def _life(make: Maker, sample: SamplePerson) -> Life:
    province, commune, office, region = _HOMES[sample.key]
    life = Life(
        name=sample.full_name,
        born=sample.date_of_birth,
        sex="male" if sample.sex is CardSex.MALE else "female",
        home=Home(province, commune, sample.residence, office, region),
        personal_number=sample.personal_number,
        insurance_number=make.registry.insurance_number(province),
        ethnicity=sample.ethnicity,
    )
    if sample.old_id_number:
        life.aliases.append(Alias(kind=AliasKind.OLD_ID_NUMBER, number=sample.old_id_number, current=False))
    return life


def _spouse(make: Maker, sample: SamplePerson, life: Life, born: date) -> Life:
    spouse = make.registry.person(make.rng, born, "female" if life.sex == "male" else "male", life.home)
    spouse.name = sample.spouse_name
    tie_couple(life, spouse)
    return spouse


def _active(since: date) -> Account:
    return Account(state=AccountState.ACTIVE, since=since)


def _woman(make: Maker) -> Family:
    """Two jobs with a gap, the second employer late, a sick leave; no account yet, which the demo opens."""
    life = _life(make, ADULT_WOMAN)
    work(life, draw_job(make.rng, life.home), Month(2011, 3), Month(2018, 8), Pay(1.6))
    work(life, draw_job(make.rng, life.home), Month(2019, 2), make.times.last, Pay(2.1))
    late(make.registry, make.rng, life)
    make.insure(life, health.EMPLOYED, date(2011, 3, 1))
    husband = _spouse(make, ADULT_WOMAN, life, date(1985, 6, 20))
    work(husband, draw_job(make.rng, life.home), Month(2008, 9), make.times.last, Pay(2.4))
    make.insure(husband, health.EMPLOYED, date(2008, 9, 1))
    for parent in (life, husband):
        health.fall_ill(make.rng, parent, make.times.on)
    # By a chance of its own: everybody else stays as they are.
    benefits.fall_sick(Random(f"sick leave of {ADULT_WOMAN.key}"), life, make.times.on)
    son = make.registry.person(make.rng, date(2023, 5, 8), "male", life.home, surname="Phạm")
    for parent in (husband, life):
        tie_child(parent, son)
    make.insure_children([son])
    return [life, husband, son]


def _man(make: Maker) -> Family:
    """An employer owes months; he has an account, and unemployment months that no benefit has used."""
    life = _life(make, ADULT_MAN)
    life.phone, life.email = "0903555012", "hoang.phuc@example.vn"
    life.account = _active(date(2022, 4, 11))
    work(life, draw_job(make.rng, life.home), Month(2017, 9), Month(2021, 6), Pay(1.3))
    work(life, draw_job(make.rng, life.home), Month(2021, 10), make.times.last, Pay(1.9))
    owing(make.registry, make.rng, life)
    make.insure(life, health.EMPLOYED, date(2017, 9, 1))
    health.fall_ill(make.rng, life, make.times.on)
    return [life]


def _older(make: Maker) -> Family:
    """57 in July 2026: the pension age is reached, and the years are there."""
    life = _life(make, OLDER_PERSON)
    life.account = _active(date(2023, 1, 16))
    reached = retires_in(life.sex, life.born)
    work(life, draw_job(make.rng, life.home, "school"), Month(2001, 9), min(reached, make.times.last), Pay(2))
    if reached < make.times.last:
        benefits.retire(make.rng, life, (reached + 1).first_day)
        make.insure(life, health.PENSIONER, date(2001, 9, 1))
    else:
        make.insure(life, health.OFFICIAL, date(2001, 9, 1))
    husband = _spouse(make, OLDER_PERSON, life, date(1966, 11, 3))
    paid_on = make.times.on - timedelta(days=100)
    health.insure_household(make.rng, [husband], paid_on, 5)
    return [life, husband]


def _worker(make: Maker) -> Family:
    """A foreigner: no personal number, and no account yet."""
    home = Home("79", "", "Phòng 12A, số 5 Đường Mẫu, Thành phố Hồ Chí Minh", None, Region.I)
    life = Life(
        name=WORKER.full_name.title(),
        born=WORKER.date_of_birth,
        sex="female",
        home=home,
        personal_number=None,
        insurance_number=WORKER.insurance_number,
        ethnicity="nước ngoài",
    )
    life.nationality = WORKER.nationality
    life.aliases.append(Alias(kind=AliasKind.PASSPORT, number=WORKER.number, current=True))
    work(life, draw_job(make.rng, home), Month(2022, 2), make.times.last, Pay(9))
    make.insure(life, health.FOREIGNER, date(2022, 2, 1))
    return [life]


def _child(make: Maker) -> Family:
    """Eight years old, at school; the parents are known to the civil registry."""
    child = _life(make, CHILD)
    parents = []
    for name, sex, born in (
        (CHILD.father_name, "male", date(1989, 4, 2)),
        (CHILD.mother_name, "female", date(1991, 12, 19)),
    ):
        parent = make.registry.person(make.rng, born, "male" if sex == "male" else "female", child.home)
        parent.name = name
        parent.account = _active(date(2024, 2, 5))
        work(parent, draw_job(make.rng, child.home), Month(2013, 5), make.times.last, Pay(1.7))
        make.insure(parent, health.EMPLOYED, date(2013, 5, 1))
        tie_child(parent, child)
        parents.append(parent)
    tie_couple(*parents)
    make.insure_children([child])
    health.fall_ill(make.rng, child, make.times.on)
    return [child, *parents]


def _expired(make: Maker) -> Family:
    """A few months of a first job, then voluntary insurance with the State's support."""
    life = _life(make, EXPIRED_CARD)
    work(life, draw_job(make.rng, life.home), Month(2020, 8), Month(2021, 3), Pay(1.05))
    pay_voluntarily(life, Month(2022, 6), make.times.last, times=1.5)
    health.insure_household(make.rng, [life], make.times.on - timedelta(days=40), 3)
    return [life]


def _pensioner(make: Maker) -> Family:
    """Retired a year after he could, and two rises since."""
    life = _life(make, NO_EXPIRY_CARD)
    life.account = _active(date(2021, 9, 30))
    work(life, draw_job(make.rng, life.home, "office"), Month(1995, 1), Month(2015, 12), Pay(2))
    benefits.retire(make.rng, life, date(2016, 1, 1))
    make.insure(life, health.PENSIONER, date(1995, 1, 1))
    wife = _spouse(make, NO_EXPIRY_CARD, life, date(1958, 3, 9))
    make.insure(wife, health.OLD_AGE if wife.age_on(make.times.on) >= 75 else health.POOR)
    for each in (life, wife):
        health.fall_ill(make.rng, each, make.times.on)
    return [life, wife]
