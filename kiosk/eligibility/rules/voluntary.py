"""Who joins voluntary insurance, and by which method and income (L41 Art. 2.4, 31.2, 36; N159 Art. 6, 7)."""

from __future__ import annotations

from kiosk.benefits.calculators.voluntary import (
    FEWEST_YEARS,
    INCOME_ABOVE_CAP,
    INCOME_BELOW_FLOOR,
    MOST_YEARS,
    TOO_EARLY,
    TOO_MANY_MISSING,
    YEARS_NOT_OFFERED,
    income_refusals,
)
from kiosk.benefits.law import L41, N159, Reason
from kiosk.benefits.retirement import reaches_retirement_age
from kiosk.benefits.workings import Workings
from kiosk.eligibility.answer import Finding
from kiosk.eligibility.facts import Facts, months_reach, need, require
from kiosk.eligibility.rules.making import law_rule, no, not_yet

_YOUNGEST = 15  # years, L41 Art. 2.4.a
_ALL_MONTHS = ("compulsory_months", "voluntary_months")

UNDER_15 = Reason(
    "under_15",
    (L41.article(2, 4, "a"),),
    "BHXH tự nguyện dành cho người từ đủ 15 tuổi.",
    "Voluntary insurance is open from 15 years of age.",
)
IN_COMPULSORY = Reason(
    "in_compulsory",
    (L41.article(2, 4),),
    "Ông/bà thuộc diện BHXH bắt buộc nên không tham gia BHXH tự nguyện.",
    "You are in compulsory insurance and cannot join the voluntary one.",
)
DRAWS_PENSION = Reason(
    "draws_pension",
    (L41.article(2, 4, "a"),),
    "Người đang hưởng lương hưu, trợ cấp BHXH, trợ cấp hằng tháng không tham gia BHXH tự nguyện.",
    "Who draws a pension or a monthly allowance cannot join.",
)
NOTHING_MISSING = Reason(
    "nothing_missing",
    (L41.article(98), N159.article(7)),
    "Ông/bà đã đủ 15 năm đóng BHXH, không còn thời gian thiếu.",
    "15 years are paid already: no time is missing.",
)


def _old_enough(facts: Facts, _work: Workings) -> tuple[Finding, ...]:
    birthday = need(facts.born, "born").turns(_YOUNGEST)
    return () if facts.on >= birthday else (not_yet(UNDER_15, birthday),)


def _not_in_compulsory(facts: Facts, _work: Workings) -> tuple[Finding, ...]:
    """Whose contract is suspended may join, unless it was agreed to go on paying (Art. 2.4.b)."""
    if not need(facts.in_compulsory_now, "in_compulsory_now"):
        return ()
    suspended = need(facts.contract_suspended, "contract_suspended")
    return () if suspended else (no(IN_COMPULSORY),)


def _draws_nothing(facts: Facts, _work: Workings) -> tuple[Finding, ...]:
    """Who is not said to draw anything does not."""
    return () if facts.receiving in (None, "none") else (no(DRAWS_PENSION),)


def _income(facts: Facts, work: Workings) -> tuple[Finding, ...]:
    chosen = need(facts.chosen_income, "chosen_income")
    return tuple(no(reason) for reason in income_refusals(chosen, work))


def _years_ahead(facts: Facts, _work: Workings) -> tuple[Finding, ...]:
    if need(facts.method, "method") != "years_ahead":
        return ()
    offered = FEWEST_YEARS <= need(facts.years_ahead, "years_ahead") <= MOST_YEARS
    return () if offered else (no(YEARS_NOT_OFFERED),)


def _something_missing(facts: Facts, work: Workings) -> tuple[Finding, ...]:
    """Up to a pension, where that is what is wanted to be paid at once."""
    nothing = _pays_missing(facts) and months_reach(facts, _enough(work), *_ALL_MONTHS)
    return (no(NOTHING_MISSING),) if nothing else ()


def _missing_months(facts: Facts, work: Workings) -> tuple[Finding, ...]:
    """What is missing is paid at once from the month before retirement age on."""
    if not _pays_missing(facts) or months_reach(facts, _enough(work), *_ALL_MONTHS):
        return ()
    if not months_reach(facts, _enough(work) - int(work.number("missing_months_limit")), *_ALL_MONTHS):
        return (no(TOO_MANY_MISSING),)
    require(facts, "sex", "born")
    _, reached = reaches_retirement_age(need(facts.sex, "sex"), need(facts.born, "born"), work)
    first = (reached + -1).first_day
    return () if facts.on >= first else (not_yet(TOO_EARLY, first),)


def _pays_missing(facts: Facts) -> bool:
    return need(facts.method, "method") == "missing_months"


def _enough(work: Workings) -> int:
    """Months for a pension."""
    return 12 * int(work.table("pension_years")["normal"])


RULES = (
    law_rule("voluntary.old_enough", ("born",), _old_enough, UNDER_15),
    law_rule(
        "voluntary.not_in_compulsory",
        ("in_compulsory_now", "contract_suspended"),
        _not_in_compulsory,
        IN_COMPULSORY,
    ),
    law_rule("voluntary.draws_nothing", ("receiving",), _draws_nothing, DRAWS_PENSION),
    law_rule("voluntary.years_ahead", ("method", "years_ahead"), _years_ahead, YEARS_NOT_OFFERED),
    law_rule("voluntary.something_missing", ("method", *_ALL_MONTHS), _something_missing, NOTHING_MISSING),
    law_rule("voluntary.income", ("chosen_income",), _income, INCOME_BELOW_FLOOR, INCOME_ABOVE_CAP),
    law_rule(
        "voluntary.missing_months",
        ("method", *_ALL_MONTHS, "sex", "born"),
        _missing_months,
        TOO_MANY_MISSING,
        TOO_EARLY,
    ),
)
