"""A form's file: what a good one becomes, and that every mistake in one is named by file, key and reason."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.forms.errors import FormError
from kiosk.forms.form import Form, PageKind
from kiosk.forms.loading import read_form
from kiosk.forms.reach import prove_reach

_GOOD = """
version = "2026-07"
group.main = { vi = "Chính", en = "Main" }

[condition.about_child]
question = "topic"
is = "child"

[[page]]
id = "topic"
group = "main"
[[page.question]]
id = "topic"
kind = "one_of"
label = { vi = "Về ai?", en = "About whom?" }
[[page.question.options.items]]
id = "self"
label = { vi = "Tôi", en = "Me" }
[[page.question.options.items]]
id = "child"
label = { vi = "Con tôi", en = "My child" }

[[page]]
id = "child"
group = "main"
title = { vi = "Con", en = "Child" }
when = { named = "about_child" }
[[page.question]]
id = "child.born"
kind = "date"
label = { vi = "Ngày sinh", en = "Date of birth" }
options = { latest = "today" }
[[page.question]]
id = "child.number"
kind = "personal_number"
label = { vi = "Số định danh", en = "Personal number" }
when = { question = "child.born", on_or_after = 2016-01-01 }
[[page.question.check]]
holds = { rule = "personal_number_fits_birth", number = "child.number", born = "child.born" }
fault = { vi = "Số chưa khớp năm sinh.", en = "The number does not fit the year of birth." }

[[page]]
id = "contact"
group = "main"
[[page.question]]
id = "contact.email"
kind = "email"
label = { vi = "Thư điện tử", en = "E-mail" }
none_label = { vi = "Tôi không có", en = "I have none" }

[[page]]
id = "code"
group = "main"
kind = "code"
title = { vi = "Mã", en = "Code" }
channel = "contact.email"

[[page]]
id = "family"
group = "main"
[[page.question]]
id = "family"
kind = "relatives"
label = { vi = "Người thân", en = "Relatives" }
options = { item = { vi = "người", en = "person" } }
[[page.question.column]]
id = "name"
kind = "name"
label = { vi = "Họ tên", en = "Name" }
[[page.question.column]]
id = "born"
kind = "date"
label = { vi = "Ngày sinh", en = "Date of birth" }
[[page.question.column.check]]
holds = { question = "born", on_or_before = { question = "today" } }
fault = { vi = "Ngày chưa tới.", en = "This day is still to come." }

