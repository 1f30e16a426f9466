"""A form: groups and pages in one order. Made from its file by `kiosk.forms.loading`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from kiosk.errors import BugError
from kiosk.forms.conditions import Condition, Known
from kiosk.forms.question import Question
from kiosk.language import Bilingual


class PageKind(StrEnum):
    QUESTIONS = "questions"
    CODE = "code"  # a one-time code proves the channel that an earlier answer names
    INFORMATION = "information"  # something to read before going on
    STOP = "stop"  # the journey ends here, with the reason and what can be done instead


@dataclass(frozen=True, slots=True)
class Page:
    id: str
    group: str
    kind: PageKind
    title: Bilingual
    lead: Bilingual | None = None
    when: Condition | None = None
    questions: tuple[Question, ...] = ()
    channel: str = ""  # of a code page: the question whose answer is proved
    paragraphs: tuple[Bilingual, ...] = ()  # of an information or stop page
    more: Callable[[Known], tuple[Bilingual, ...]] | None = None  # what it tells besides, by what is known
    article: str = ""  # the law that an information or stop page follows from
    bring: tuple[Bilingual, ...] = ()  # of such a page: what to have along when one goes where it sends one
    counter: bool = False  # of such a page: staff at the counter go on with it
    leads_to: tuple[str, ...] = ()  # of such a page: tasks that can be done instead
    at_once: bool = False  # it stands before the person is identified
    paper: Bilingual | None = None  # what it is called on paper; a guide without it

    @property
    def own(self) -> str:
        """What only the person may do on it: one such question makes the whole page theirs."""
        return next((question.kind.own for question in self.questions if question.kind.own), "")

    def told(self, known: Known) -> tuple[Bilingual, ...]:
        """All that it tells to somebody of whom this is known."""
        return self.paragraphs if self.more is None else (*self.paragraphs, *self.more(known))


@dataclass(frozen=True, slots=True)
class Form:
    id: str
    version: str
    groups: Mapping[str, Bilingual]
    pages: tuple[Page, ...]
    _questions: Mapping[str, Question] = field(init=False, repr=False, compare=False)
    _page_of: Mapping[str, Page] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        pairs = [(question, page) for page in self.pages for question in page.questions]
        object.__setattr__(self, "_questions", {question.id: question for question, _ in pairs})
        object.__setattr__(self, "_page_of", {question.id: page for question, page in pairs})

    def questions(self) -> Iterator[Question]:
        return iter(self._questions.values())

    def asks(self, question_id: str) -> bool:
        return question_id in self._questions

    def get_question(self, question_id: str) -> Question:
        if question_id not in self._questions:
            raise BugError(f"form {self.id} has no question {question_id}")
        return self._questions[question_id]

    def get_page(self, page_id: str) -> Page:
        for page in self.pages:
            if page.id == page_id:
                return page
        raise BugError(f"form {self.id} has no page {page_id}")

    def page_of(self, question_id: str) -> Page:
        return self._page_of[self.get_question(question_id).id]


EMPTY_FORM = Form("empty", "", {}, ())
