from __future__ import annotations

from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import JsonValue

from kiosk.forms.answers import Answers
from kiosk.forms.errors import FormError
from kiosk.forms.facts import FACTS
from kiosk.forms.form import Form, Page, PageKind
from kiosk.forms.form_data import QuestionData
from kiosk.forms.loading import read_form
from kiosk.forms.question_reader import QuestionReader
from kiosk.forms.reach import find_way, prove_reach, unreachable_pages
from kiosk.language import Bilingual

_WORDS = {"vi": "Chữ", "en": "Words"}
_ITEMS = [{"id": each, "label": _WORDS} for each in ("a", "b", "c")]
_OPTIONS: dict[str, dict[str, Any]] = {
    "yes_no": {},
    "one_of": {"items": _ITEMS},
    "some_of": {"items": _ITEMS, "least": 0},
    "number": {"least": 0, "most": 9},
    "date": {},
    "month": {},
    "text": {},
}
_ANSWERS: dict[str, list[JsonValue]] = {
    "yes_no": [True, False],
    "one_of": ["a", "b", "c"],
    "some_of": [[], ["a"], ["b"], ["a", "b"], ["c"], ["a", "c"], ["b", "c"], ["a", "b", "c"]],
    "number": list(range(10)),
}


def _question(name: str, kind: str, **others: Any) -> dict[str, Any]:
    return {"id": name, "kind": kind, "label": _WORDS, "options": _OPTIONS[kind], **others}


def _page(name: str, *questions: dict[str, Any], **others: Any) -> dict[str, Any]:
    return {"id": name, "group": "main", "title": _WORDS, "question": list(questions), **others}


def _form(*pages: dict[str, Any]) -> Form:
    return read_form("test", {"version": "1", "group": {"main": _WORDS}, "page": list(pages)}, "test.toml")


def _meets(form: Form, page: Page, way: dict[str, JsonValue]) -> bool:
    """Whether a person who gives these answers meets the page."""
    answers = Answers(form)
    for question in form.questions():
        if question.id in way:
            answers.put(question.id, question.from_json(way[question.id]))
    facts = {name: value for name, value in way.items() if name in FACTS}
    return answers.relevant(facts).meets(page)


_REACHABLE: list[dict[str, Any]] = [
    {"question": "number", "at_least": 9},
    {"question": "number", "at_most": 0},
    {"all": [{"question": "number", "at_least": 3}, {"question": "number", "at_most": 3}]},
    {"question": "date", "before": "1900-01-02"},
    {"question": "date", "on_or_after": "2199-12-31"},
    {"all": [{"question": "date", "after": "2026-01-01"}, {"question": "date", "before": "2026-01-03"}]},
    {"question": "month", "before": "2026-01"},
    {"question": "text", "is": "Huế"},
    {"not": {"question": "text", "is": "Huế"}},
    {"question": "text", "answered": False},
    {"all": [{"question": "items", "has": "a"}, {"not": {"question": "items", "has": "b"}}]},
    {"not": {"question": "items", "has": "a"}},
    {"question": "person.age", "at_least": 60},
    {"all": [{"question": "person.sex", "is": "female"}, {"question": "person.age", "at_most": 54}]},
    {"rule": "in_first_days_of_quarter", "on": "today", "days": 15},
    {"not": {"rule": "in_first_days_of_quarter", "on": "date", "days": 15}},
    {"question": "date", "before": {"question": "today"}},
]


@pytest.mark.parametrize("when", _REACHABLE, ids=str)
def test_a_way_leads_to_every_page_that_can_be_reached(when: dict[str, Any]) -> None:
    form = _form(
        _page("number", _question("number", "number")),
        _page("date", _question("date", "date")),
        _page("month", _question("month", "month")),
        _page("text", _question("text", "text", required=False)),
        _page("items", _question("items", "some_of")),
        _page("goal", _question("goal", "yes_no"), when=when),
    )
    goal = form.get_page("goal")
    way = find_way(form, goal)
    assert way is not None
    assert _meets(form, goal, way)


