"""Health insurance: a card that ends, five years without a break, treatments, the window for the facility."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction

from central.notices.rules.rule import fills
from central.notices.rules.stages import end_of, stage
from central.notices.subject import Due, Subject, Values
from kiosk.benefits.calculators.health_insurance import (
    HealthCopaymentCeilingInput,
    HouseholdHealthInsuranceInput,
    Member,
    copayment_ceiling,
    household,
)
from kiosk.benefits.parameters import shipped_book
from kiosk.benefits.stages_of_life import years_on
from kiosk.benefits.workings import Workings
from kiosk.clock import day_text
from kiosk.contract.records import CareEvent, HealthCard
from kiosk.contract.records.parts import ManagedBy
from kiosk.language import Bilingual
from kiosk.records.telling import money
from kiosk.reminders.legal_dates import facility_window

_YEAR = 12  # months
_NO_BREAK = 5  # years, Art. 22.1


@fills("day", "amount", "wait")
def card_ending(who: Subject, day: date, stages: list[int], payers: list[str]) -> Iterator[Due]:
    """Of a card that the person, or their school, has to renew."""
    card = _newest(who)
    if card is None or _payer(who) not in payers:
        return
    reached = stage((card.valid_to - day).days, stages)
    if reached is not None:
        key = f"{card.valid_to}:{reached}"
        yield Due(key, lambda: _renewal(who, card, day), until=end_of(card.valid_to))


@fills("day", "amount", "wait", "lost_on")
def card_lapsed(who: Subject, day: date, since: int, until: int, payers: list[str]) -> Iterator[Due]:
    """From the day ``since`` after its last one, before the day ``until``, nothing has followed the card."""
    card = _newest(who)
    if card is None or _payer(who) not in payers:
        return
    if since <= (day - card.valid_to).days < until:
        lost_on = card.valid_to + timedelta(days=int(shipped_book().on("health_gap_days", day).number))
        yield Due(str(card.valid_to), lambda: {**_renewal(who, card, day), "lost_on": day_text(lost_on)})


def _renewal(who: Subject, card: HealthCard, day: date) -> Values:
    return {
        "day": day_text(card.valid_to),
        "amount": _amount(who, day),
        "wait": str(int(shipped_book().on("health_waiting_days", day).number)),
    }


def _amount(who: Subject, day: date) -> Bilingual:
    """Of twelve months, by the place that the person had in the household."""
    newest = max(who.participation, key=lambda each: each.to_day)
    if newest.order is None:
        return Bilingual(vi="theo nhóm tham gia", en="by your group")
    asked = HouseholdHealthInsuranceInput(day, _YEAR, tuple(Member() for _ in range(newest.order)))
    amounts = household(asked, Workings("household", day, shipped_book())).values["members"]
    return money(amounts[-1], "VND") if isinstance(amounts, list) else Bilingual(vi="–", en="–")


@fills("day")
def five_years(who: Subject, day: date, told_for: int) -> Iterator[Due]:
    """Five years without a break are reached (health law, Art. 22.1)."""
    card = _newest(who)
    if card is None or card.five_years_on is None or card.valid_to < day:
        return
    reached = card.five_years_on
    if 0 <= (day - reached).days < told_for:
        yield Due(str(reached), lambda: {"day": day_text(reached)})


@fills("paid", "threshold", "year")
def copayment_reached(who: Subject, day: date) -> Iterator[Due]:
    """What was paid together in a year is more than six reference levels, after five years (Art. 22.1)."""
    card = _newest(who)
    if card is None or card.five_years_on is None or card.five_years_on > day or card.valid_to < day:
        return
    paid = sum(
        line.co_payment for each in who.care if each.discharged_on.year == day.year for line in each.lines
    )
    if not paid:
        return
    years = _NO_BREAK + years_on(card.five_years_on, day)
    asked = HealthCopaymentCeilingInput(day, Fraction(years), paid)
    answer = copayment_ceiling(asked, Workings("copayment", day, shipped_book()))
    if answer.values["fully_covered"]:
        told = {"paid": money(paid, "VND"), "threshold": money(answer.amounts["threshold"], "VND")}
        yield Due(
            str(day.year), lambda: {**told, "year": str(day.year)}, until=end_of(date(day.year, 12, 31))
        )


@fills("facility", "first", "last")
def treated(who: Subject, day: date, told_for: int) -> Iterator[Due]:
    """A treatment stands under the card that ended within so many days."""
    for each in who.care:
        if 0 <= (day - each.discharged_on).days < told_for:
            yield _treatment(each)


def _treatment(event: CareEvent) -> Due:
    return Due(
        event.id,
        lambda: {
            "facility": event.facility.name,
            "first": day_text(event.admitted_on),
            "last": day_text(event.discharged_on),
        },
        beforehand={
            "reference": event.id,
            "day": event.admitted_on.isoformat(),
            "facility": event.facility.name,
        },
        source=event.id,
    )


@fills("last", "facility")
def facility_open(who: Subject, day: date) -> Iterator[Due]:
    """The first care facility can be changed in the first days of a quarter (Art. 26.1)."""
    card, window = _newest(who), facility_window(day)
    if card is not None and window.first <= day <= window.last and card.valid_to > window.last:
        values: Values = {"last": day_text(window.last), "facility": card.facility.name}
        yield Due(str(window.first), lambda: values, until=end_of(window.last))


def _newest(who: Subject) -> HealthCard | None:
    """The card in force that ends last; those of the forces have rules of their own."""
    mine = [each for each in who.cards if each.state == "active" and each.issued_by is ManagedBy.CIVIL]
    return max(mine, key=lambda each: each.valid_to, default=None)


def _payer(who: Subject) -> str | None:
    newest = max(who.participation, key=lambda each: each.to_day, default=None)
    return None if newest is None else newest.payer
