"""What goes wrong in real registers, done to the record of an invented person."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from random import Random

from kiosk.benefits.months import Month
from kiosk.contract.records import Alias, AliasKind, Contribution, Fund, Origin
from simulation.country.careers import Pay, work
from simulation.country.employers import dissolved, draw_job
from simulation.country.lives import Life
from simulation.country.names import misspelt
from simulation.country.registry import Registry

Fault = Callable[[Registry, Random, Life], list[Life]]  # returns further entries of the register


def _renumbered(life: Life, book: list[Contribution]) -> None:
    """``book`` takes the place of what the register holds so far."""
    life.book = []
    for entry in book:
        life.enter(entry)


def _months(entry: Contribution) -> int:
    return Month.parse(entry.to_month) - Month.parse(entry.from_month) + 1


def _long_entry(rng: Random, life: Life) -> int | None:
    """The place of an entry of six months or more with an employer."""
    places = [place for place, entry in enumerate(life.book) if _months(entry) >= 6 and entry.employer]
    return rng.choice(places) if places else None


def unreported(_registry: Registry, rng: Random, life: Life) -> list[Life]:
    """An employer has left out a year or a part of one."""
    place = _long_entry(rng, life)
    if place is not None and len(life.book) > 1:
        _renumbered(life, life.book[:place] + life.book[place + 1 :])
    return []


def owing(_registry: Registry, rng: Random, life: Life) -> list[Life]:
    """An employer still owes the last months of a stretch; some of them have closed since."""
    place = _long_entry(rng, life)
    if place is None:
        return []
    entry = life.book[place]
    first_unpaid = Month.parse(entry.to_month) + -rng.randint(1, 4)
    employer = entry.employer
    if employer is not None and rng.random() < 0.4:
        employer = dissolved(draw_job(rng, life.home)).employer
    owed = {"from_month": str(first_unpaid), "paid": False, "employer": employer}
    kept = entry.model_copy(update={"to_month": str(first_unpaid + -1), "employer": employer})
    book = [*life.book[:place], kept, entry.model_copy(update=owed), *life.book[place + 1 :]]
    _renumbered(life, book)
    return []


def late(_registry: Registry, rng: Random, life: Life) -> list[Life]:
    """Paid in the end, weeks or months after the day."""
    place = _long_entry(rng, life)
    if place is not None:
        days = rng.randint(31, 400)
        entry = life.book[place]
        recorded = entry.recorded_on + timedelta(days=days)
        life.book[place] = entry.model_copy(update={"days_late": days, "recorded_on": recorded})
    return []


def arrears(_registry: Registry, rng: Random, life: Life) -> list[Life]:
    """Months that an inspection found and had paid later."""
    place = _long_entry(rng, life)
    if place is not None:
        entry = life.book[place]
        recorded = entry.recorded_on + timedelta(days=500)
        found = {"origin": Origin.ARREARS, "days_late": 500, "recorded_on": recorded, "note": "Truy thu"}
        life.book[place] = entry.model_copy(update=found)
    return []


def overlap(_registry: Registry, rng: Random, life: Life) -> list[Life]:
    """The old employer reports the leaving late: two of them pay for the same months."""
    for before, after in zip(life.book, life.book[1:], strict=False):
        if before.employer and after.employer and before.employer.code != after.employer.code:
            until = Month.parse(after.from_month) + rng.randint(0, 2)
            end = {"to_month": str(max(until, Month.parse(before.to_month)))}
            life.book[before.number - 1] = before.model_copy(update=end)
            break
    else:
        return second_job(_registry, rng, life)
    return []


def second_job(_registry: Registry, rng: Random, life: Life) -> list[Life]:
    """Two employers in the same months, both reporting."""
    place = _long_entry(rng, life)
    if place is not None:
        entry = life.book[place]
        first = Month.parse(entry.from_month)
        job = draw_job(rng, life.home)
        while entry.employer is not None and job.employer.code == entry.employer.code:
            job = draw_job(rng, life.home)
        work(life, job, first, first + rng.randint(1, _months(entry) - 1), Pay(1.0))
    return []


def corrected(_registry: Registry, rng: Random, life: Life) -> list[Life]:
    """A wage was mistyped with a zero less, and an entry with the right one has taken its place."""
    place = _long_entry(rng, life)
    if place is not None:
        right = life.book[place]
        life.book[place] = right.model_copy(update={"wage": right.wage // 10})
        recorded = right.recorded_on + timedelta(days=90)
        mended = {"origin": Origin.CORRECTED, "replaces": right.number, "recorded_on": recorded}
        life.enter(right.model_copy(update=mended))
    return []


def duplicate(registry: Registry, rng: Random, life: Life) -> list[Life]:
    """The first job lies in a book of another number, which knows no personal number: to be merged."""
    codes = [entry.employer.code if entry.employer else "" for entry in life.book]
    others = [place for place, code in enumerate(codes) if code != codes[0]]
    if not others:
        return []
    stray = Life(
        name=misspelt(rng, life.name),
        born=life.born,
        sex=life.sex,
        home=life.home,
        personal_number=None,
        insurance_number=registry.insurance_number(life.home.province),
    )
    for entry in life.book[: others[0]]:
        stray.enter(entry)
    _renumbered(life, life.book[others[0] :])
    return [stray]


def merged(registry: Registry, _rng: Random, life: Life) -> list[Life]:
    """The same, mended: the old number is an alias and the entries say that they came with it."""
    number = registry.insurance_number(life.home.province)
    life.aliases.append(Alias(kind=AliasKind.INSURANCE_NUMBER, number=number, current=False))
    count = max(1, len(life.book) // 3)
    for place in range(min(count, len(life.book))):
        life.book[place] = life.book[place].model_copy(update={"origin": Origin.MERGED})
    return []


def old_personal_number(registry: Registry, rng: Random, life: Life) -> list[Life]:
    """The civil registry has corrected the number; the old one still finds the person."""
    number = registry.personal_number(rng, life.born, life.sex, life.home.province)
    life.aliases.append(Alias(kind=AliasKind.OLD_PERSONAL_NUMBER, number=number, current=False))
    return []


def name_misspelt(_registry: Registry, rng: Random, life: Life) -> list[Life]:
    life.name = misspelt(rng, life.name)
    return []


def date_swapped(_registry: Registry, _rng: Random, life: Life) -> list[Life]:
    """Day and month of birth changed places, or the day is one off where they cannot."""
    born = life.born
    if born.day <= 12 and born.day != born.month:
        life.born = born.replace(day=born.month, month=born.day)
    else:
        life.born = born.replace(day=born.day - 1 if born.day > 1 else 2)
    return []


def year_only(_registry: Registry, _rng: Random, life: Life) -> list[Life]:
    life.born, life.birth_known_to = life.born.replace(month=1, day=1), "year"
    return []


def sex_wrong(_registry: Registry, _rng: Random, life: Life) -> list[Life]:
    life.sex = "female" if life.sex == "male" else "male"
    return []


FAULTS: Mapping[str, Fault] = {
    each.__name__: each
    for each in (
        unreported,
        owing,
        late,
        overlap,
        second_job,
        duplicate,
        merged,
        corrected,
        arrears,
        name_misspelt,
        date_swapped,
        old_personal_number,
        year_only,
        sex_wrong,
    )
}


def has_employer(life: Life) -> bool:
    return any(entry.employer and Fund.COMPULSORY in entry.funds for entry in life.book)
