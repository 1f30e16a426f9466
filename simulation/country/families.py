"""Families of every kind that an office knows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from kiosk.benefits.months import Month, add_months
from kiosk.contract.records import Account, AccountState, Alias, AliasKind, ManagedBy
from kiosk.contract.records.contributions import SupportGroup
from simulation.country import benefits, health, names, places
from simulation.country.careers import Pay, careers, pay_voluntarily, work
from simulation.country.employers import EmployerKind, draw_job
from simulation.country.law import VOLUNTARY, retires_in
from simulation.country.lives import Life, tie_child, tie_couple, tie_ward
from simulation.country.names import Sex
from simulation.country.places import Home
from simulation.country.registry import Registry

Family = list[Life]
_FIRST_MONTH = Month(1995, 1)
_LAW_2024 = Month(2025, 7)
_FIRST_PENSION = Month(2016, 1)  # older rates are not known; who could go before stayed until then


@dataclass(frozen=True, slots=True)
class Times:
    """``on``: the day on which the country is as it is; months are complete up to ``last``."""

    on: date

    @property
    def last(self) -> Month:
        return Month.of(self.on) + -1


@dataclass(slots=True)
class Maker:
    """What the making of one family needs."""

    registry: Registry
    rng: Random
    times: Times

    def born(self, youngest: int, oldest: int) -> date:
        """Somebody of that age today."""
        days = self.rng.randint(365 * youngest + youngest // 4 + 1, 365 * (oldest + 1) + oldest // 4 - 1)
        return self.times.on - timedelta(days=days)

    def adult(self, sex: Sex, youngest: int, oldest: int, home: Home) -> Life:
        life = self.registry.person(self.rng, self.born(youngest, oldest), sex, home)
        if self.rng.random() < 0.4:
            life.account = Account(
                state=AccountState.ACTIVE,
                since=self.times.on - timedelta(days=self.rng.randint(30, 1500)),
                smart_otp=self.rng.random() < 0.2,
            )
        return life

    def couple(self, youngest: int, oldest: int, home: Home) -> tuple[Life, Life]:
        husband = self.adult("male", youngest, oldest, home)
        wife = self.adult("female", max(youngest, husband.age_on(self.times.on) - 5), oldest, home)
        tie_couple(husband, wife)
        return husband, wife

    def children(self, parents: tuple[Life, ...], most: int) -> Family:
        """Born when the youngest parent was 20 to 38; grown-up ones have left."""
        youngest = max(parent.born for parent in parents)
        found: Family = []
        for _ in range(self.rng.randint(0, most)):
            born = youngest + timedelta(days=self.rng.randint(7300, 13900))
            if not 0 < (self.times.on - born).days < 365 * 18:
                continue
            sex: Sex = self.rng.choice(("male", "female"))
            child = self.registry.person(
                self.rng, born, sex, parents[0].home, surname=parents[0].name.split()[0]
            )
            child.phone = child.email = ""
            child.ties_confirmed = self.rng.random() < 0.85
            for parent in parents:
                tie_child(parent, child)
            found.append(child)
        return found

    def begins_work(self, life: Life) -> Month:
        begun = Month.of(add_months(life.born, 12 * self.rng.randint(18, 24)))
        return min(max(begun, _FIRST_MONTH), self.times.last + -6)

    def career_until(self, life: Life, stopped: Month, months: int) -> None:
        """Work that ended then, for so many months at most and fourteen at least."""
        begun = max(self.begins_work(life), stopped + -months)
        careers(self.rng, life, min(begun, stopped + -14), stopped)

    def insure(self, life: Life, group: health.Group, since: date | None = None) -> None:
        health.give_card(self.rng, life, group, self.times.on, since=since)

    def insure_children(self, family: Family, managed_by: health.Group | None = None) -> None:
        for child in family:
            if child.age_on(self.times.on) < 6:
                self.insure(child, health.SMALL_CHILD)
            else:
                six = health.insured_as_small_child(child)
                self.insure(child, managed_by or health.PUPIL, six)


def workers(make: Maker) -> Family:
    home = places.draw_home(make.rng, rural=make.rng.random() < 0.4)
    couple = make.couple(24, 54, home)
    for life in couple:
        careers(make.rng, life, make.begins_work(life), make.times.last)
        make.insure(life, health.EMPLOYED, Month.parse(life.book[0].from_month).first_day)
        benefits.fall_sick(make.rng, life, make.times.on)
    children = make.children(couple, 3)
    make.insure_children(children)
    for child in children:
        benefits.give_birth(make.rng, couple[1], child)
    return [*couple, *children]


def officials(make: Maker) -> Family:
    home = places.draw_home(make.rng)
    couple = make.couple(26, 56, home)
    kinds: tuple[EmployerKind, ...] = ("office", "school", "hospital")
    for life in couple:
        careers(make.rng, life, make.begins_work(life), make.times.last, make.rng.choice(kinds), stays=180)
        make.insure(life, health.OFFICIAL, Month.parse(life.book[0].from_month).first_day)
    children = make.children(couple, 2)
    make.insure_children(children)
    return [*couple, *children]


def farmers(make: Maker) -> Family:
    """Voluntary insurance, and the whole household on one payment for health, each place paying less."""
    home = places.draw_home(make.rng, rural=True)
    couple = make.couple(30, 58, home)
    groups: tuple[SupportGroup, ...] = ("other", "other", "near_poor", "ethnic_minority")
    for life in couple[: make.rng.randint(1, 2)]:
        first = make.times.last + -make.rng.randint(8, 110)
        times = make.rng.choice((1.0, 1.0, 1.5, 2.0, 3.0))
        pay_voluntarily(
            life, max(first, VOLUNTARY), make.times.last, times=times, group=make.rng.choice(groups)
        )
    children = make.children(couple, 3)
    make.insure_children(children)
    grandmother = make.adult("female", 60, 74, home)
    paid_on = make.times.on - timedelta(days=make.rng.randint(20, 330))
    health.insure_household(make.rng, [*couple, grandmother], paid_on, make.rng.randint(1, 6))
    return [*couple, grandmother, *children]


def traders(make: Maker) -> Family:
    """Owners of a household business: compulsory since July 2025, voluntary before where they wanted it."""
    home = places.draw_home(make.rng)
    couple = make.couple(28, 52, home)
    owner = couple[0]
    if make.rng.random() < 0.5:
        pay_voluntarily(owner, Month(2021, 3), _LAW_2024 + -1, times=2.0)
    work(owner, draw_job(make.rng, home, "household"), _LAW_2024, make.times.last, Pay(1.6))
    paid_on = make.times.on - timedelta(days=make.rng.randint(20, 330))
    health.insure_household(make.rng, couple, paid_on, 4)
    children = make.children(couple, 2)
    make.insure_children(children)
    return [*couple, *children]


def _retire(make: Maker, life: Life, kind: EmployerKind, years: int) -> None:
    """Work until the retirement age, and the pension from the month after it."""
    reached = max(retires_in(life.sex, life.born), _FIRST_PENSION + -1)
    last = min(reached, make.times.last)
    first = max(last + -12 * years, _FIRST_MONTH)
    job = draw_job(make.rng, life.home, kind)
    work(life, job, first, last, Pay(2.0))
    if reached < make.times.last:
        decided_on = (reached + 1).first_day
        benefits.retire(make.rng, life, decided_on)
        make.insure(life, health.PENSIONER, first.first_day)
    else:
        make.insure(life, health.OFFICIAL if job.paid_by_state_scale else health.EMPLOYED, first.first_day)


def pensioners(make: Maker) -> Family:
    home = places.draw_home(make.rng)
    couple = make.couple(63, 70, home)
    for life in couple:
        kind: EmployerKind = make.rng.choice(("school", "office", "hospital", "company"))
        _retire(make, life, kind, make.rng.randint(21, 33))
    return list(couple)


def survivors(make: Maker) -> Family:
    """The father died while he was insured: a funeral allowance, and half a level a month for each child."""
    home = places.draw_home(make.rng)
    husband, wife = make.couple(38, 46, home)
    husband.died_on = max(make.times.on - timedelta(days=make.rng.randint(60, 1500)), date(2021, 1, 5))
    husband.account = Account(state=AccountState.LOCKED, since=husband.died_on)
    died = Month.of(husband.died_on)
    work(husband, draw_job(make.rng, home), max(died + -200, _FIRST_MONTH), died, Pay(1.8))
    careers(make.rng, wife, make.begins_work(wife), make.times.last)
    make.insure(wife, health.EMPLOYED, Month.parse(wife.book[0].from_month).first_day)
    benefits.bury(make.rng, husband, wife)
    children: Family = []
    for _ in range(20):
        children = make.children((husband, wife), 3)
        if children:
            break
    for child in children:
        if child.born <= husband.died_on:
            benefits.support_survivor(make.rng, child, husband.died_on)
        make.insure(child, health.SMALL_CHILD if child.age_on(make.times.on) < 6 else health.ALLOWANCE)
    return [husband, wife, *children]


def _armed(make: Maker, kind: EmployerKind, managed_by: ManagedBy) -> Family:
    """The one who serves, and the children under 15, are kept by the ministry; the wife is not."""
    home = places.draw_home(make.rng)
    husband, wife = make.couple(30, 48, home)
    husband.managed_by = managed_by
    work(husband, draw_job(make.rng, home, kind), make.begins_work(husband), make.times.last, Pay(2.0))
    defence = managed_by is ManagedBy.DEFENCE
    make.insure(husband, health.SOLDIER if defence else health.POLICE)
    careers(make.rng, wife, make.begins_work(wife), make.times.last)
    make.insure(wife, health.EMPLOYED)
    children: Family = []
    for _ in range(20):
        children = make.children((husband, wife), 3)
        if children:
            break
    for child in children:
        if child.age_on(make.times.on) < 15:
            child.managed_by = managed_by
    make.insure_children(children, health.SOLDIER_FAMILY if defence else health.POLICE_FAMILY)
    return [husband, wife, *children]


def soldiers(make: Maker) -> Family:
    return _armed(make, "defence", ManagedBy.DEFENCE)


def police(make: Maker) -> Family:
    return _armed(make, "police", ManagedBy.POLICE)


def foreigners(make: Maker) -> Family:
    """No personal number: a passport, and the insurance number that the first job gave."""
    home = places.draw_home(make.rng)
    sex: Sex = make.rng.choice(("male", "female"))
    life = make.adult(sex, 28, 50, home)
    life.name, life.personal_number, life.ethnicity = names.foreign_name(make.rng), None, "nước ngoài"
    life.nationality = make.rng.choice(("KOR", "JPN", "CHN", "USA", "FRA", "IND"))
    passport = make.registry.passport(make.rng)
    life.aliases = [Alias(kind=AliasKind.PASSPORT, number=passport, current=True)]
    first = max(Month(2018, 12), make.times.last + -make.rng.randint(10, 90))
    work(life, draw_job(make.rng, home), first, make.times.last, Pay(make.rng.uniform(4, 14)))
    make.insure(life, health.FOREIGNER, first.first_day)
    return [life]


def restarted(make: Maker) -> Family:
    """A lump sum has used up all that was paid; a new job begins from zero."""
    home = places.draw_home(make.rng, rural=True)
    life = make.adult(make.rng.choice(("male", "female")), 33, 50, home)
    stopped = Month(2024, make.rng.randint(1, 8))
    make.career_until(life, stopped, 140)
    decided_on = (stopped + make.rng.randint(14, 17)).first_day + timedelta(days=make.rng.randint(3, 20))
    taken = benefits.take_lump_sum(make.rng, life, decided_on)
    again = Month.of(decided_on) + make.rng.randint(2, 6)
    if taken and again <= make.times.last:
        careers(make.rng, life, again, make.times.last)
    make.insure(life, health.EMPLOYED if taken else health.HOUSEHOLD)
    return [life]


def jobless(make: Maker) -> Family:
    """Drew unemployment benefit; what the decision left, and what was paid since, is reserved."""
    home = places.draw_home(make.rng)
    life = make.adult(make.rng.choice(("male", "female")), 25, 45, home)
    stopped = Month(2025, make.rng.randint(1, 9))
    make.career_until(life, stopped, 100)
    benefits.draw_unemployment(make.rng, life)
    if make.rng.random() < 0.6:
        careers(make.rng, life, stopped + make.rng.randint(7, 9), make.times.last)
        make.insure(life, health.EMPLOYED)
    else:
        make.insure(life, health.JOBLESS)
    return [life]


def young(make: Maker) -> Family:
    """A first job or none yet, at home with the parents' address."""
    home = places.draw_home(make.rng)
    life = make.adult(make.rng.choice(("male", "female")), 18, 23, home)
    if life.age_on(make.times.on) >= 20:
        careers(make.rng, life, make.times.last + -make.rng.randint(2, 20), make.times.last)
        make.insure(life, health.EMPLOYED)
    else:
        make.insure(life, health.STUDENT)
    return [life]


