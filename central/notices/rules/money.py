"""What is paid out: a benefit was decided, stopped, or needs something from the person to go on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial

from central.notices.rules.rule import fills
from central.notices.rules.stages import end_of, stage
from central.notices.subject import Due, Subject, Values
from kiosk.benefits.months import add_months
from kiosk.benefits.survivor_conditions import ADULT_AGE
from kiosk.clock import day_text
from kiosk.contract.records import Benefit, BenefitKind, Payment
from kiosk.language import Bilingual, same
from kiosk.records.received import benefit_name
from kiosk.records.telling import money

_YEAR = 12  # months
_EARLY = 90  # days before it is due from which a yearly check counts for it
_CASH = Bilingual(vi="tiền mặt", en="cash")


@fills("benefit", "decision", "amount", "paid_to", "decided")
def decided(who: Subject, day: date, told_for: int) -> Iterator[Due]:
    """A decision was made within so many days."""
    for each in who.benefits:
        if 0 <= (day - each.decided_on).days < told_for:
            yield Due(f"{each.kind}:{each.decision}", partial(_decided, each))


def _decided(benefit: Benefit) -> Values:
    amount = money(benefit.amount, "VND")
    if benefit.per == "month":
        amount = Bilingual(vi=f"{amount.vi} mỗi tháng", en=f"{amount.en} a month")
    return {
        "benefit": benefit_name(benefit.kind),
        "decision": benefit.decision,
        "amount": amount,
        "paid_to": _paid_to(benefit),
        "decided": day_text(benefit.decided_on),
    }


@fills("benefit", "decision", "amount", "paid_to", "day")
def paid_once(who: Subject, day: date, told_for: int) -> Iterator[Due]:
    """A benefit was sent within so many days."""
    for each in _sent(who, day, told_for):
        if each.benefit is not None and each.state == "paid":
            values = {**_payment(each), "benefit": benefit_name(each.benefit)}
            yield Due(each.id, partial(dict, values))


@fills("benefit", "decision", "amount", "paid_to", "day", "reason")
def pay_failed(who: Subject, day: date, told_for: int) -> Iterator[Due]:
    """A benefit could not be paid out within so many days, and nothing has been paid for it since."""
    for each in _sent(who, day, told_for):
        made_good = any(
            later.decision == each.decision and later.state == "paid" and later.sent_on >= each.sent_on
            for later in who.payments
        )
        if each.benefit is not None and each.state == "failed" and not made_good:
            values = {**_payment(each), "benefit": benefit_name(each.benefit), "reason": each.reason or "–"}
            yield Due(each.id, partial(dict, values))


@fills("decision", "amount", "paid_to", "day", "reason")
def refunded(who: Subject, day: date, told_for: int) -> Iterator[Due]:
    """Contributions that were paid in excess were sent back within so many days (list C16-TS)."""
    for each in _sent(who, day, told_for):
        if each.kind == "refund" and each.state == "paid":
            yield Due(each.id, partial(dict, {**_payment(each), "reason": each.reason or "–"}))


def _sent(who: Subject, day: date, told_for: int) -> Iterator[Payment]:
    return (each for each in who.payments if 0 <= (day - each.sent_on).days < told_for)


def _payment(payment: Payment) -> Values:
    return {
        "decision": payment.decision,
        "amount": money(payment.amount, "VND"),
        "paid_to": _paid_to(payment),
        "day": day_text(payment.sent_on),
    }


def _paid_to(paid: Benefit | Payment) -> Bilingual:
    account = f"{paid.bank_name} •••{paid.account_ending}"
    return same(account) if paid.account_ending else _CASH


@fills("benefit", "decision")
def suspended(who: Subject, day: date) -> Iterator[Due]:  # noqa: ARG001  (every rule takes the day)
    """Payment has stopped. The register says that, and not since when."""
    for each in who.benefits:
        if each.per == "month" and each.state == "suspended":
            values: Values = {"benefit": benefit_name(each.kind), "decision": each.decision}
            yield Due(f"{each.kind}:{each.decision}", partial(dict, values))


@fills("day", "benefit")
def verification(who: Subject, day: date, since: int, until: int, kind: str) -> Iterator[Due]:
    """The yearly check of who is paid by account (L41 Art. 11.2.c): from ``since`` days after the anniversary
    of the benefit (negative: before it), before the day ``until``; unless a case of this kind has settled it.
    """
    for each in who.benefits:
        if each.per == "month" and each.state == "paying" and each.account_ending and each.from_day:
            due = _anniversary(each.from_day, day - timedelta(days=since))
            if due == each.from_day or not since <= (day - due).days < until:
                continue
            counts_from = due - timedelta(days=_EARLY)
            if not any(case.kind == kind and case.done_on >= counts_from for case in who.cases):
                values: Values = {"day": day_text(due), "benefit": benefit_name(each.kind)}
                yield Due(str(due), partial(dict, values))
                return  # one check is for all that is drawn


def _anniversary(since: date, on: date) -> date:
    """The last one that is not after ``on``."""
    due = add_months(since, _YEAR * (on.year - since.year))
    return due if due <= on else add_months(since, _YEAR * (on.year - since.year - 1))


@fills("day")
def authorisation_ending(
    who: Subject, day: date, stages: list[int], months: int, about: str
) -> Iterator[Due]:
    """Of an authorisation to receive a benefit, which lasts so many months (L41 Art. 10.2.d) from a day that
    is not after that of its filing. A later one takes its place.
    """
    filed = max((each.opened_on for each in who.cases if each.about == about), default=None)
    if filed is None:
        return
    last = add_months(filed, months)
    reached = stage((last - day).days, stages)
    if reached is not None:
        yield Due(f"{last}:{reached}", lambda: {"day": day_text(last)}, until=end_of(last))


@fills("day")
def child_benefit_ending(who: Subject, day: date, stages: list[int]) -> Iterator[Due]:
    """A child who draws a survivor's benefit comes of age (L41 Art. 86.1)."""
    if not any(
        each.kind is BenefitKind.SURVIVORS_MONTHLY and each.state == "paying" for each in who.benefits
    ):
        return
    birthday = who.born.turns(ADULT_AGE)
    reached = stage((birthday - day).days, stages)
    if reached is not None:
        yield Due(f"{birthday}:{reached}", lambda: {"day": day_text(birthday)}, until=end_of(birthday))
