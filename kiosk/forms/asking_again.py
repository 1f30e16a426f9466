"""A form in which only those questions are asked whose answers an officer found missing."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

from kiosk.forms.facts import FACTS
from kiosk.forms.form import Form, Page, PageKind
from kiosk.forms.question import Question


def pages_asking(form: Form, asked: Collection[str]) -> tuple[Page, ...]:
    """The pages of these questions in the order of the form, without any other question, and of the proof of
    an address the page with its code. Whoever asks has decided that they are to be asked: conditions no
    longer count, nor do checks against answers that are not here, and none can be left out.
    """
    return tuple(_pages(form, frozenset(asked)))


def _pages(form: Form, asked: frozenset[str]) -> Iterator[Page]:
    for page in form.pages:
        questions = tuple(_asked(each, asked) for each in page.questions if each.id in asked)
        if questions:
            alone = len(questions) == 1 < len(page.questions)
            title = questions[0].label if alone else page.title
            yield replace(page, title=title, when=None, questions=questions)
        elif page.kind is PageKind.CODE and page.channel in asked:
            yield replace(page, when=None)


def _asked(question: Question, asked: frozenset[str]) -> Question:
    here = asked | FACTS.keys()
    checks = tuple(each for each in question.checks if here.issuperset(each.holds.questions()))
    return replace(question, required=True, when=None, checks=checks)
