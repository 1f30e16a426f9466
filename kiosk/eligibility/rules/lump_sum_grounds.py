"""The lump sum at retirement age, for illness and on discharge (L41 Art. 70.1.a, c, d, e, 102.1)."""

from __future__ import annotations

from kiosk.benefits.law import L41, Reason
from kiosk.benefits.lump_sum_grounds import (
    CAPACITY_NOT_ENOUGH,
    DISEASE_NOT_LISTED,
    FIFTEEN_YEARS,
    HAS_PENSION,
    NOT_AT_RETIREMENT_AGE,
    NOT_LISTED,
    SEVERE_PERCENT,
    WRONG_GROUP,
)
from kiosk.benefits.months import Month
from kiosk.benefits.retirement import ARMED_FORCES
from kiosk.benefits.workings import Workings
from kiosk.eligibility.answer import Finding
from kiosk.eligibility.facts import Facts, need
from kiosk.eligibility.rules.making import ask_staff, law_rule, no, not_yet
from kiosk.eligibility.rules.pension_right import (
    ALL_MONTHS,
    LOOKS_AT,
    pension_day,
    pension_years_reached,
    retirement_day,
)

NOT_DISCHARGED_YET = Reason(
    "not_discharged_yet",
    (L41.article(70, 1, "e"),),
    "Chưa đến ngày phục viên, xuất ngũ, thôi việc.",
    "The day of discharge has not come yet.",
)
INSURED_AFTER_DISCHARGE = Reason(
    "insured_after_discharge",
    (L41.article(70, 1, "e"), L41.article(70, 1, "đ")),
    "Ông/bà đã đóng BHXH lại sau khi phục viên, xuất ngũ; cán bộ xem trường hợp nào áp dụng.",
    "You paid again after your discharge; staff look which ground applies.",
)


def retirement_age_reached(facts: Facts, work: Workings) -> tuple[Finding, ...]:
    day = retirement_day(facts, work)
    return () if day <= facts.on else (not_yet(NOT_AT_RETIREMENT_AGE, day),)


def under_15_years(facts: Facts, work: Workings) -> tuple[Finding, ...]:
    return (no(FIFTEEN_YEARS),) if pension_years_reached(facts, work) else ()


def _ways_instead(facts: Facts, work: Workings) -> tuple[Finding, ...]:
    """What else stands open at retirement age (Art. 23, 33.7, 36.2.e; 70.1.a). Told, and never a refusal."""
    if facts.sex is None or facts.born is None or facts.on < retirement_day(facts, work):
        return ()
    social_pension = facts.born.turns(int(work.table("social_pension_age")["everybody"]))
    if not facts.foreigner and facts.on < social_pension:
        work.warn(
            "article_23_possible",
            "Nếu không nhận một lần, ông/bà có thể chọn trợ cấp hằng tháng (Luật 41/2024/QH15, Điều 23).",
            "Instead of the lump sum you may choose a monthly allowance (Article 23 of the Law).",
        )
    missing = _payable_at_once(facts, work)
    if missing:
        work.warn(
            "missing_time_payable",
            f"Còn thiếu {missing} tháng: ông/bà có thể đóng một lần cho đủ 15 năm để hưởng lương hưu "
            "(Luật 41/2024/QH15, Điều 33 khoản 7, Điều 36 khoản 2 điểm e).",
            f"{missing} months are missing: you may pay them at once and draw a pension.",
        )
    return ()


def _payable_at_once(facts: Facts, work: Workings) -> int:
    """The months that are missing for a pension and may be paid at once; 0: none, or not known."""
    if facts.compulsory_months is None or facts.voluntary_months is None:
        return 0
    needed = int(12 * work.table("pension_years")["normal"])
    missing = needed - facts.compulsory_months - facts.voluntary_months
    # Only citizens take part in voluntary insurance (L41 Art. 2.4).
    limit = work.number("missing_compulsory_limit" if facts.foreigner else "missing_months_limit")
    return missing if 0 < missing <= limit else 0


def grave_illness(facts: Facts, _work: Workings) -> tuple[Finding, ...]:
    disease = need(facts.disease, "disease")
    return (no(DISEASE_NOT_LISTED),) if disease in NOT_LISTED else ()


def severe_incapacity(facts: Facts, _work: Workings) -> tuple[Finding, ...]:
    """81 % or a very severe disability; who is not said to be very severely disabled is not."""
    if facts.very_severe_disability:
        return ()
    percent = need(facts.capacity_loss_percent, "capacity_loss_percent")
    return (no(CAPACITY_NOT_ENOUGH),) if percent < SEVERE_PERCENT else ()


def _illness_or_incapacity(facts: Facts, work: Workings) -> tuple[Finding, ...]:
    """One of the two is enough; only the one that a person names is looked at, the illness where none is."""
    by_capacity = facts.very_severe_disability or facts.capacity_loss_percent is not None
    found = severe_incapacity(facts, work) if by_capacity else ()
    if by_capacity and (not found or facts.disease is None):
        return found
    of_illness = grave_illness(facts, work)
    return (*of_illness, *found) if of_illness else ()


def _armed_forces(facts: Facts, _work: Workings) -> tuple[Finding, ...]:
    return () if need(facts.person_group, "person_group") in ARMED_FORCES else (no(WRONG_GROUP),)


def _discharged(facts: Facts, _work: Workings) -> tuple[Finding, ...]:
    """The ground is the discharge itself: who worked elsewhere since then may have another one."""
    day = need(facts.discharged_on, "discharged_on")
    if facts.on < day:
        return (not_yet(NOT_DISCHARGED_YET, day),)
    last = facts.last_paid_month
    return (ask_staff(INSURED_AFTER_DISCHARGE),) if last is not None and last > Month.of(day) else ()


def _no_pension(facts: Facts, work: Workings) -> tuple[Finding, ...]:
    day = pension_day(facts, work)
    if day is not None and day <= facts.on:
        return (no(HAS_PENSION),)
    if day is not None and facts.person_group == "d":
        work.warn(
            "own_laws_of_the_forces",
            "Luật riêng của quân đội, công an, cơ yếu có thể cho hưởng lương hưu sớm hơn; xin hỏi cán bộ "
            "(Luật 41/2024/QH15, Điều 64 khoản 2 điểm a).",
            "The own laws of army, police and cipher service may give a pension earlier; please ask staff.",
        )
    return ()


RULES = (
    law_rule("lump_sum.retirement_age", ("sex", "born"), retirement_age_reached, NOT_AT_RETIREMENT_AGE),
    law_rule("lump_sum.under_15_years", ALL_MONTHS, under_15_years, FIFTEEN_YEARS),
    law_rule("lump_sum.ways_instead", ("sex", "born", *ALL_MONTHS), _ways_instead, tells=True),
    law_rule(
        "lump_sum.illness_or_incapacity",
        ("disease", "capacity_loss_percent", "very_severe_disability"),
        _illness_or_incapacity,
        DISEASE_NOT_LISTED,
        CAPACITY_NOT_ENOUGH,
    ),
    law_rule("lump_sum.armed_forces", ("person_group",), _armed_forces, WRONG_GROUP),
    law_rule(
        "lump_sum.discharged",
        ("discharged_on", "last_paid_month"),
        _discharged,
        NOT_DISCHARGED_YET,
        staff=(INSURED_AFTER_DISCHARGE,),
    ),
    law_rule("lump_sum.no_pension", LOOKS_AT, _no_pension, HAS_PENSION, tells=True),
)
