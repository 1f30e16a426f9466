"""Answers of a journey: what counts, what waits, what is never lost."""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import JsonValue

from kiosk.errors import BugError
from kiosk.forms.answers import Answers
from kiosk.forms.form import Form
from kiosk.forms.loading import read_form
from kiosk.forms.summary import summary
from tests.kiosk.forms.making import make_context

_FORM = """
version = "1"
group.main = { vi = "Chính", en = "Main" }

[[page]]
id = "topic"
group = "main"
[[page.question]]
id = "topic"
kind = "one_of"
label = { vi = "Về việc gì?", en = "About what?" }
options = { items = [
    { id = "child", label = { vi = "Con", en = "Child" } },
    { id = "wage", label = { vi = "Lương", en = "Wage" } },
] }

[[page]]
id = "child"
group = "main"
title = { vi = "Con", en = "Child" }
when = { question = "topic", is = "child" }
[[page.question]]
id = "child.name"
kind = "name"
label = { vi = "Tên con", en = "Child's name" }
[[page.question]]
id = "child.count"
kind = "number"
label = { vi = "Mấy con?", en = "How many?" }
options = { most = 9 }
[[page.question]]
id = "child.twins"
kind = "yes_no"
label = { vi = "Sinh đôi?", en = "Twins?" }
when = { question = "child.count", at_least = 2 }

[[page]]
id = "wage"
group = "main"
when = { question = "topic", is = "wage" }
[[page.question]]
id = "wage"
kind = "money"
label = { vi = "Lương", en = "Wage" }
sensitivity = "masked"

[[page]]
id = "contact"
group = "main"
title = { vi = "Liên hệ", en = "Contact" }
[[page.question]]
id = "phone"
kind = "phone"
label = { vi = "Điện thoại", en = "Phone" }
none_label = { vi = "Tôi không có", en = "I have none" }
[[page.question]]
id = "email"
kind = "email"
label = { vi = "Thư điện tử", en = "E-mail" }
required = false

[[page]]
id = "code"
group = "main"
kind = "code"
title = { vi = "Mã", en = "Code" }
channel = "email"

[[page]]
id = "end"
group = "main"
title = { vi = "Người nộp", en = "Applicant" }
[[page.question]]
id = "name"
kind = "name"
label = { vi = "Họ tên", en = "Name" }
prefill = "person.full_name"
[[page.question]]
id = "from"
kind = "date"
label = { vi = "Từ ngày", en = "From" }
[[page.question]]
id = "to"
kind = "date"
label = { vi = "Đến ngày", en = "To" }
[[page.question.check]]
holds = { question = "to", on_or_after = { question = "from" } }
fault = { vi = "Ngày sau đứng trước ngày đầu.", en = "The last day lies before the first." }
"""

FORM = read_form("test", tomllib.loads(_FORM), "test.toml")
FACTS: dict[str, JsonValue] = {"today": "2026-10-05", "person.full_name": "NGUYỄN THỊ THU"}
_GOOD: dict[str, list[JsonValue]] = {
    "topic": ["child", "wage"],
    "child.name": ["Nguyễn Văn An", "An"],
    "child.count": [1, 2, 9],
    "child.twins": [True, False],
    "wage": [0, 4_250_000],
    "phone": ["0901234567", None],
    "email": ["thu@example.vn", None],
    "name": ["Nguyễn Thị Thu"],
    "from": ["2026-01-01", "2026-02-01"],
    "to": ["2026-01-15", "2026-03-01"],
}


@dataclass(frozen=True)
class _Put:
    question: str
    json: JsonValue

    def do(self, answers: Answers) -> None:
        question = answers.form.get_question(self.question)
        if self.json is None and question.none_label is not None:
            answers.decline(self.question)
        else:
            answers.put(self.question, question.from_json(self.json))


@dataclass(frozen=True)
class _Type:
    question: str
    text: str

    def do(self, answers: Answers) -> None:
        parts = answers.form.get_question(self.question).kind.parts
        answers.type(self.question, {parts[0]: self.text})


@dataclass(frozen=True)
class _GoOn:
    page: str

    def do(self, answers: Answers) -> None:
        answers.take_page(answers.form.get_page(self.page), FACTS, make_context())