_UNREACHABLE: list[dict[str, Any]] = [
    {"question": "number", "at_least": 10},
    {"all": [{"question": "number", "at_least": 4}, {"question": "number", "at_most": 3}]},
    {"question": "number", "answered": False},  # it is required
    {"question": "date", "before": "1900-01-01"},
    {"all": [{"question": "yes", "is": True}, {"question": "yes", "is": False}]},
    {
        "all": [{"question": "yes", "is": False}, {"question": "then", "answered": True}]
    },  # on the other branch
    {"all": [{"question": "person.sex", "is": "male"}, {"question": "person.sex", "is": "female"}]},
]


@pytest.mark.parametrize("when", _UNREACHABLE, ids=str)
def test_a_page_without_a_way_is_found(when: dict[str, Any]) -> None:
    pages = [
        _page("number", _question("number", "number")),
        _page("date", _question("date", "date")),
        _page("yes", _question("yes", "yes_no")),
        _page("then", _question("then", "yes_no"), when={"question": "yes", "is": True}),
        _page("goal", _question("goal", "yes_no"), when=when),
    ]
    form = _form(*pages)
    assert find_way(form, form.get_page("goal")) is None
    assert [page.id for page in unreachable_pages(form)] == ["goal"]
    with pytest.raises(FormError, match="no answers lead to the page goal"):
        prove_reach(form, "test.toml")


_kind = st.sampled_from(["yes_no", "one_of", "some_of", "number"])


def _comparison(name: str, kind: str) -> st.SearchStrategy[dict[str, Any]]:
    answered = st.booleans().map(lambda value: {"question": name, "answered": value})
    by_kind: dict[str, st.SearchStrategy[dict[str, Any]]] = {
        "yes_no": st.booleans().map(lambda value: {"question": name, "is": value}),
        "one_of": st.sampled_from("abc").map(lambda value: {"question": name, "is": value}),
        "some_of": st.sampled_from("abc").map(lambda value: {"question": name, "has": value}),
        "number": st.builds(
            lambda operator, value: {"question": name, operator: value},
            st.sampled_from(["at_least", "at_most", "is"]),
            st.integers(0, 9),
        ),
    }
    return answered | by_kind[kind]


@st.composite
def _forms(draw: st.DrawFn) -> Form:
    """Three questions and a goal, each on a condition over those before."""
    kinds = draw(st.lists(_kind, min_size=3, max_size=3))
    pages: list[dict[str, Any]] = []
    for place, kind in enumerate([*kinds, "yes_no"]):
        earlier = [_comparison(f"q{before}", kinds[before]) for before in range(place)]
        page = _page(f"p{place}", _question(f"q{place}", kind, required=draw(st.booleans())))
        if earlier:
            parts = st.lists(st.one_of(earlier), min_size=1, max_size=3)
            joint, content, negated = draw(st.sampled_from(["all", "any"])), draw(parts), draw(st.booleans())
            page["when"] = {"not": {joint: content}} if negated else {joint: content}
        pages.append(page)
    return _unchecked(pages)


def _unchecked(pages: list[dict[str, Any]]) -> Form:
    """The form, whether or not its pages can be reached."""
    reader, made = QuestionReader("test.toml"), []
    for page in pages:
        when = reader.optional_condition(page.get("when"), page["id"])
        questions = [reader.read(QuestionData.model_validate(each), page["id"]) for each in page["question"]]
        title = Bilingual.model_validate(_WORDS)
        made.append(
            Page(page["id"], "main", PageKind.QUESTIONS, title, when=when, questions=tuple(questions))
        )
    return Form("test", "1", {"main": Bilingual.model_validate(_WORDS)}, tuple(made))


@given(_forms())
def test_a_way_is_found_exactly_where_there_is_one(form: Form) -> None:
    goal = form.get_page("p3")
    way = find_way(form, goal)
    there_is_one = any(_meets(form, goal, each) for each in _ways_before(form))
    assert (way is not None) is there_is_one
    if way is not None:
        assert _meets(form, goal, way)


def _ways_before(form: Form) -> list[dict[str, JsonValue]]:
    questions = list(form.questions())[:3]
    columns = [[*_ANSWERS[each.kind.name], *([] if each.required else [None])] for each in questions]
    return [
        {each.id: value for each, value in zip(questions, values, strict=True)}
        for values in product(*columns)
    ]
