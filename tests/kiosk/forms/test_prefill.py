"""What fills a field beforehand: the first that is known; what rests on an answer stands while that does."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
from pydantic import JsonValue

from kiosk.forms.answers import Answers
from kiosk.forms.errors import FormError
from kiosk.forms.loading import read_form
from kiosk.forms.prefill import Filled, Named, Origin
from tests.kiosk.forms.making import make_context

FIELDS = Path(__file__).parents[3] / "ui" / "qml" / "Kiosk" / "Fields"
_FORM = """
version = "1"
group.main = { vi = "Chính", en = "Main" }

[[page]]
id = "birth"
group = "main"
[[page.question]]
id = "birth.on"
kind = "date"
label = { vi = "Ngày sinh con", en = "Day of the birth" }

[[page]]
id = "children"
group = "main"
[[page.question]]
id = "sick.children"
kind = "relatives"
label = { vi = "Con ốm", en = "Sick child" }
none_label = { vi = "Không có", en = "None" }
options = { item = { vi = "con", en = "child" }, most = 3 }
[[page.question.column]]
id = "child.from"
kind = "date"
label = { vi = "Từ ngày", en = "From" }

[[page]]
id = "wage"
group = "main"
[[page.question]]
id = "wage"
kind = "money"
label = { vi = "Lương", en = "Wage" }
prefill = [
    { figure = "last_wage", of = "compulsory", before = "sick.children", cell = "child.from" },
    { figure = "average_wage", of = "compulsory", birth = "birth.on" },
    "record.wage",
]