_put = st.one_of(*(st.builds(_Put, st.just(name), st.sampled_from(values)) for name, values in _GOOD.items()))
_type = st.builds(
    _Type,
    st.sampled_from(list(_GOOD)),
    st.text(max_size=5) | st.sampled_from(["child", "wage", "2", "An", "yes"]),
)
_go_on = st.builds(_GoOn, st.sampled_from([page.id for page in FORM.pages]))
_steps = st.lists(_put | _type | _go_on, max_size=25)


def _played(steps: list[Any], form: Form = FORM) -> Answers:
    answers = Answers(form)
    for step in steps:
        step.do(answers)
    return answers


def _counting(answers: Answers) -> dict[str, JsonValue]:
    relevant = answers.relevant(FACTS)
    return {
        each.id: each.to_json(relevant.values[each.id])
        for each in relevant.questions
        if each.id in relevant.values
    }


@given(_steps)
def test_an_answer_on_a_branch_that_was_left_does_not_count_and_comes_back_with_it(steps: list[Any]) -> None:
    answers = _played(steps)
    for topic, other in (("child", "wage"), ("wage", "child")):
        answers.put("topic", topic)
        counting = _counting(answers)
        answers.put("topic", other)
        relevant = answers.relevant(FACTS)
        assert not relevant.meets(FORM.get_page(topic))
        for question in FORM.get_page(topic).questions:
            assert not relevant.asks(question.id)
            assert question.id not in relevant.values
            assert question.id not in relevant.known
            assert question.id not in [row.id for row in summary(answers, relevant, make_context())]
        answers.put("topic", topic)
        assert _counting(answers) == counting


@given(_steps, _steps)
def test_what_was_typed_stands_there_until_it_is_a_good_answer(before: list[Any], after: list[Any]) -> None:
    answers = _played(before)
    typed: dict[str, Any] = {}
    for step in after:
        step.do(answers)
        if isinstance(step, _Type):
            part = FORM.get_question(step.question).kind.parts[0]
            typed[step.question] = {part: step.text}
        elif isinstance(step, _Put):
            typed.pop(step.question, None)
        for name, kept in list(typed.items()):
            question = FORM.get_question(name)
            stands = answers.typed(question, FACTS, make_context())
            if stands != kept:  # only a page that was left with this very answer puts it in order
                assert isinstance(step, _GoOn)
                assert FORM.page_of(name).id == step.page
                assert answers.value(name) == question.parse(kept, make_context())
                assert stands == question.type_out(answers.value(name))
                del typed[name]


@given(_steps)
def test_a_draft_gives_everything_back(steps: list[Any]) -> None:
    answers = _played(steps)
    again = Answers(FORM)
    again.load(json.loads(json.dumps(answers.dump())))
    assert again.dump() == answers.dump()
    assert again.relevant(FACTS) == answers.relevant(FACTS)
    for question in FORM.questions():
        assert again.has(question.id) == answers.has(question.id)
        assert again.typed(question, FACTS, make_context()) == answers.typed(question, FACTS, make_context())


@given(_steps)
def test_what_is_asked_depends_on_earlier_answers_only(steps: list[Any]) -> None:
    answers = _played(steps)
    relevant = answers.relevant(FACTS)
    order = [question.id for question in FORM.questions()]
    for place in range(len(order)):
        early = Answers(FORM)
        for name in order[:place]:
            if answers.has(name):
                early.put(name, answers.value(name))
        asked = [question.id for question in early.relevant(FACTS).questions]
        upto = set(order[: place + 1])
        assert [name for name in asked if name in upto] == [q.id for q in relevant.questions if q.id in upto]


@given(_steps)
def test_only_good_answers_are_taken_and_a_page_with_faults_takes_no_fault(steps: list[Any]) -> None:
    answers = _played(steps)
    for page in FORM.pages:
        faults = answers.take_page(page, FACTS, make_context())
        assert answers.is_complete(page, FACTS) or faults
        assert all(words.strip() for words in faults.values())
        assert not faults or set(faults) <= {question.id for question in page.questions}


@given(_steps)
def test_relevant_is_the_same_however_often_it_is_asked(steps: list[Any]) -> None:
    answers = _played([])
    for step in steps:
        step.do(answers)
        cached = answers.relevant(FACTS)
        fresh = Answers(FORM)
        fresh.load(answers.dump())
        assert cached == fresh.relevant(FACTS)


def test_a_question_of_the_same_page_may_depend_on_the_one_before() -> None:
    answers = _played([_Put("topic", "child"), _Type("child.name", "An"), _Type("child.count", "2")])
    faults = answers.take_page(FORM.get_page("child"), FACTS, make_context())
    assert list(faults) == ["child.twins"]
    answers.type("child.count", {"text": "1"})
    assert not answers.take_page(FORM.get_page("child"), FACTS, make_context())


