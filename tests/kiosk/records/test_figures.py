"""What a record fills into calculators: counted months with their wages, whoever the person is."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from kiosk.benefits.months import Month, months_between
from kiosk.contract.records import Fund, PersonRecord, Release, Section
from kiosk.forms.context import Context
from kiosk.forms.form import PageKind
from kiosk.forms.kind import Typed
from kiosk.forms.prefill import Origin
from kiosk.forms.question import Question
from kiosk.records.figures import MOST_STRETCHES, figures_of, left_out
from kiosk.records.history import MonthState, history_of
from kiosk.visit.facts import facts_of
from kiosk.visit.read_record import ReadRecord
from kiosk.visit.visit import Visit
from tests.kiosk.records.test_history import CROWDS, people
from tests.kiosk.records.test_of_record import entry, record
from tests.kiosk.tasks.asked_backwards import plainest
from tests.kiosk.visits import begin, catalogue, context_of, identified_visit
from tests.manual_clock import START

ON = date(2026, 11, 20)
CALCULATORS = [task for task in catalogue() if task.calculations and task.record is not None]


def rows(record: PersonRecord) -> list[dict[str, Any]]:
    """Of both kinds of wages."""
    figures: Any = figures_of(record, ON)
    return [row for kind in ("employer", "state") for row in figures.get(f"record.stretches_{kind}", [])]


def months_of(stretches: list[dict[str, Any]]) -> dict[str, int]:
    """By month its wage. A month that two stretches have would stand here once: see the count."""
    found: dict[str, int] = {}
    for each in stretches:
        for month in months_between(Month.parse(each["from"]), Month.parse(each["to"])):
            assert str(month) not in found
            found[str(month)] = each["wage"]
    return found


@pytest.mark.parametrize("crowd", CROWDS)
def test_of_everybody_every_month_that_counts_is_there_once_with_a_wage(crowd: int) -> None:
    for each in people()[:crowd]:
        history = history_of(each, ON)
        counted = {
            str(month.month): {entry.wage for entry in month.reports if entry.paid}
            for year in history.years
            for month in year.months
            if month.state in (MonthState.COMPULSORY, MonthState.VOLUNTARY)
        }
        filled = months_of(rows(each))
        assert set(filled) == set(counted)
        assert all(wage in counted[month] for month, wage in filled.items())
        assert left_out(history) == 0


def test_compulsory_comes_first_and_of_two_employers_the_first() -> None:
    voluntary = entry(1, "2020-01", "2020-03", funds=(Fund.VOLUNTARY,), employer=None, wage=1_500_000)
    first, second = entry(2, "2020-02", "2020-02", wage=7_000_000), entry(3, "2020-02", "2020-02", wage=1)
    assert months_of(rows(record(voluntary, first, second))) == {
        "2020-01": 1_500_000,
        "2020-02": 7_000_000,
        "2020-03": 1_500_000,
    }


def test_what_is_owed_or_without_a_wage_in_dong_is_left_out() -> None:
    told = record(
        entry(1, "2020-01", "2020-02"),
        entry(2, "2020-03", "2020-03", paid=False),
        entry(3, "2020-04", "2020-06", currency="USD", wage=900),
    )
    assert set(months_of(rows(told))) == {"2020-01", "2020-02"}
    assert left_out(history_of(told, ON)) == 3


def test_more_stretches_than_a_question_takes_are_not_cut_but_left_to_the_person() -> None:
    entries = [entry(n + 1, f"{1980 + n}-01", f"{1980 + n}-02", wage=1000 + n) for n in range(40)]
    assert len(rows(record(*entries))) == 40
    many = [
        entry(n + 1, f"{2000 + n // 4}-{n % 4 * 3 + 1:02}", f"{2000 + n // 4}-{n % 4 * 3 + 1:02}")
        for n in range(MOST_STRETCHES + 1)
    ]
    figures = figures_of(record(*many), ON)
    assert not {"record.stretches_employer", "record.how"} & set(figures)
    assert figures["record.years"] == 5


def test_a_record_without_contributions_fills_nothing_in() -> None:
    assert figures_of(record(), ON) == {}
    assert figures_of(record().model_copy(update={"contributions": None}), ON) == {}


def visit_with(told: PersonRecord) -> Visit:
    visit = identified_visit()
    assert visit.person.card is not None
    number = visit.person.card.identity.subject
    release = Release(read_at=START, record=told)
    visit.read = ReadRecord(UUID(int=1), number, frozenset({Section.CONTRIBUTIONS}), release)
    return visit


def test_nothing_is_known_of_the_record_unless_the_person_said_so() -> None:
    visit = visit_with(people()[0])
    journey = begin(visit, "calculate_pension")

    def known() -> set[str]:
        return {name for name in facts_of(visit, context_of(visit)) if name.startswith("record.")}

    assert known() == set()
    journey.choose_figures(own=True)
    assert "record.how" in known()
    journey.choose_figures(own=False)
    assert known() == set()
    begin(visit, "calculate_lump_sum")  # each journey asks anew
    assert known() == set()


def test_to_choose_otherwise_forgets_what_was_filled_in() -> None:
    visit = visit_with(people()[0])
    journey = begin(visit, "calculate_pension")
    journey.choose_figures(own=True)
    journey.answers.type("paid.how", {"choice": "stretches"})
    journey.choose_figures(own=True)
    assert journey.answers.any
    journey.choose_figures(own=False)
    assert not journey.answers.any


@pytest.mark.parametrize("task", CALCULATORS, ids=lambda task: str(task.id))
def test_every_page_takes_what_the_record_fills_in(task: Any) -> None:
    """Of people with every oddity, by every branch: no page finds fault with what the record gave."""
    filled: set[str] = set()
    for place, told in enumerate(people()[:60]):
        visit = visit_with(told)
        journey = begin(visit, task.id)
        journey.choose_figures(own=True)
        context = context_of(visit)
        facts = facts_of(visit, context)
        for page in journey.form.pages:
            if page.kind is not PageKind.QUESTIONS or not journey.relevant(facts).meets(page):
                continue
            ours = {
                question.id
                for question in page.questions
                if (found := journey.answers.filled(question, facts)) is not None
                and found.origin in (Origin.RECORD, Origin.COUNTED)
            }
            for question in page.questions:
                if question.id not in ours and question.none_label is None:
                    journey.answers.type(question.id, _answer(question, place, context))
            faults = journey.answers.take_page(page, facts, context)
            assert not ours & set(faults), (task.id, faults)
            filled |= ours
    assert filled


def _answer(question: Question, place: int, context: Context) -> Typed:
    """Of choices each in turn, of everything else the plainest."""
    if question.kind.name in ("one_of", "yes_no"):
        choices = question.choices("choice", {}, context)
        return {"choice": choices[place % len(choices)].value}
    if question.columns:
        return {"rows": [{each.id: dict(plainest(each, context)) for each in question.columns}]}
    return {} if question.kind.name == "contribution_months" else plainest(question, context)


def test_some_calculators_take_figures_from_a_record() -> None:
    assert {task.id for task in CALCULATORS} >= {"calculate_pension", "calculate_lump_sum"}
