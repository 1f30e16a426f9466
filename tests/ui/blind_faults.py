"""What can be answered wrongly on a page of questions, found by asking the questions themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from commands.demo.plays import Play
from kiosk.forms.answers import Answers
from kiosk.forms.context import Context
from kiosk.forms.form import Page
from kiosk.forms.kind import Typed
from kiosk.forms.kinds.rows import Repeating
from kiosk.forms.question import Question
from kiosk.navigator import Navigator

_NO_SUCH = {"date": ("31022026",), "month": ("132026",)}
_TOO_LITTLE_OR_MUCH = ("0", "999999999999")
_BESIDE_ANOTHER_ANSWER = ("01072025", "24112026", "5", "36")  # days and counts on the wrong side of it


@dataclass(frozen=True)
class Wrong:
    """``answers`` to a page or row whose questions are ``among``; ``question`` is refused with ``words``."""

    among: tuple[Question, ...]
    answers: Mapping[str, Typed]
    question: Question
    words: str


def wrong_answers(play: Play, navigator: Navigator) -> Iterator[Wrong]:
    """To the page that stands now: nothing at all, then each typed answer of the play that cannot be or does
    not fit another.
    """
    page = navigator.page
    good = {each.id: play.answers[each.id] for each in page.questions if each.id in play.answers}
    return _wrong(page.questions, good, partial(_faults_of_page, page, navigator))


def wrong_cells(question: Question, row: Mapping[str, Typed], navigator: Navigator) -> Iterator[Wrong]:
    """The same of a row: nothing at all, then each cell. A row that is one cell is judged as a whole."""
    faults_of = partial(_faults_of_row, question, navigator.context())
    if question.columns:
        return _wrong(question.columns, row, faults_of)
    return iter([Wrong((), {}, question, faults_of({})[""])])


def _wrong(
    among: tuple[Question, ...],
    good: Mapping[str, Typed],
    faults_of: Callable[[Mapping[str, Typed]], Mapping[str, str]],
) -> Iterator[Wrong]:
    asked = {each.id: each for each in among}
    for name, words in list(faults_of({}).items())[:1]:
        yield Wrong(among, {}, asked[name], words)
    for name in good:
        checks = {check.fault.vi for check in asked[name].checks}
        met: set[bool] = set()  # one that cannot be by itself, and one that does not fit, are enough
        for text in _tried(asked[name]) if set(good[name]) == {"text"} else ():
            answers = {**good, name: {"text": text}}
            found = faults_of(answers)
            does_not_fit = found.get(name) in checks
            if list(found) == [name] and does_not_fit not in met:
                met.add(does_not_fit)
                yield Wrong(among, answers, asked[name], found[name])


def _tried(question: Question) -> tuple[str, ...]:
    return (*_NO_SUCH.get(question.kind.name, _TOO_LITTLE_OR_MUCH), *_BESIDE_ANOTHER_ANSWER)


def _faults_of_page(page: Page, navigator: Navigator, answers: Mapping[str, Typed]) -> Mapping[str, str]:
    """As if the person went on with them."""
    held, facts = navigator.journey.answers, navigator.facts()
    tried = Answers(held.form)
    tried.load(held.dump())
    for name, typed in answers.items():
        if typed:
            tried.type(name, typed)
        else:
            tried.decline(name)
    return tried.take_page(page, facts, navigator.context())


def _faults_of_row(question: Question, context: Context, cells: Mapping[str, Typed]) -> Mapping[str, str]:
    kind = question.kind
    assert isinstance(kind, Repeating)
    found = kind.faults_in_row({name: dict(each) for name, each in cells.items()}, 0, question, context)
    return {name: words.text(context.language) for name, words in found.items()}