def test_a_check_across_questions_speaks_in_its_own_words_and_holds_later_too() -> None:
    page = FORM.get_page("end")
    answers = _played([_Type("from", "01/02/2026"), _Type("to", "31/01/2026")])
    assert answers.take_page(page, FACTS, make_context()) == {"to": "Ngày sau đứng trước ngày đầu."}
    answers.type("to", {"text": "01/02/2026"})
    assert not answers.take_page(page, FACTS, make_context())
    assert answers.is_complete(page, FACTS)
    answers.put("from", FORM.get_question("from").from_json("2026-03-01"))
    assert not answers.is_complete(page, FACTS)


def test_a_check_is_of_an_answer_and_asks_nothing_where_there_is_none() -> None:
    data = tomllib.loads(_FORM)
    data["page"][-1]["question"][-1]["required"] = False
    form = read_form("test", data, "test.toml")
    answers, page = Answers(form), form.get_page("end")
    answers.type("from", {"text": "01/02/2026"})
    assert not answers.take_page(page, FACTS, make_context())
    assert answers.value("to") is None
    assert answers.is_complete(page, FACTS)


def test_what_is_known_stands_in_the_empty_field_and_is_taken_when_the_person_goes_on() -> None:
    answers, name = Answers(FORM), FORM.get_question("name")
    assert answers.typed(name, FACTS, make_context()) == {"text": "NGUYỄN THỊ THU"}
    answers.type("name", {"text": ""})
    assert answers.typed(name, FACTS, make_context()) == {"text": ""}


def test_having_none_is_an_answer_where_the_question_says_so() -> None:
    answers, page = Answers(FORM), FORM.get_page("contact")
    assert list(answers.take_page(page, FACTS, make_context())) == ["phone"]
    answers.decline("phone")
    assert not answers.take_page(page, FACTS, make_context())
    assert answers.value("phone") is None
    rows = {row.id: row.shown for row in summary(answers, answers.relevant(FACTS), make_context())}
    assert rows["phone"] == "Tôi không có"
    with pytest.raises(BugError):
        answers.decline("email")


def test_a_code_is_asked_for_a_channel_that_was_given() -> None:
    answers = Answers(FORM)
    assert not answers.relevant(FACTS).meets(FORM.get_page("code"))
    answers.put("email", "thu@example.vn")
    assert answers.relevant(FACTS).meets(FORM.get_page("code"))


def test_the_summary_masks_what_others_may_not_see() -> None:
    answers = _played([_Put("topic", "wage"), _Put("wage", 4_250_000)])
    row = next(row for row in summary(answers, answers.relevant(FACTS), make_context()) if row.id == "wage")
    assert (row.shown, row.hidden, row.page) == ("••••••", "4.250.000 đồng", "wage")


def test_nothing_of_a_person_shows_in_a_representation() -> None:
    answers = _played(
        [_Put("topic", "child"), _Put("child.name", "Nguyễn Văn An"), _Type("email", "thu@example.vn")]
    )
    shown = repr(answers) + repr(answers.relevant(FACTS)) + repr(make_context(known={"name": "Nguyễn"}))
    assert "Nguyễn Văn An" not in shown
    assert "thu@" not in shown
    answers.wipe()
    assert not answers.has("child.name")
    assert answers.dump() == {"typed": {}, "values": {}, "basis": {}}


@pytest.mark.parametrize(
    "draft",
    [
        {},
        {"typed": [], "values": {}},
        {"typed": {}, "values": {"other": "a"}},
        {"typed": {"other": {}}, "values": {}},
        {"typed": {}, "values": {"from": "5 October"}},
        {"typed": {}, "values": {"child.count": "2"}},
    ],
)
def test_a_draft_of_another_form_is_refused(draft: dict[str, JsonValue]) -> None:
    with pytest.raises(ValueError, match=r"draft|validation error"):
        Answers(FORM).load(draft)


def test_facts_and_questions_that_do_not_exist_are_bugs() -> None:
    with pytest.raises(BugError, match=r"person\.shoe_size"):
        Answers(FORM).relevant({"person.shoe_size": 42})
    with pytest.raises(BugError, match="has no question"):
        Answers(FORM).type("shoe_size", {})
    with pytest.raises(BugError, match="no answer yet"):
        Answers(FORM).value("name")