def old(make: Maker) -> Family:
    """75 and more without a pension: the social pension, and the card that comes with it."""
    life = make.adult("female", 75, 92, places.draw_home(make.rng, rural=True))
    benefits.social_pension(make.rng, life)
    make.insure(life, health.OLD_AGE)
    return [life]


def guardians(make: Maker) -> Family:
    """A grandmother has the guardianship of a child who has no parents any more."""
    home = places.draw_home(make.rng)
    grandmother = make.adult("female", 58, 68, home)
    _retire(make, grandmother, "school", 24)
    ward = make.registry.person(make.rng, make.born(4, 14), make.rng.choice(("male", "female")), home)
    ward.phone = ward.email = ""
    tie_ward(grandmother, ward)
    make.insure_children([ward])
    return [grandmother, ward]


def poor(make: Maker) -> Family:
    home = places.draw_home(make.rng, rural=True)
    mother = make.adult("female", 25, 45, home)
    if make.rng.random() < 0.3:
        pay_voluntarily(mother, make.times.last + -14, make.times.last, group="poor")
    children = make.children((mother,), 3)
    for life in (mother, *children):
        small = life.age_on(make.times.on) < 6
        make.insure(life, health.SMALL_CHILD if small else health.POOR)
    return [mother, *children]


KINDS: Mapping[Callable[[Maker], Family], int] = {
    workers: 34,
    officials: 8,
    farmers: 13,
    traders: 5,
    pensioners: 12,
    survivors: 3,
    soldiers: 2,
    police: 2,
    foreigners: 1,
    restarted: 4,
    jobless: 5,
    young: 6,
    old: 4,
    guardians: 1,
    poor: 3,
}
