"""Maternity for those who left work before a birth or adoption (L41 Art. 50, 58, 61, 62; T12 Art. 8)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from kiosk.benefits.law import L41, Reason
from kiosk.benefits.maternity_conditions import (
    CHILD_TOO_OLD,
    NOT_ENOUGH_MONTHS,
    TOTAL_WITH_REST,
    WINDOW_INFERTILITY,
    MaternityFacts,
    adopted_until,
    maternity_conditions_met,
    window,
)
from kiosk.benefits.workings import Workings
from kiosk.eligibility.answer import Finding
from kiosk.eligibility.facts import Facts, UnknownFactsError, need, require
from kiosk.eligibility.rules.making import ask_staff, law_rule, no, not_yet

NOT_YET_BORN = Reason(
    "not_yet_born",
    (L41.article(61, 1), L41.article(61, 4)),
    "Nộp hồ sơ sau khi sinh con hoặc nhận con nuôi, khi đã có giấy tờ của con.",
    "File after the birth or the adoption, once there are papers of the child.",
)
NOT_LEFT_BEFORE = Reason(
    "not_left_before_birth",
    (L41.article(50, 4), L41.article(62, 1), L41.article(62, 2)),
    "Ông/bà chưa nghỉ việc trước khi sinh con hoặc nhận con: hồ sơ nộp qua nơi làm việc.",
    "You had not left work before the birth or adoption: the employer files the claim.",
)
FATHER_OF_CHILD = Reason(
    "father_asks_staff",
    (L41.article(58, 1),),
    "Người chồng đủ 6 tháng đóng trong 12 tháng chỉ được trợ cấp một lần khi người mẹ không đủ điều kiện; "
    "cán bộ sẽ xem giúp.",
    "A husband with 6 of 12 months has the one-off only where the mother does not qualify; staff help.",
)

# The two conditions beside 6 of 12 months, with the facts that each looks at and what would fulfil it.
_OTHER_CONDITIONS: tuple[Mapping[str, Any], ...] = (
    {"event": "birth", "ordered_rest": True, "total_months": TOTAL_WITH_REST},
    {"event": "birth", "infertility_treatment": True},
)


def _has_come(facts: Facts, _work: Workings) -> tuple[Finding, ...]:
    on = need(facts.event_on, "event_on")
    return (not_yet(NOT_YET_BORN, on),) if facts.on < on else ()


def _files_alone(facts: Facts, _work: Workings) -> tuple[Finding, ...]:
    """Who left work before, or has no employer any more (Art. 62.2). Who is in compulsory insurance and tells
    no day of leaving has not left.
    """
    if facts.employer_gone:
        return ()
    if facts.left_on is None:
        if facts.insured_now and facts.last_paid_scheme == "compulsory":
            return (no(NOT_LEFT_BEFORE),)
        require(facts, "left_on", "employer_gone")
    elif facts.left_on < need(facts.event_on, "event_on"):
        return ()
    require(facts, "employer_gone")
    return (no(NOT_LEFT_BEFORE),)


def _enough_months(facts: Facts, work: Workings) -> tuple[Finding, ...]:
    """Any of Art. 50.2, 50.3 and 50.5. What is not known is asked only where it could fulfil one of them."""
    require(facts, "event_on", "contributed")
    if _fulfilled(facts, work):
        return ()
    unknown: dict[str, None] = {}
    for condition in _OTHER_CONDITIONS:
        hoped = {name: value for name, value in condition.items() if _is_unknown(facts, name)}
        if hoped and _fulfilled(replace(facts, **hoped), work):
            unknown |= dict.fromkeys(hoped)
    if unknown:
        raise UnknownFactsError(*unknown)
    return (no(NOT_ENOUGH_MONTHS),)


def _fulfilled(facts: Facts, work: Workings) -> bool:
    on, paid = need(facts.event_on, "event_on"), need(facts.contributed, "contributed")
    gave_birth = facts.event == "birth" and facts.surrogacy != "intended_mother"
    known = MaternityFacts(
        window(on, paid).contributed,
        window(on, paid, WINDOW_INFERTILITY).contributed,
        _months(facts),
        ordered_rest=gave_birth and facts.ordered_rest is True,
        infertility_treatment=gave_birth
        and facts.surrogacy in (None, "none")
        and facts.infertility_treatment is True,
    )
    return maternity_conditions_met(known, work)


def _is_unknown(facts: Facts, name: str) -> bool:
    """The months in all may be known by another name, or those listed be enough."""
    if name == "total_months" and (facts.compulsory_months is not None or _months(facts) >= TOTAL_WITH_REST):
        return False
    return getattr(facts, name) is None


def _months(facts: Facts) -> int:
    """In compulsory insurance, as far as known."""
    listed = len(set(facts.contributed or ()))
    return max(listed, facts.total_months or 0, facts.compulsory_months or 0)


def _child_under_6_months(facts: Facts, _work: Workings) -> tuple[Finding, ...]:
    """Of an adopted child; looked at where the day of birth is known, the certificate shows it otherwise."""
    if facts.event != "adoption" or facts.child_born_on is None:
        return ()
    handed_over_on = need(facts.event_on, "event_on")
    return (no(CHILD_TOO_OLD),) if handed_over_on >= adopted_until(facts.child_born_on) else ()


def _mother_files(facts: Facts, _work: Workings) -> tuple[Finding, ...]:
    """Who is not said to be the father is the mother."""
    return (ask_staff(FATHER_OF_CHILD),) if facts.sex == "male" and facts.event == "birth" else ()


RULES = (
    law_rule("maternity.has_come", ("event_on",), _has_come, NOT_YET_BORN),
    law_rule(
        "maternity.files_alone",
        ("employer_gone", "left_on", "event_on", "insured_now", "last_paid_scheme"),
        _files_alone,
        NOT_LEFT_BEFORE,
    ),
    law_rule(
        "maternity.enough_months",
        (
            "event",
            "event_on",
            "contributed",
            "total_months",
            "compulsory_months",
            "ordered_rest",
            "infertility_treatment",
            "surrogacy",
        ),
        _enough_months,
        NOT_ENOUGH_MONTHS,
    ),
    law_rule(
        "maternity.child_under_6_months",
        ("event", "event_on", "child_born_on"),
        _child_under_6_months,
        CHILD_TOO_OLD,
    ),
    law_rule("maternity.mother_files", ("sex", "event"), _mother_files, staff=(FATHER_OF_CHILD,)),
)
