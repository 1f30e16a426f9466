"""What was sent to invented people once: their one-off benefits, and now and then contributions paid back.

Drawn from what is there already and from nothing else, so that it changes nothing of what comes after it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from random import Random

from kiosk.contract.records import Benefit, Contribution, Fund, Payment

_SENT_AFTER = timedelta(days=3)
_FAILS, _REFUNDED = 20, 30  # one in so many
_CLOSED = "tài khoản đã đóng"
_TWICE = "đơn vị đóng trùng một tháng"


def payments_of(key: str, benefits: Iterable[Benefit], book: Iterable[Contribution]) -> tuple[Payment, ...]:
    """``key``: of the person, the same each time."""
    found = [*_of_benefits(Random(f"payments {key}"), benefits), *_refunds(Random(f"refund {key}"), book)]
    return tuple(sorted(found, key=lambda each: (each.sent_on, each.id)))


def _of_benefits(rng: Random, benefits: Iterable[Benefit]) -> Iterator[Payment]:
    for number, benefit in enumerate(each for each in benefits if each.per == "once"):
        first = benefit.decided_on + _SENT_AFTER
        if benefit.account_ending and rng.randrange(_FAILS) == 0:
            yield _payment(benefit, f"{number}.1", first, state="failed", reason=_CLOSED)
            first += timedelta(days=10)
        yield _payment(benefit, f"{number}.2", first)


def _payment(benefit: Benefit, number: str, sent_on: date, **more: str) -> Payment:
    known = {
        "id": f"CT-{benefit.decision}-{number}",
        "kind": "benefit",
        "decision": benefit.decision,
        "benefit": benefit.kind,
        "amount": benefit.amount,
        "sent_on": sent_on,
        "bank_name": benefit.bank_name,
        "account_ending": benefit.account_ending,
    }
    return Payment.model_validate({**known, **more})


def _refunds(rng: Random, book: Iterable[Contribution]) -> Iterator[Payment]:
    """Of a month that two units have paid."""
    paid = [each for each in book if each.paid and Fund.COMPULSORY in each.funds]
    if not paid or rng.randrange(_REFUNDED):
        return
    entry = paid[-1]
    sent_on = entry.recorded_on + timedelta(days=20)
    number = f"{rng.randint(1, 9999):04}/C16-TS-{sent_on.year}"
    yield Payment(
        id=f"HT-{number}",
        kind="refund",
        decision=number,
        amount=entry.wage * 8 // 100,
        sent_on=sent_on,
        reason=_TWICE,
    )
