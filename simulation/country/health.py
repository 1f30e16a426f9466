"""Cards, what was paid for them, and treatments."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Literal

from kiosk.benefits.months import Month, add_months
from kiosk.contract.records import (
    CareDocument,
    CareEvent,
    CostLine,
    FacilityName,
    HealthCard,
    HealthParticipation,
    ManagedBy,
)
from simulation.country.law import household_premium
from simulation.country.lives import Life
from simulation.country.places import draw_facility

Payer = Literal["employer", "insurance_fund", "state", "household", "school", "defence", "police"]


@dataclass(frozen=True, slots=True)
class Group:
    """Who pays, and the level of the right (QĐ 1351/2015 as amended; near-poor 100 % since 2026)."""

    code: str
    level: int
    share: int
    payer: Payer


EMPLOYED = Group("DN", 4, 80, "employer")
OFFICIAL = Group("HC", 4, 80, "employer")
FOREIGNER = Group("NN", 4, 80, "employer")
PENSIONER = Group("HT", 3, 95, "insurance_fund")
JOBLESS = Group("TN", 4, 80, "insurance_fund")
SMALL_CHILD = Group("TE", 1, 100, "state")
PUPIL = Group("HS", 4, 80, "school")
STUDENT = Group("SV", 4, 80, "school")
HOUSEHOLD = Group("GD", 4, 80, "household")
POOR = Group("HN", 2, 100, "state")
OLD_AGE = Group("LH", 2, 100, "state")
ALLOWANCE = Group("BT", 2, 100, "state")
SOLDIER = Group("QN", 5, 100, "defence")
POLICE = Group("CA", 5, 100, "police")
SOLDIER_FAMILY = Group("TQ", 4, 80, "defence")
POLICE_FAMILY = Group("TA", 4, 80, "police")

_DISEASES = (
    ("J06.9", "Nhiễm khuẩn hô hấp trên cấp"), ("I10", "Tăng huyết áp"), ("E11", "Đái tháo đường típ 2"),
    ("K29.7", "Viêm dạ dày"), ("M54.5", "Đau lưng dưới"), ("H52.1", "Cận thị"), ("K02.9", "Sâu răng"),
    ("J20.9", "Viêm phế quản cấp"), ("L20.9", "Viêm da cơ địa"), ("A09", "Viêm dạ dày ruột do nhiễm khuẩn"),
)  # fmt: skip
_COSTS = (
    ("KB01", "Khám bệnh", "lần", 100, 42_100), ("XN12", "Tổng phân tích tế bào máu", "lần", 100, 49_700),
    ("XQ03", "Chụp X-quang ngực thẳng", "lần", 100, 73_300), ("SA01", "Siêu âm ổ bụng", "lần", 100, 58_600),
    ("TH07", "Paracetamol 500 mg", "viên", 2000, 480), ("TH21", "Amlodipin 5 mg", "viên", 3000, 750),
    ("TH35", "Metformin 850 mg", "viên", 6000, 620), ("GB02", "Ngày giường nội khoa", "ngày", 300, 212_600),
)  # fmt: skip
_PRINTS_OLD_CODE = 0.25


def give_card(rng: Random, life: Life, group: Group, on: date, *, since: date | None = None) -> HealthCard:
    """A card that holds on ``on``, and the days that were paid for it; ``since``: insured without a break."""
    managed_by = {"defence": ManagedBy.DEFENCE, "police": ManagedBy.POLICE}.get(group.payer, ManagedBy.CIVIL)
    begun = date(on.year, 1, 1)
    ends = date(on.year, 12, 31)
    if group is SMALL_CHILD:
        begun, ends = life.born, add_months(life.born, 72) - timedelta(days=1)
    elif group in (PENSIONER, OLD_AGE, ALLOWANCE):
        ends = date(on.year + 4, 12, 31)
    since = since or begun
    number = life.insurance_number or "0000000000"
    old = f"{group.code}{group.level}{life.home.province}{number}"
    card = HealthCard(
        code=old if rng.random() < _PRINTS_OLD_CODE else number,
        object_code=group.code,
        level=group.level,
        share_percent=group.share,
        facility=draw_facility(rng, life.home.province, managed_by),
        valid_from=begun,
        valid_to=ends,
        five_years_on=add_months(min([since, *(each.from_day for each in life.participation)]), 60),
        issued_by=managed_by,
    )
    life.cards.append(card)
    if group is not HOUSEHOLD:
        life.participation.append(
            HealthParticipation(object_code=group.code, from_day=since, to_day=ends, payer=group.payer)
        )
    return card


def insured_as_small_child(life: Life) -> date:
    """What the State paid until six. Returns the first day after it."""
    six = add_months(life.born, 72)
    life.participation.append(
        HealthParticipation(
            object_code=SMALL_CHILD.code,
            from_day=life.born,
            to_day=six - timedelta(days=1),
            payer=SMALL_CHILD.payer,
        )
    )
    return six


def insure_household(rng: Random, members: Sequence[Life], paid_on: date, years: int) -> None:
    """One payment a year for twelve months, the members in one order; the first pays in full."""
    for back in reversed(range(years)):
        paid = add_months(paid_on, -12 * back)
        first = paid if back < years - 1 else paid + timedelta(days=30)  # a first card waits for its days
        last = add_months(first, 12) - timedelta(days=1)
        for place, member in enumerate(members):
            member.participation.append(
                HealthParticipation(
                    object_code="GD",
                    from_day=first,
                    to_day=last,
                    payer="household",
                    order=place + 1,
                    months=12,
                    paid_on=paid,
                    amount=12 * household_premium(place + 1, Month.of(paid)),
                )
            )
    for member in members:
        last_paid = member.participation[-1]
        card = give_card(rng, member, HOUSEHOLD, paid_on, since=member.participation[-years].from_day)
        span = {"valid_from": last_paid.from_day, "valid_to": last_paid.to_day}
        member.cards[-1] = card.model_copy(update=span)


def fall_ill(rng: Random, life: Life, on: date) -> None:
    """Treatments of the last three years, more of them at both ends of life."""
    if not life.cards:
        return
    card = life.cards[-1]
    age = life.age_on(on)
    often = 5 if age < 6 or age >= 60 else 2
    for serial in range(rng.randint(0, often)):
        admitted = on - timedelta(days=rng.randint(1, 1000))
        if admitted < life.born or (life.died_on and admitted > life.died_on):
            continue
        life.care.append(_treatment(rng, life, card, admitted, serial))


def _treatment(rng: Random, life: Life, card: HealthCard, admitted: date, serial: int) -> CareEvent:
    inpatient = rng.random() < 0.15
    code, disease = rng.choice(_DISEASES)
    costs = [_COSTS[0], *rng.sample(_COSTS[1:-1], rng.randint(1, 3)), *([_COSTS[-1]] if inpatient else [])]
    return CareEvent(
        id=f"{card.facility.code}{admitted:%y%m%d}{serial}{(life.insurance_number or '')[-5:]}",
        kind="inpatient" if inpatient else "outpatient",
        admitted_on=admitted,
        discharged_on=admitted + timedelta(days=3 if inpatient else 0),
        facility=card.facility,
        disease_code=code,
        disease=disease,
        lines=tuple(_line(cost, card.share_percent) for cost in costs),
    )


def _line(cost: tuple[str, str, str, int, int], share: int) -> CostLine:
    code, name, unit, quantity, price = cost
    total = quantity * price // 100
    insurance = total * share // 100
    return CostLine(
        code=code,
        name=name,
        unit=unit,
        quantity_hundredths=quantity,
        price=price,
        share_percent=share,
        insurance=insurance,
        co_payment=total - insurance,
    )


def certificate(
    kind: Literal["sick_leave", "birth"], facility: FacilityName, first: date, last: date, serial: int
) -> CareDocument:
    return CareDocument(
        serial=f"{facility.code}-{first:%y}-{serial:05}",
        kind=kind,
        issued_on=first,
        facility=facility,
        from_day=first,
        to_day=last,
        state="claimed",
    )
