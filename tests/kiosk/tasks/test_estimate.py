"""What a calculator's answer says in words, whatever is answered, and what its file may hold."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import JsonValue

from kiosk.benefits.engine import calculate
from kiosk.benefits.errors import InputError
from kiosk.benefits.parameters import Edition, shipped_book, shipped_tables
from kiosk.benefits.received import book_of
from kiosk.forms.answers import Answers
from kiosk.forms.context import Context
from kiosk.forms.errors import FormError
from kiosk.forms.form import PageKind
from kiosk.forms.question import Question
from kiosk.language import Bilingual
from kiosk.tasks.calculation_reader import placeholders
from kiosk.tasks.estimate import Estimate, calculation_of, estimate, input_of, told
from kiosk.tasks.loading import read_task
from kiosk.tasks.proving import prove
from kiosk.tasks.task import Task
from tests.kiosk.tasks.asked_backwards import context_on, filled_in
from tests.kiosk.tasks.test_calculators import _ROWS, TASKS, _of

TODAY = date(2026, 11, 26)
_RISE = """
[[pension_rise.values]]
valid_from = 2027-07-01
value = { percent = 5, early_add_until = 3500000, early_add = 300000, early_floor = 3800000 }
source = "NĐ"
status = "settled"
"""


def _estimate(task_id: str, known: Mapping[str, JsonValue], today: date = TODAY) -> Estimate:
    task = next(task for task in TASKS if task.id == task_id)
    return estimate(task, filled_in(task, dict(known), today), today, shipped_book())


def _texts(found: Estimate) -> list[Bilingual]:
    return [
        *(part for figure in found.figures for part in (figure.label, figure.text)),
        *(each.text for each in (*found.reasons, *found.steps)),
        *(part for way in found.other_ways for part in (way.text, *way.amounts)),
        *found.changes,
        *found.warnings,
    ]


@pytest.mark.parametrize(("name", "row"), _ROWS, ids=[f"{name}-{row['id']}" for name, row in _ROWS])
def test_every_answer_is_told_in_both_languages(name: str, row: Mapping[str, Any]) -> None:
    answer = calculate(name, row["input"], TODAY)
    found = told(_of(name)[1], answer, TODAY)
    assert bool(found.figures) is (answer.outcome in ("amount", "information"))
    assert len(found.steps) == len(answer.rules)
    assert len(found.used) == len(answer.parameters)
    for text in _texts(found):
        assert text.vi
        assert text.en
        assert not {"{", "}"} & {*text.vi, *text.en}


@pytest.mark.parametrize("name", [each.calculator for task in TASKS for each in task.calculations])
def test_every_line_of_a_result_names_what_the_calculator_says(name: str) -> None:
    answers = [calculate(name, row["input"], TODAY) for asked, row in _ROWS if asked == name]
    keys = {key for answer in answers for key in (*answer.amounts, *answer.values)}
    calculation = _of(name)[1]
    named = {key for figure in calculation.figures for key in placeholders(figure.text.vi)}
    charted = {bar.amount for bar in calculation.chart.bars} if calculation.chart else set()
    assert named | charted <= keys


def test_a_figure_that_is_not_known_for_a_day_is_told_and_nothing_is_computed() -> None:
    found = _estimate("calculate_household", {"house.members": 2, "card.months": "12"}, date(1999, 5, 5))
    assert found.outcome == "rejected"
    assert found.figures == ()
    assert any(warning.vi.startswith("Không có giá trị") for warning in found.warnings)


def test_an_older_figure_is_told_where_a_newer_one_is_due() -> None:
    known: dict[str, JsonValue] = {"left.on": "2029-02-01", "paid.months": 20, "paid.average": 5_000_000}
    found = _estimate("calculate_unemployment", known, date(2029, 3, 5))
    assert any("2029" in warning.vi and "tạm dùng" in warning.vi for warning in found.warnings)


def test_a_line_that_says_nothing_is_left_out_or_says_something_else() -> None:
    known: dict[str, JsonValue] = {"what.is": "compare", "why.insured_now": True}
    known |= {"paid.average": 8_000_000, "paid.years_from": 10, "you.born": "1980-05-05"}
    found = _estimate("calculate_lump_sum", known)
    assert found.figures[0].text.vi == "Hôm nay chưa nhận được"
    assert "Nếu để lại: lương hưu mỗi tháng" not in [figure.label.vi for figure in found.figures]
    assert any(warning.vi.startswith("Chưa nhận được một lần") for warning in found.warnings)


def test_a_rise_that_central_sent_is_the_one_that_is_calculated() -> None:
    tables = shipped_tables()
    name = next(name for name, text in tables.items() if "[pension_rise]" in text)
    book = book_of({**tables, name: tables[name] + _RISE}, Edition(2, TODAY))
    task, calculation = _of("pension_rise")
    known = filled_in(task, {"what.is": "rise", "rise.monthly": 4_000_000}, TODAY)
    for today, day in ((date(2027, 6, 30), "2026-07-01"), (date(2027, 7, 1), "2027-07-01")):
        assert input_of(calculation, known, today, book)["from"] == day
    found = estimate(task, known, date(2027, 7, 1), book)
    assert found.figures[0].text.vi == "4.200.000 đồng"


# Whatever is answered


def _typed(question: Question, known: Context, data: st.DataObject) -> Mapping[str, JsonValue]:
    """Something that the kind can take; not always something that the form lets pass."""
    match question.kind.name:
        case "yes_no" | "one_of":
            choices = question.choices("choice", {}, known)
            return {"choice": data.draw(st.sampled_from([each.value for each in choices]), question.id)}
        case "some_of":
            values = [each.value for each in question.choices("chosen", {}, known)]
            some = st.lists(st.sampled_from(values), unique=True, max_size=3)
            chosen: list[JsonValue] = [*data.draw(some, question.id)]
            return {"chosen": chosen}
        case "number" | "money":
            least, most = question.kind.limits(question)
            assert isinstance(least, int)
            assert isinstance(most, int)
            near = st.integers(least, min(most, least + 40)) | st.sampled_from([least, most])
            return {"text": str(data.draw(near | st.integers(least, most), question.id))}
        case "date" | "month":
            day = TODAY + timedelta(days=data.draw(st.integers(-30_000, 400), question.id))
            return {"text": f"{day:%d%m%Y}" if question.kind.name == "date" else f"{day:%m%Y}"}
        case "contribution_months":
            return {"rows": [{"from": "012010", "to": "122015", "scheme": "compulsory", "wage": "5000000"}]}
        case "relatives":
            row = {each.id: dict(_typed(each, known, data)) for each in question.columns}
            return {"rows": [dict(row)]}
    raise AssertionError(question.kind.name)


_UNREADABLE = {"months_before_2014"}  # a sum that no form can see


@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.id)
@settings(suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_whatever_is_answered_the_engine_can_read_it(task: Task, data: st.DataObject) -> None:
    answers, context = Answers(task.form), context_on(TODAY)
    facts: dict[str, JsonValue] = {"today": TODAY.isoformat()}
    for page in task.form.pages:
        if not answers.relevant(facts).meets(page) or page.kind is not PageKind.QUESTIONS:
            continue
        for question in page.questions:
            if question.none_label is not None and data.draw(st.booleans(), f"no {question.id}"):
                answers.decline(question.id)
            else:
                answers.type(question.id, _typed(question, context, data))
        if answers.take_page(page, facts, context):
            return  # the person is told and stays on the page
    known = answers.relevant(facts).known
    calculation_of(task, known)
    try:
        found = estimate(task, known, TODAY, shipped_book())
    except InputError as error:
        if error.field not in _UNREADABLE:
            raise
        return
    assert found.steps or found.reasons or found.figures


# What a file may hold

_FORM = """
id = "calculate_something"
group = "calculators"
name = { vi = "Tính", en = "Calculate" }
summary = { vi = "Tính", en = "Calculate" }

