"""A form in which only what is missing is asked."""

from __future__ import annotations

import tomllib

import pytest

from kiosk.forms.answers import Answers
from kiosk.forms.asking_again import pages_asking
from kiosk.forms.form import Form
from kiosk.forms.loading import read_form
from tests.kiosk.forms.making import make_context

_FORM = """
version = "1"
group.main = { vi = "Chính", en = "Main" }

[[page]]
id = "has"
group = "main"
[[page.question]]
id = "has.child"
kind = "yes_no"
label = { vi = "Có con?", en = "A child?" }

[[page]]
id = "child"
group = "main"
title = { vi = "Con", en = "Child" }
when = { question = "has.child", is = true }
[[page.question]]
id = "child.born"
kind = "date"
label = { vi = "Ngày sinh", en = "Born" }
[[page.question.check]]
holds = { question = "child.born", on_or_before = { question = "today" } }
fault = { vi = "Chưa tới ngày này.", en = "Not yet." }
[[page.question]]
id = "child.died"
kind = "date"
label = { vi = "Ngày mất", en = "Died" }
required = false
when = { question = "child.born", answered = true }
[[page.question.check]]
holds = { question = "child.died", on_or_after = { question = "child.born" } }
fault = { vi = "Trước ngày sinh.", en = "Before birth." }

[[page]]
id = "mail"
group = "main"
[[page.question]]
id = "mail"
kind = "email"
label = { vi = "Thư", en = "Mail" }

[[page]]
id = "code"
group = "main"
kind = "code"
title = { vi = "Mã", en = "Code" }
channel = "mail"
"""
FACTS = {"today": "2026-10-05"}


@pytest.fixture(scope="module")
def form() -> Form:
    return read_form("test", tomllib.loads(_FORM), "test.toml")


def asking(form: Form, *asked: str) -> Form:
    return Form("test", "1", form.groups, pages_asking(form, asked))


def test_only_what_is_asked_is_met_whatever_else_is_known(form: Form) -> None:
    less = asking(form, "child.died")
    assert [page.id for page in less.pages] == ["child"]
    assert [each.id for each in Answers(less).relevant(FACTS).questions] == ["child.died"]
    assert less.pages[0].title.vi == "Ngày mất"


def test_what_is_asked_cannot_be_left_out(form: Form) -> None:
    answers = Answers(asking(form, "child.died"))
    faults = answers.take_page(answers.form.pages[0], FACTS, make_context())
    assert faults.keys() == {"child.died"}


def test_an_address_comes_with_its_code(form: Form) -> None:
    assert [page.id for page in asking(form, "mail").pages] == ["mail", "code"]


@pytest.mark.parametrize(
    ("asked", "typed", "faulty"),
    [
        (("child.died",), {"child.died": "01012026"}, set()),  # nobody knows here when it was born
        (("child.born", "child.died"), {"child.born": "02012026", "child.died": "01012026"}, {"child.died"}),
        (("child.born",), {"child.born": "06102026"}, {"child.born"}),  # against a fact
    ],
)
def test_checks_hold_among_what_is_known(
    form: Form, asked: tuple[str, ...], typed: dict[str, str], faulty: set[str]
) -> None:
    answers = Answers(asking(form, *asked))
    for name, text in typed.items():
        answers.type(name, {"text": text})
    assert answers.take_page(answers.form.pages[0], FACTS, make_context()).keys() == faulty