[[page]]
id = "too_late"
group = "main"
kind = "stop"
title = { vi = "Chưa nộp được", en = "Not now" }
when = { not = { rule = "in_first_days_of_quarter", on = "today", days = 15 } }
paragraph = [{ vi = "Xin trở lại vào đầu quý sau.", en = "Please come back." }]
"""

Data = dict[str, Any]


def _data() -> Data:
    return tomllib.loads(_GOOD)


def _read(data: Data) -> Form:
    form = read_form("test", data, "forms/test.toml")
    prove_reach(form, "forms/test.toml")
    return form


def _put(path: str, value: Any) -> Callable[[Data], None]:
    """A change: the value at a dotted path, of which numbers are places in lists."""

    def change(data: Data) -> None:
        *way, last = [int(each) if each.isdigit() else each for each in path.split("/")]
        held: Any = data
        for each in way:
            held = held[each]
        held[last] = value

    return change


def _drop(path: str) -> Callable[[Data], None]:
    def change(data: Data) -> None:
        *way, last = [int(each) if each.isdigit() else each for each in path.split("/")]
        held: Any = data
        for each in way:
            held = held[each]
        del held[last]

    return change


def test_a_good_form() -> None:
    form = _read(_data())
    assert [page.id for page in form.pages] == ["topic", "child", "contact", "code", "family", "too_late"]
    assert [question.id for question in form.questions()] == [
        "topic",
        "child.born",
        "child.number",
        "contact.email",
        "family",
    ]
    assert form.version == "2026-07"
    assert form.get_page("too_late").kind is PageKind.STOP
    assert form.get_page("topic").title == form.get_question("topic").label
    assert form.page_of("child.number").id == "child"
    columns = form.get_question("family").columns
    assert [column.id for column in columns] == ["name", "born"]
    assert len(columns[1].checks) == 1


_BORN = "page/1/question/0"
_NUMBER = "page/1/question/1"
_WORDS = {"vi": "Có", "en": "Yes"}
_TEXT = {"id": "extra", "kind": "text", "label": _WORDS}
_INFORMATION = {"id": "extra", "group": "main", "title": _WORDS, "kind": "information"}

_MISTAKES: list[tuple[Callable[[Data], None], str, str]] = [
    # the frame
    (_drop("version"), "form.version", "Field required"),
    (_put("colour", "red"), "form.colour", "Extra inputs"),
    (_put("group/other", _WORDS), "form.group.other", "no page belongs to this group"),
    (_put("group/main", {"vi": "Chính"}), "form.group.main.en", "Field required"),
    (_put("condition/unused", {"question": "topic", "is": "self"}), "form.condition.unused", "nothing uses"),
    (_put("condition/about_child", {"like": 1}), "form.condition.about_child", "cannot begin with like"),
    # pages
    (_put("page/1/id", "Child"), "form.page[1].id", "match pattern"),
    (_put("page/2/id", "child"), "form.page[2].id", "form.page[1] has the id child too"),
    (_put("page/0/group", "other"), "form.page[0].group", "there is no group other"),
    (_put("page/0/kind", "video"), "form.page[0].kind", "Input should be"),
    (_drop("page/1/title"), "form.page[1].title", "needs a title"),
    (_put("page/2/question", []), "form.page[2].question", "to each of them"),
    (_put("page/3/question", [_TEXT]), "form.page[3].question", "belongs to pages of questions"),
    (_drop("page/3/channel"), "form.page[3].channel", "to each of them"),
    (_put("page/2/channel", "contact.email"), "form.page[2].channel", "belongs to code pages"),
    (
        _put("page/3/channel", "contact.fax"),
        "form.page[3].channel",
        "no earlier question is called contact.fax",
    ),
    (_put("page/5/paragraph", []), "form.page[5].paragraph", "to each of them"),
    (_put("page/2/paragraph", [_WORDS]), "form.page[2].paragraph", "belongs to information"),
    (_put("page/2/bring", [_WORDS]), "form.page[2].bring", "information and stop pages only"),
    (_put("page/2/counter", True), "form.page[2].counter", "information and stop pages only"),
    (_put("page/4", _INFORMATION), "form.page[4].paragraph", "to each of them"),
    (_drop("page/5/when"), "form.page[5].when", "leads nowhere"),
    # questions
    (_put(f"{_BORN}/id", "born!"), "form.page[1].question[0].id", "match pattern"),
    (_put(f"{_NUMBER}/id", "topic"), "form.page[1].question[1].id", "the id topic is taken"),
    (_put(f"{_NUMBER}/id", "today"), "form.page[1].question[1].id", "the id today is taken"),
    (_put(f"{_BORN}/kind", "birthday"), "form.page[1].question[0].kind", "no kind is called birthday"),
    (_drop(f"{_BORN}/label"), "form.page[1].question[0].label", "Field required"),
    (_put(f"{_BORN}/label", "Ngày sinh"), "form.page[1].question[0].label", "valid dictionary"),
    (
        _put(f"{_BORN}/options/latest", "later"),
        "form.page[1].question[0].options.latest",
        "a limit is a date",
    ),
    (_put(f"{_BORN}/options/lattest", "today"), "form.page[1].question[0].options.lattest", "Extra inputs"),
    (_put(f"{_BORN}/options/latest", "1800-01-01"), "form.page[1].question[0].options", "lies after latest"),
    (_put("page/0/question/0/options/items", []), "form.page[0].question[0].options.items", "at least 1"),
    (
        _put("page/0/question/0/options/items/1/id", "self"),
        "form.page[0].question[0].options",
        "two items have the same id",
    ),
    (
        _put(f"{_BORN}/prefill", "child.number"),
        "form.page[1].question[0].prefill",
        "neither a fact nor an earlier",
    ),
    (
        _put(f"{_BORN}/prefill", "child.born"),
        "form.page[1].question[0].prefill",
        "neither a fact nor an earlier",
    ),
    (_put(f"{_BORN}/locked", True), "form.page[1].question[0].locked", "only what is filled in beforehand"),
    (_put("page/2/question/0/required", False), "form.page[2].question[0].none_label", "required question"),
    (_put(f"{_BORN}/sensitivity", "secret"), "form.page[1].question[0].sensitivity", "Input should be"),
    # conditions
    (_put("page/1/when", {"named": "adult"}), "form.page[1].when", "no condition is named adult"),
    (
        _put("page/0/when", {"question": "topic", "is": "self"}),
        "form.page[0].when",
        "neither a fact nor an earlier",
    ),
    (_put("page/0/when", {"named": "about_child"}), "form.page[0].when", "neither a fact nor an earlier"),
    (
        _put(f"{_BORN}/when", {"question": "child.born", "answered": True}),
        "form.page[1].question[0].when",
        "neither",
    ),
    (
        _put(f"{_BORN}/when", {"question": "topic", "is": "dog"}),
        "form.page[1].question[0].when",
        "never 'dog'",
    ),
    (
        _put(f"{_BORN}/when", {"question": "topic", "in": ["dog"]}),
        "form.page[1].question[0].when",
        "never 'dog'",
    ),
    (
        _put(f"{_BORN}/when", {"question": "topic", "in": "self"}),
        "form.page[1].question[0].when",
        "in takes a list",
    ),
    (
        _put(f"{_BORN}/when", {"question": "topic", "in": []}),
        "form.page[1].question[0].when",
        "in takes a list",
    ),
    (
        _put(f"{_BORN}/when", {"question": "topic", "is": 5}),
        "form.page[1].question[0].when",
        "compared with 5",
    ),
    (
        _put(f"{_BORN}/when", {"question": "topic", "has": "self"}),
        "form.page[1].question[0].when",
        "compared by has",
    ),
    (
        _put(f"{_BORN}/when", {"question": "topic", "answered": 1}),
        "form.page[1].question[0].when",
        "true or false",
    ),
    (_put(f"{_NUMBER}/when/on_or_after", "2016"), "form.page[1].question[1].when", "compared with '2016'"),
    (
        _put(f"{_NUMBER}/when/on_or_after", "20160101"),
        "form.page[1].question[1].when",
        "compared with '20160101'",
    ),
    (
        _put(f"{_NUMBER}/when/on_or_after", {"question": "topic"}),
        "form.page[1].question[1].when",
        "topic cannot be compared with child.born",
    ),
    (_put(f"{_NUMBER}/when/on_or_after", {"question": "x"}), "form.page[1].question[1].when", "x is neither"),
    (
        _put(f"{_BORN}/when", {"question": "person.sex", "is": "f"}),
        "form.page[1].question[0].when",
        "never 'f'",
    ),
    (
        _put(f"{_BORN}/when", {"question": "person.age", "at_least": "18"}),
        "form.page[1].question[0].when",
        "'18'",
    ),
    (_put("page/5/when/not/on", "someday"), "form.page[5].when", "someday is neither a fact nor an earlier"),
    (_put("page/5/when/not/on", "topic"), "form.page[5].when", "on takes a date, and topic is none"),
    (_put("page/5/when/not/on", 5), "form.page[5].when", "on takes the id of a question"),
    (_put("page/5/when/not/days", "15"), "form.page[5].when", "days takes a number"),
    (_put("page/5/when/not/rule", "mercy"), "form.page[5].when", "no rule is named mercy"),
    # checks
    (_put(f"{_NUMBER}/check/0/holds", {"named": "x"}), "form.page[1].question[1].check[0].holds", "named x"),
    (
        _put(f"{_BORN}/check", [{"holds": {"question": "child.number", "is": "1"}, "fault": _WORDS}]),
        "form.page[1].question[0].check[0].holds",
        "child.number is neither a fact nor an earlier question",
    ),
    (_drop(f"{_NUMBER}/check/0/fault"), "form.page[1].question[1].check[0].fault", "Field required"),
    # rows
    (_drop("page/4/question/0/column"), "form.page[4].question[0].column", "to each of them"),
    (_put(f"{_BORN}/column", [_TEXT]), "form.page[1].question[0].column", "belongs to repeating groups"),
    (
        _put("page/4/question/0/column/0/kind", "relatives"),
        "form.page[4].question[0].column[0].kind",
        "relatives has no room in a row",
    ),
    (
        _put("page/4/question/0/column/0/kind", "x"),
        "form.page[4].question[0].column[0].kind",
        "no kind is called x",
    ),
    (
        _put("page/4/question/0/column/0/options", {"most": 0}),
        "form.page[4].question[0].column[0].options.most",
        "great",
    ),
    (_put("page/4/question/0/column/1/id", "name"), "form.page[4].question[0].column[1].id", "name is taken"),
    (
        _put("page/4/question/0/column/1/id", "topic"),
        "form.page[4].question[0].column[1].id",
        "topic is taken",
    ),
    (
        _put("page/4/question/0/column/0/locked", True),
        "form.page[4].question[0].column[0].locked",
        "whole questions",
    ),
    (
        _put("page/4/question/0/column/1/check/0/holds/question", "later"),
        "form.page[4].question[0].column[1].check[0].holds",
        "later is neither a fact nor an earlier question",
    ),
    (
        _put("page/5/when", {"question": "name", "is": "An"}),  # a column is not seen from outside its row
        "form.page[5].when",
        "name is neither a fact nor an earlier question",
    ),
    # ways
    (
        _put(
            "page/2/when",
            {"all": [{"question": "topic", "is": "self"}, {"question": "child.born", "answered": True}]},
        ),
        "form.page[2].when",
        "no answers lead to the page contact",
    ),
]


@pytest.mark.parametrize(
    ("change", "key", "reason"), _MISTAKES, ids=[f"{at}-{key}" for at, (_, key, _) in enumerate(_MISTAKES)]
)
def test_every_mistake_is_named(change: Callable[[Data], None], key: str, reason: str) -> None:
    data = _data()
    change(data)
    with pytest.raises(FormError) as caught:
        _read(data)
    assert caught.value.file == "test.toml"
    assert caught.value.key == key
    assert reason in caught.value.reason
    assert str(caught.value) == f"form_invalid: test.toml: {key}: {caught.value.reason}"


_json = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(max_size=8)
    | st.sampled_from(["topic", "today", "date"]),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=4), inner, max_size=2),
    max_leaves=4,
)


def _paths(held: Any, way: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    inner = held.items() if isinstance(held, dict) else enumerate(held) if isinstance(held, list) else ()
    return [way] * bool(way) + [path for key, each in inner for path in _paths(each, (*way, key))]


@given(st.sampled_from(_paths(_data())), _json)
def test_whatever_stands_in_the_file_makes_a_form_or_a_named_mistake(
    path: tuple[str | int, ...], value: Any
) -> None:
    data = deepcopy(_data())
    held: Any = data
    for key in path[:-1]:
        held = held[key]
    held[path[-1]] = value
    try:
        _read(data)
    except FormError as error:
        assert error.key.startswith("form")  # noqa: PT017
