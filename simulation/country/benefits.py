"""What invented people have received, reckoned by the same calculators that answer citizens."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from fractions import Fraction
from random import Random

from kiosk.benefits.engine import calculate
from kiosk.benefits.months import Month, add_months, months_between
from kiosk.benefits.parameters import Parameter, shipped_book
from kiosk.benefits.workings import Answer
from kiosk.contract.records import BankAccount, Benefit, BenefitKind, Contribution, Fund, Rise, TimeUse
from kiosk.reference.folding import fold
from simulation.country.health import certificate
from simulation.country.law import figure, reference_level, table
from simulation.country.lives import Life
from simulation.country.places import bank_name

_BANKS = ("970436", "970405", "970418", "970415", "970422", "970407")


def _answer(name: str, asked: dict[str, object], day: date) -> Answer | None:
    """None where the law says no, or its figures of that day are not known."""
    answer = calculate(name, asked, day)
    return answer if answer.outcome == "amount" else None


def decision(rng: Random, day: date) -> str:
    return f"{rng.randint(1, 9999):04}/QĐ-BHXH-{day.year}"


def open_bank_account(rng: Random, life: Life, purpose: str, on: date) -> None:
    """Under the name that the register has; ``purpose`` as in `BankAccount`."""
    bin_ = rng.choice(_BANKS)
    life.bank_accounts.append(
        BankAccount.model_validate(
            {
                "bank_bin": bin_,
                "bank_name": bank_name(bin_),
                "number": f"{rng.randint(10**9, 10**13)}",
                "holder": fold(life.name).upper(),
                "purposes": (purpose,),
                "is_default": True,
                "since": on,
            }
        )
    )


def _paid_into(life: Life) -> dict[str, str]:
    if not life.bank_accounts:
        return {}
    account = life.bank_accounts[-1]
    return {"bank_name": account.bank_name, "account_ending": account.number[-4:]}


def _stretches(entries: Iterable[Contribution]) -> list[dict[str, object]]:
    return [
        {
            "from": each.from_month,
            "to": each.to_month,
            "scheme": "voluntary" if Fund.VOLUNTARY in each.funds else "compulsory",
            "wage": each.wage,
            "wage_kind": each.wage_kind,
            "paid": each.paid,
        }
        for each in entries
        if Fund.COMPULSORY in each.funds or Fund.VOLUNTARY in each.funds
    ]


def paid_months(entries: Iterable[Contribution], fund: Fund = Fund.COMPULSORY) -> list[Month]:
    found = {
        month
        for each in entries
        if each.paid and fund in each.funds
        for month in months_between(Month.parse(each.from_month), Month.parse(each.to_month))
    }
    return sorted(found)


def _wages(entries: Iterable[Contribution], fund: Fund) -> dict[Month, int]:
    return {
        month: each.wage
        for each in entries
        if each.paid and fund in each.funds
        for month in months_between(Month.parse(each.from_month), Month.parse(each.to_month))
    }


def retire(rng: Random, life: Life, decided_on: date) -> None:
    """A pension from that day on, with the rises since. A State wage counts at the level of that day."""
    months = [*paid_months(life.book), *paid_months(life.book, Fund.VOLUNTARY)]
    average = _last_five_years(life.book, decided_on)
    asked = {
        "sex": life.sex,
        "decided_on": decided_on.isoformat(),
        "months": len(set(months)),
        "average": f"{average.numerator // average.denominator}",
    }
    answer = _answer("pension", asked, decided_on)
    if answer is None:
        return
    open_bank_account(rng, life, "pension", decided_on)
    number = decision(rng, decided_on)
    life.benefits.append(
        Benefit(
            decision=number,
            decided_on=decided_on,
            kind=BenefitKind.PENSION,
            per="month",
            amount=answer.amounts["monthly"],
            from_day=decided_on,
            to_day=life.died_on,
            state="ended" if life.died_on else "paying",
            rises=tuple(_rises(answer.amounts["monthly"], decided_on, life.died_on)),
            **_paid_into(life),
        )
    )
    if answer.amounts["one_off"]:
        life.benefits.append(
            Benefit(
                decision=number,
                decided_on=decided_on,
                kind=BenefitKind.PENSION_ONE_OFF,
                per="once",
                amount=answer.amounts["one_off"],
            )
        )


def _last_five_years(entries: Iterable[Contribution], day: date) -> Fraction:
    """Of State wages the coefficients times the level of ``day``; of others the wages as they were."""
    level = reference_level(Month.of(day))
    wages: dict[Month, Fraction] = {}
    for each in entries:
        coefficient = Fraction(each.coefficient) if each.coefficient else None
        counted = coefficient * level if coefficient else Fraction(each.wage)
        for month in months_between(Month.parse(each.from_month), Month.parse(each.to_month)):
            wages[month] = counted
    last = [wages[month] for month in sorted(wages)[-60:]]
    return sum(last, Fraction(0)) / max(len(last), 1)


def _rises(monthly: int, decided_on: date, until: date | None) -> Iterable[Rise]:
    for rise in shipped_book().values_of("pension_rise"):
        if rise.valid_from > decided_on and (until is None or rise.valid_from <= until):
            monthly = (monthly * (100 + int(rise.table["percent"])) + 50) // 100
            yield Rise(from_day=rise.valid_from, amount=monthly, ground=rise.source)


def take_lump_sum(rng: Random, life: Life, decided_on: date) -> bool:
    """All the time paid so far is given up. Whether the law allowed it then."""
    months = sorted({*paid_months(life.book), *paid_months(life.book, Fund.VOLUNTARY)})
    asked: dict[str, object] = {
        "asked_on": decided_on.isoformat(),
        "decided_on": decided_on.isoformat(),
        "ground": "after_12_months",
        "last_paid_month": str(months[-1]),
        "contributions": _stretches(life.book),
    }
    answer = _answer("lump_sum", asked, decided_on)
    if answer is None:
        return False
    open_bank_account(rng, life, "lump_sum", decided_on)
    number = decision(rng, decided_on)
    life.benefits.append(
        Benefit(
            decision=number,
            decided_on=decided_on,
            kind=BenefitKind.LUMP_SUM,
            per="once",
            amount=answer.amounts["total"],
            **_paid_into(life),
        )
    )
    life.time_used.append(
        TimeUse(kind="lump_sum", from_month=str(months[0]), to_month=str(months[-1]), decision=number)
    )
    return True


def draw_unemployment(rng: Random, life: Life) -> None:
    """Benefit after the last job, and what the decision left for later."""
    months = paid_months(life.book, Fund.UNEMPLOYMENT)
    wages = _wages(life.book, Fund.UNEMPLOYMENT)
    employer = life.book[-1].employer
    if len(months) < 12 or employer is None:
        return
    ended_on = months[-1].last_day
    average = Fraction(sum(wages[month] for month in months[-6:]), 6)
    asked = {
        "ended_on": ended_on.isoformat(),
        "average": f"{average.numerator // average.denominator}",
        "months": len(months),
        "region": employer.region.value,
    }
    answer = _answer("unemployment", asked, ended_on)
    if answer is None:
        return
    begun, paid, kept = (answer.values[key] for key in ("first_day_of_pay", "months_paid", "months_reserved"))
    if not (isinstance(begun, date) and isinstance(paid, int) and isinstance(kept, int)):
        raise TypeError("the calculator answers otherwise than it did")
    number = decision(rng, begun)
    life.benefits.append(
        Benefit(
            decision=number,
            decided_on=begun,
            kind=BenefitKind.UNEMPLOYMENT,
            per="month",
            amount=answer.amounts["monthly"],
            from_day=begun,
            to_day=add_months(begun, paid) - timedelta(days=1),
            state="ended",
        )
    )
    life.time_used.append(
        TimeUse(
            kind="unemployment",
            from_month=str(months[0]),
            to_month=str(months[-1]),
            decision=number,
            months_kept=kept,
        )
    )


def give_birth(rng: Random, mother: Life, child: Life) -> None:
    """Maternity pay for a mother who worked before."""
    wages = _wages(mother.book, Fund.COMPULSORY)
    birth = Month.of(child.born)
    before = [month for month in sorted(wages) if birth + -12 <= month < birth]
    if len(before) < 6 or child.born < date(2025, 7, 1):
        return
    average = Fraction(sum(wages[month] for month in before[-6:]), 6)
    asked = {
        "birth_on": child.born.isoformat(),
        "average": f"{average.numerator // average.denominator}",
        "months_in_last_12": len(before),
        "total_months": len(wages),
    }
    answer = _answer("maternity", asked, child.born)
    if answer is None:
        return
    until = add_months(child.born, 6) - timedelta(days=1)
    decided = child.born + timedelta(days=40)
    mother.benefits.append(
        Benefit(
            decision=decision(rng, decided),
            decided_on=decided,
            kind=BenefitKind.MATERNITY,
            per="once",
            amount=answer.amounts["total"],
            from_day=child.born,
            to_day=until,
        )
    )
    if mother.cards:
        facility = mother.cards[-1].facility
        mother.documents.append(certificate("birth", facility, child.born, until, rng.randrange(99_999)))


def fall_sick(rng: Random, life: Life, on: date) -> None:
    """Some days of sickness within the last year, certified and paid."""
    wages = _wages(life.book, Fund.COMPULSORY)
    first = on - timedelta(days=rng.randint(30, 300))
    if Month.of(first) + -1 not in wages or first < date(2025, 7, 1) or not life.cards:
        return
    days = rng.randint(2, 7)
    asked = {
        "wage": wages[Month.of(first) + -1],
        "kind": "own",
        "years_paid": len(wages) // 12,
        "conditions": "normal",
        "days_taken_this_year": 0,
        "days": str(days),
    }
    answer = _answer("sickness", asked, first)
    if answer is None:
        return
    until = first + timedelta(days=days - 1)
    decided = until + timedelta(days=15)
    life.documents.append(
        certificate("sick_leave", life.cards[-1].facility, first, until, rng.randrange(99_999))
    )
    life.benefits.append(
        Benefit(
            decision=decision(rng, decided),
            decided_on=decided,
            kind=BenefitKind.SICKNESS,
            per="once",
            amount=answer.amounts["total"],
            from_day=first,
            to_day=until,
        )
    )


def support_survivor(rng: Random, child: Life, died_on: date) -> None:
    """Half of the reference level a month, from the month after the death (L41 Art. 87)."""
    begun = (Month.of(died_on) + 1).first_day
    share = int(table("survivors", begun)["each_percent"])
    child.benefits.append(
        Benefit(
            decision=decision(rng, begun),
            decided_on=begun,
            kind=BenefitKind.SURVIVORS_MONTHLY,
            per="month",
            amount=reference_level(Month.of(begun)) * share // 100,
            from_day=begun,
            to_day=add_months(child.born, 216) - timedelta(days=1),
            state="paying",
            rises=tuple(
                Rise(from_day=level.valid_from, amount=int(level.number) * share // 100, ground=level.source)
                for level in _levels_after(begun)
            ),
        )
    )


def _levels_after(day: date) -> list[Parameter]:
    return [each for each in shipped_book().values_of("reference_level") if each.valid_from > day]


def bury(rng: Random, life: Life, spouse: Life) -> None:
    """The funeral allowance, ten reference levels of the month of the death."""
    if life.died_on is None:
        return
    decided = life.died_on + timedelta(days=30)
    times = int(table("survivors", life.died_on)["funeral_times"])
    spouse.benefits.append(
        Benefit(
            decision=decision(rng, decided),
            decided_on=decided,
            kind=BenefitKind.FUNERAL,
            per="once",
            amount=times * reference_level(Month.of(life.died_on)),
        )
    )


def social_pension(rng: Random, life: Life) -> None:
    """From the age of 75, and not before the decree came into force."""
    seventy_five = add_months(life.born, 900)
    begun = max(seventy_five, date(2025, 7, 1))
    life.benefits.append(
        Benefit(
            decision=decision(rng, begun),
            decided_on=begun,
            kind=BenefitKind.SOCIAL_PENSION,
            per="month",
            amount=int(figure("social_pension", begun)),
            from_day=begun,
            state="paying",
        )
    )
