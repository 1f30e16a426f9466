"""Every public service against a table of cases: days and counts around each boundary of the law."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kiosk.benefits.parameters import shipped_book
from kiosk.eligibility.answer import Answer
from kiosk.eligibility.deciding import NOT_BY_THEM, OLDER_LAW
from kiosk.eligibility.facts import FACT_NAMES
from kiosk.eligibility.service import FactCheck, Service
from kiosk.reference.reference_data import ReferenceData
from kiosk.tasks.catalogue import load_catalogue
from kiosk.tasks.services.registry import ServiceRegistry

CASES = Path(__file__).parent / "cases"
TODAY = date(2026, 11, 27)
REGISTRY = ServiceRegistry(load_catalogue(), shipped_book(), ReferenceData().calendar)
SERVICES = [each.task.id for each in REGISTRY.services()]
LEAST = 15
KEYS = {
    "name",
    "facts",
    "unknown",
    "outcome",
    "reasons",
    "needs",
    "earliest_on",
    "due",
    "alternatives",
    "papers",
    "warnings",
    "late",
}


def _cases(service: str, **otherwise: object) -> Iterator[tuple[dict[str, Any], Answer]]:
    """Each case of a service with its answer. ``usual`` facts hold unless a case changes or removes them."""
    data = tomllib.loads((CASES / f"{service}.toml").read_text("utf-8"))
    for case in data["case"]:
        assert case.keys() <= KEYS, case["name"]
        facts = {**data["usual"], **case.get("facts", {})}
        for name in case.get("unknown", ()):
            del facts[name]
        facts |= otherwise
        yield case, REGISTRY.decide(service, facts, TODAY)


@pytest.mark.parametrize("service", SERVICES)
def test_each_case_has_its_answer_with_its_article(service: str) -> None:
    cases = list(_cases(service))
    assert len(cases) >= LEAST
    for case, answer in cases:
        name = case["name"]
        assert answer.outcome == case["outcome"], (name, answer.reasons, answer.needs)
        reasons = case.get("reasons", {})
        assert {each.code for each in answer.reasons} == set(reasons), name
        for reason in answer.reasons:
            assert reasons[reason.code] in reason.article, name
        assert sorted(answer.needs) == sorted(case.get("needs", ())), name
        earliest = case.get("earliest_on")
        assert answer.earliest_on == (None if earliest is None else date.fromisoformat(earliest)), name
        if "due" in case:
            assert answer.due.day == date.fromisoformat(case["due"]), name
        if "alternatives" in case:
            assert list(answer.alternatives) == case["alternatives"], name
        if "papers" in case:
            assert [each.id for each in answer.papers if each.needed] == case["papers"], name
        if "warnings" in case:
            assert [each.code for each in answer.warnings] == case["warnings"], name
        assert answer.late_explanation is case.get("late", False), name
        if "warnings" in case:
            assert [each.code for each in answer.warnings] == case["warnings"], name


@pytest.mark.parametrize("service", SERVICES)
def test_the_cases_reach_every_reason_and_every_paper(service: str) -> None:
    answers = [answer for _, answer in _cases(service)]
    found = {reason.code for answer in answers for reason in answer.reasons}
    assert found - {NOT_BY_THEM.code} == {*_reasons_of(REGISTRY.get(service).service), OLDER_LAW.code}
    papers = REGISTRY.get(service).service.papers
    needed = {each.id for answer in answers for each in answer.papers if each.needed}
    assert needed == {use.paper.id for use in papers}
    for use in papers:
        if use.when is not None:
            assert any(each.id == use.paper.id and not each.needed for a in answers for each in a.papers)


@pytest.mark.parametrize("service", SERVICES)
def test_on_the_earliest_day_it_can_be_filed_and_not_on_the_day_before(service: str) -> None:
    data = tomllib.loads((CASES / f"{service}.toml").read_text("utf-8"))
    for case, answer in _cases(service):
        if answer.earliest_on is None:
            continue
        facts = {**data["usual"], **case.get("facts", {})}
        facts = {name: value for name, value in facts.items() if name not in case.get("unknown", ())}
        before = date.fromordinal(answer.earliest_on.toordinal() - 1)
        for day, waits in ((answer.earliest_on, False), (before, True)):
            again = REGISTRY.decide(service, {**facts, "on": day.isoformat()}, TODAY)
            assert (again.outcome == "not_now") is waits, (case["name"], day)


@pytest.mark.parametrize("service", SERVICES)
def test_nobody_files_it_who_may_not(service: str) -> None:
    """A rule of the service says why, or the general reason does."""
    who = REGISTRY.get(service).service.who
    for by in sorted({"relative", "authorised", "guardian"} - set(who)):
        for _, answer in _cases(service, by=by):
            assert answer.outcome in ("not_eligible", "staff"), (by, answer.reasons)


@pytest.mark.parametrize("service", SERVICES)
def test_every_fact_that_is_needed_is_one(service: str) -> None:
    answer = REGISTRY.decide(service, {}, TODAY)
    assert set(answer.needs) <= set(FACT_NAMES)
    assert answer.outcome != "not_eligible"  # nobody is refused unknown
    if answer.outcome == "needs_more":
        assert answer.needs


def _reasons_of(service: Service) -> set[str]:
    reasons: set[str] = set()
    for check in service.checks:
        if isinstance(check, FactCheck):
            reasons.add(check.reason.code)
        else:
            reasons |= {reason.code for reason in check.rule.reasons}
    return reasons