[[page]]
id = "months"
group = "main"
[[page.question]]
id = "paid.in_12"
kind = "number"
label = { vi = "Mấy tháng?", en = "How many months?" }
options = { most = 12 }
prefill = { figure = "paid_months", of = "compulsory", birth = "birth.on", in_last = 12 }
"""
FORM = read_form("test", tomllib.loads(_FORM), "test.toml")
_PAID = {f"2026-{month:02}": 1_000_000 * month for month in range(1, 10)}
FACTS: dict[str, JsonValue] = {
    "today": "2026-11-20",
    "record.wage": 9_000_000,
    "record.paid": {"compulsory": dict(_PAID), "pension": {}, "unemployment": {}, "kept": 0},
}


def answered(born: str) -> Answers:
    answers = Answers(FORM)
    take(answers, "birth", born)
    answers.decline("sick.children")
    return answers


def take(
    answers: Answers, page: str, typed: str | None = None, facts: dict[str, JsonValue] | None = None
) -> None:
    """Go on from a page, with what is typed there or with what stands there."""
    found = FORM.get_page(page)
    if typed is not None:
        answers.type(found.questions[0].id, {"text": typed})
    assert answers.take_page(found, FACTS if facts is None else facts, make_context()) == {}


def stands(
    answers: Answers, question: str, facts: dict[str, JsonValue] | None = None
) -> tuple[Any, Filled | None]:
    asked, facts = FORM.get_question(question), FACTS if facts is None else facts
    return answers.typed(asked, facts, make_context()).get("text"), answers.filled(asked, facts)


def complete(answers: Answers, page: str) -> bool:
    return answers.is_complete(FORM.get_page(page), FACTS)


def test_a_figure_as_of_the_answered_day_stands_there_with_its_months() -> None:
    typed, filled = stands(answered("10052026"), "wage")
    assert typed == "2500000"  # January to April
    assert filled is not None
    assert (filled.origin, [str(month) for month in filled.months or ()]) == (
        Origin.COUNTED,
        ["2026-01", "2026-04"],
    )


def test_a_figure_of_one_month_stands_so_in_the_record() -> None:
    _, filled = stands(answered("10022026"), "wage")
    assert filled is not None
    assert (filled.origin, [str(month) for month in filled.months or ()]) == (
        Origin.RECORD,
        ["2026-01", "2026-01"],
    )


@pytest.mark.parametrize(
    ("fact", "origin"),
    [
        ("person.sex", Origin.CARD),
        ("held.card_ethnicity", Origin.CARD),
        ("held.ethnicity", Origin.FINDING),
        ("held.differs", Origin.COMPARED),
        ("record.last_month", Origin.RECORD),
        ("record.years", Origin.COUNTED),
        ("gap.employer", Origin.SEEN),
        ("registry.name", Origin.REGISTRY),
        ("today", Origin.HERE),
        ("birth.on", Origin.HERE),
    ],
)
def test_the_person_is_told_where_it_was_taken_from(fact: str, origin: Origin) -> None:
    filled = Named(fact).find({fact: "x"})
    assert filled is not None
    assert filled.origin is origin


def test_each_of_these_has_its_words_on_the_page() -> None:
    frame = (FIELDS / "FieldFrame.qml").read_text("utf-8")
    assert [each for each in Origin if each and f'"{each.value}"' not in frame] == []


def test_the_earliest_day_of_a_group_counts() -> None:
    answers = answered("10052026")
    rows = [{"child.from": {"text": text}} for text in ("10082026", "05032026")]
    answers.type("sick.children", {"rows": rows})  # type: ignore[dict-item]
    assert answers.take_page(FORM.get_page("children"), FACTS, make_context()) == {}
    assert stands(answers, "wage")[0] == "2000000"


def test_where_the_first_knows_nothing_the_next_one_fills_in() -> None:
    typed, filled = stands(answered("10012025"), "wage")
    assert typed == "9000000"
    assert filled is not None
    assert filled.months is None


def test_nothing_is_filled_in_without_a_record() -> None:
    answers, facts = answered("10052026"), {"today": FACTS["today"]}
    assert stands(answers, "wage", facts) == (None, None)
    assert stands(answers, "paid.in_12", facts) == (None, None)


def test_another_day_asks_again_for_what_was_filled_in() -> None:
    answers = answered("10052026")
    take(answers, "wage")
    take(answers, "months")
    assert complete(answers, "months")
    take(answers, "birth", "20092026")
    assert not complete(answers, "wage")
    assert "paid.in_12" not in answers.relevant(FACTS).known
    assert stands(answers, "paid.in_12")[0] == "9"
    take(answers, "birth", "10052026")  # and back
    assert complete(answers, "months")
    assert stands(answers, "paid.in_12")[0] == "4"


def test_what_the_person_has_typed_stands_whatever_the_day() -> None:
    answers = answered("10052026")
    take(answers, "months", "11")
    take(answers, "birth", "20092026")
    assert complete(answers, "months")
    assert stands(answers, "paid.in_12") == ("11", None)


def test_who_comes_back_still_reads_where_it_is_from() -> None:
    answers = answered("10052026")
    take(answers, "wage")
    assert stands(answers, "wage")[1] is not None
    take(answers, "wage")  # seen and gone on: nobody has changed it
    take(answers, "birth", "20092026")
    assert not complete(answers, "wage")


def test_a_draft_keeps_what_an_answer_rests_on() -> None:
    answers = answered("10052026")
    take(answers, "months")
    again = Answers(FORM)
    again.load(json.loads(json.dumps(answers.dump())))
    without_record = {"today": FACTS["today"]}
    assert again.is_complete(FORM.get_page("months"), without_record)  # nothing is lost
    take(again, "birth", "20092026", without_record)
    assert not again.is_complete(FORM.get_page("months"), without_record)


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ('{ figure = "wealth", of = "compulsory", before = "birth.on" }', "no figure is called wealth"),
        ('{ figure = "last_wage", of = "compulsory" }', "exactly one of"),
        (
            '{ figure = "last_wage", of = "compulsory", before = "birth.on", birth = "birth.on" }',
            "exactly one of",
        ),
        ('{ figure = "last_wage", of = "compulsory", before = "record.wage" }', "is no day"),
        ('{ figure = "last_wage", of = "compulsory", before = "sick.children" }', "is no day"),
        (
            '{ figure = "last_wage", of = "compulsory", before = "sick.children", cell = "child.to" }',
            "is no day",
        ),
        (
            '{ figure = "last_wage", of = "compulsory", before = "paid.in_12" }',
            "neither a fact nor an earlier",
        ),
        ('["record.wage", "nobody.knows"]', "neither a fact nor an earlier"),
        ('{ figure = "last_wage", of = "wealth", before = "birth.on" }', "Input should be"),
    ],
)
def test_mistakes_in_a_file_are_named(given: str, reason: str) -> None:
    line = 'prefill = { figure = "paid_months", of = "compulsory", birth = "birth.on", in_last = 12 }'
    with pytest.raises(FormError, match=reason):
        read_form("test", tomllib.loads(_FORM.replace(line, f"prefill = {given}")), "test.toml")
