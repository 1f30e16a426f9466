"""Years of work as the book shows them: wages that follow the law of their months."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from random import Random

from kiosk.benefits.months import Month, months_between
from kiosk.contract.records import Contribution, Fund
from kiosk.contract.records.contributions import SupportGroup
from simulation.country.employers import EmployerKind, Job, draw_job
from simulation.country.law import (
    SI_LAW,
    SUPPORT,
    UNEMPLOYMENT,
    highest_basis,
    minimum_wage,
    poverty_line,
    reference_level,
)
from simulation.country.lives import Life

_COEFFICIENTS = (234, 267, 300, 333, 366, 399, 432, 465, 498)  # hundredths; one step every three years
_STEP_YEARS = 3


@dataclass(frozen=True, slots=True)
class Pay:
    """How much more than the minimum somebody earns, and how fast it grows."""

    times_minimum: float
    growth_a_year: float = 0.02


def draw_pay(rng: Random) -> Pay:
    """Most earn little more than the minimum; a few reach the cap."""
    if rng.random() < 0.02:
        return Pay(rng.uniform(9, 16))
    return Pay(1.05 + rng.lognormvariate(-0.7, 0.7), rng.uniform(0.005, 0.035))


def work(life: Life, job: Job, first: Month, last: Month, pay: Pay) -> None:
    """Enter the months of one place of work."""
    stretches = _state_wages if job.paid_by_state_scale else _agreed_wages
    for begun, ended, wage, coefficient in stretches(job, first, last, pay):
        life.enter(_entry(job, begun, ended, wage, coefficient))


def careers(
    rng: Random, life: Life, first: Month, last: Month, kind: EmployerKind = "company", *, stays: float = 72
) -> list[Job]:
    """Job after job from ``first`` to ``last``, with months between them; ``stays``: months in each, on
    average.
    """
    jobs, pay, begun = [], draw_pay(rng), first
    while begun <= last:
        job = draw_job(rng, life.home, kind)
        ended = min(begun + max(2, round(rng.expovariate(1 / stays))), last)
        if last - ended < 3:
            ended = last
        work(life, job, begun, ended, pay)
        jobs.append(job)
        begun = ended + 1 + rng.choice((0, 0, 0, 1, 1, 2, 3, 5, 9, 16))
    return jobs


def pay_voluntarily(
    life: Life, first: Month, last: Month, *, times: float = 1.0, group: SupportGroup = "other"
) -> None:
    """Months of voluntary insurance at that many poverty lines of income, supported since 2018."""
    for begun, ended in _cut(first, last, {SUPPORT}):
        line = max(poverty_line(month) for month in (begun, ended))
        cap = min(highest_basis(month) or line for month in (begun, ended))
        income = min(max(round(line * times / 100_000) * 100_000, line), cap)
        life.enter(
            Contribution(
                number=1,
                from_month=str(begun),
                to_month=str(ended),
                funds=(Fund.VOLUNTARY,),
                wage=income,
                support_group=group if begun >= SUPPORT else None,
                recorded_on=ended.last_day + timedelta(days=5),
            )
        )


def _entry(job: Job, first: Month, last: Month, wage: int, coefficient: int | None) -> Contribution:
    funds = [Fund.COMPULSORY]
    if job.insured_against_unemployment and first >= UNEMPLOYMENT:
        funds.append(Fund.UNEMPLOYMENT)
    if first >= SI_LAW and job.kind != "household":
        funds.append(Fund.ACCIDENT)
    if job.kind != "household":
        funds.append(Fund.HEALTH)
    return Contribution(
        number=1,
        from_month=str(first),
        to_month=str(last),
        funds=tuple(funds),
        employer=job.employer,
        position=job.position,
        wage=wage,
        wage_kind="state" if coefficient else "employer",
        coefficient=f"{coefficient // 100}.{coefficient % 100:02}" if coefficient else None,
        recorded_on=last.last_day + timedelta(days=10),
    )


def _cut(first: Month, last: Month, edges: set[Month]) -> Iterator[tuple[Month, Month]]:
    """The months by calendar years, and cut where something begins within one."""
    begun = first
    for month in months_between(first + 1, last):
        if month.month == 1 or month in edges:
            yield begun, month + -1
            begun = month
    if begun <= last:
        yield begun, last


def _agreed_wages(
    job: Job, first: Month, last: Month, pay: Pay
) -> Iterator[tuple[Month, Month, int, int | None]]:
    """One wage a year, never below the minimum nor above the cap of any of its months."""
    for begun, ended in _cut(first, last, set()):
        lowest = minimum_wage(ended, job.employer.region)
        growth = (1 + pay.growth_a_year) ** ((begun - first) // 12)
        wage = max(round(lowest * pay.times_minimum * growth / 10_000) * 10_000, lowest)
        cap = highest_basis(begun)  # it never falls within a year
        yield begun, ended, min(wage, cap) if cap else wage, None


def _state_wages(
    _job: Job, first: Month, last: Month, _pay: Pay
) -> Iterator[tuple[Month, Month, int, int | None]]:
    """The coefficient of the scale times the base salary, whenever one of them changes."""
    begun = first
    for month in months_between(first, last):
        following = month + 1
        if following > last or _scale(first, following) != _scale(first, begun) or following == SI_LAW:
            coefficient, level = _scale(first, begun)
            yield begun, month, coefficient * level // 100, coefficient
            begun = following


def _scale(first: Month, month: Month) -> tuple[int, int]:
    step = min((month - first) // (12 * _STEP_YEARS), len(_COEFFICIENTS) - 1)
    return _COEFFICIENTS[step], reference_level(month)