[form]
version = "1"

[form.group]
one = { vi = "Một", en = "One" }

[[form.page]]
id = "months"
group = "one"

[[form.page.question]]
id = "paid.months"
kind = "number"
label = { vi = "Tháng", en = "Months" }
options = { most = 6 }
"""
_GOOD = """
[[calculation]]
calculator = "missing_compulsory_months"

[calculation.input]
months = { answer = "paid.months" }
last_wage = 5000000
paid_on = { answer = "today" }

[[calculation.figure]]
label = { vi = "Đóng", en = "Pay" }
text = { vi = "{total} đồng", en = "VND {total}" }
"""


def _read(calculation: str) -> Task:
    task = read_task(tomllib.loads(_FORM + calculation), Path("mine.toml"))
    prove(task, "mine.toml")
    return task


def test_a_file_with_a_form_and_a_calculation_is_a_calculator() -> None:
    task = _read(_GOOD)
    found = estimate(task, filled_in(task, {"paid.months": 3}, TODAY), TODAY, shipped_book())
    assert found.figures[0].text.en == "VND 3,300,000"


_PAID_ON = "calculation[0].input.paid_on"
_WHEN = "[calculation.input]"


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("missing_compulsory_months", "misspelt", "calculation[0].calculator"),
        ("last_wage", "wage", "calculation[0].input.wage"),
        ("last_wage = 5000000\n", "", "calculation[0].input"),
        ('"paid.months"', '"paid.years"', "calculation[0].input.months"),
        ('answer = "today"', 'question = "today"', _PAID_ON),
        ('"today" }', '"today", as = "week" }', _PAID_ON),
        ('{ answer = "today" }', "{ list_of = 3 }", _PAID_ON),
        ('{ answer = "today" }', '{ years = "paid.months" }', _PAID_ON),
        ('{ answer = "today" }', "{ holds = { is = 3 } }", _PAID_ON),
        ('{ answer = "today" }', "{ rows = [3] }", _PAID_ON),
        ("VND {total}", "VND {gross}", "calculation[0].figure[0].text"),
        ("label = ", "title = ", "calculation[0].figure[0].label"),
        (_WHEN, f'when = {{ question = "x", is = 1 }}\n{_WHEN}', "calculation[0].when"),
        (_WHEN, f'when = {{ question = "paid.months", is = 1 }}\n{_WHEN}', "calculation"),
    ],
)
def test_a_mistake_is_named_by_its_key(old: str, new: str, key: str) -> None:
    with pytest.raises(FormError) as caught:
        _read(_GOOD.replace(old, new))
    assert caught.value.key == key, caught.value.reason
