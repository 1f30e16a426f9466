"""The lump sum of foreign workers: one of the grounds of L41 Art. 70.2, without a wait of twelve months."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from kiosk.benefits.law import L41, Reason
from kiosk.benefits.lump_sum_grounds import (
    CAPACITY_NOT_ENOUGH,
    CITIZENS_ONLY,
    DISEASE_NOT_LISTED,
    FIFTEEN_YEARS,
    FOREIGNERS_ONLY,
    NO_PENSION,
    NOT_AT_RETIREMENT_AGE,
    Ground,
)
from kiosk.benefits.workings import Workings
from kiosk.eligibility.answer import Finding
from kiosk.eligibility.facts import Facts, need
from kiosk.eligibility.rules.lump_sum_grounds import (
    grave_illness,
    retirement_age_reached,
    severe_incapacity,
    under_15_years,
)
from kiosk.eligibility.rules.making import law_rule, no, not_yet
from kiosk.eligibility.rules.pension_right import LOOKS_AT, pension_day

CONTRACT_NOT_ENDED = Reason(
    "contract_not_ended",
    (L41.article(70, 2, "đ"),),
    "Hợp đồng lao động chưa chấm dứt.",
    "The labour contract has not ended yet.",
)


def _foreigners_only(facts: Facts, _work: Workings) -> tuple[Finding, ...]:
    need(facts.nationality, "nationality")
    return () if facts.foreigner else (no(FOREIGNERS_ONLY),)


def _own_ground(facts: Facts, work: Workings) -> tuple[Finding, ...]:
    """The ground that is named; where none is, the one that other facts belong to."""
    of_ground = _OF_GROUND.get(need(facts.ground or _ground_seen(facts), "ground"))
    return (no(CITIZENS_ONLY),) if of_ground is None else of_ground(facts, work)


def _ground_seen(facts: Facts) -> Ground | None:
    if facts.left_on is not None:
        return "contract_ended"
    if facts.disease is not None:
        return "grave_illness"
    by_capacity = facts.very_severe_disability or facts.capacity_loss_percent is not None
    return "severe_incapacity" if by_capacity else None


def _age(facts: Facts, work: Workings) -> tuple[Finding, ...]:
    return under_15_years(facts, work) or retirement_age_reached(facts, work)


def _leaving_vietnam(facts: Facts, work: Workings) -> tuple[Finding, ...]:
    day = pension_day(facts, work)
    if day is None:
        return (no(NO_PENSION),)
    return () if day <= facts.on else (not_yet(NO_PENSION, day),)


def _contract_ended(facts: Facts, _work: Workings) -> tuple[Finding, ...]:
    """Who names this ground says that it has ended, unless the last day is known to come."""
    last = facts.left_on
    return (not_yet(CONTRACT_NOT_ENDED, last),) if last is not None and facts.on < last else ()


def _permit_expired(_facts: Facts, _work: Workings) -> tuple[Finding, ...]:
    """The permit or licence has ended and was not prolonged: the ground itself says so."""
    return ()


def _own_procedure(facts: Facts, work: Workings) -> tuple[Finding, ...]:
    """Age, illness and incapacity are grounds of both lists (Art. 70.1, 70.2); the State's codes differ."""
    if facts.foreigner:
        work.warn(
            "own_procedure_for_foreigners",
            "Người lao động là công dân nước ngoài có thủ tục riêng: 1.001613.05; hồ sơ như nhau.",
            "Foreign workers have a procedure of their own, 1.001613.05; the papers are the same.",
        )
    return ()


_OF_GROUND: Mapping[Ground, Callable[[Facts, Workings], tuple[Finding, ...]]] = {
    "retirement_age": _age,
    "grave_illness": grave_illness,
    "severe_incapacity": severe_incapacity,
    "leaving_vietnam": _leaving_vietnam,
    "contract_ended": _contract_ended,
    "permit_expired": _permit_expired,
}

RULES = (
    law_rule("lump_sum.foreigners_only", ("nationality",), _foreigners_only, FOREIGNERS_ONLY),
    law_rule(
        "lump_sum.foreigners_ground",
        ("ground", "left_on", "disease", "very_severe_disability", *LOOKS_AT),
        _own_ground,
        CITIZENS_ONLY,
        FIFTEEN_YEARS,
        NOT_AT_RETIREMENT_AGE,
        DISEASE_NOT_LISTED,
        CAPACITY_NOT_ENOUGH,
        NO_PENSION,
        CONTRACT_NOT_ENDED,
    ),
    law_rule("lump_sum.foreigners_procedure", ("nationality",), _own_procedure, tells=True),
)
