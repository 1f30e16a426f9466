"""The frequent questions as a task: a theme, its questions, an answer; and each answer as a task of its own,
which the search finds.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import replace

from kiosk.faq.questions import SHIPPED, Question, Theme, read_themes
from kiosk.forms.form import Form, Page
from kiosk.forms.loading import read_form
from kiosk.language import Bilingual
from kiosk.tasks.task import MADE_FOR, Task

_CALLED = Bilingual(vi="Câu hỏi thường gặp", en="Frequent question")
_THEME, _ANSWER = (
    Bilingual(vi="Chủ đề và câu hỏi", en="Theme and question"),
    Bilingual(vi="Câu trả lời", en="Answer"),
)
_ABOUT = Bilingual(vi="Ông/bà muốn hỏi về việc gì?", en="What is your question about?")
_WHICH = Bilingual(vi="{theme}: câu hỏi nào?", en="{theme}: which question?")
_HOLDS = Bilingual(
    vi="Áp dụng từ {since}. Rà soát ngày {reviewed}.", en="Holds since {since}. Reviewed on {reviewed}."
)


def with_questions(task: Task, themes: tuple[Theme, ...] | None = None) -> Task:
    """The same task asking for a theme and a question, with each question as a part of it. Raises `FormError`
    for a file of questions that has a mistake.
    """
    themes = read_themes() if themes is None else themes
    form = _form(task.id, themes)
    parts = tuple(_part(task, each, form) for theme in themes for each in theme.question)
    return replace(task, form=form, parts=parts)


def unknown_tasks(themes: tuple[Theme, ...], known: Container[str]) -> Iterator[str]:
    """A sentence for each task that an answer leads to and that there is not."""
    for theme in themes:
        for question in theme.question:
            for each in question.leads_to:
                if each not in known:
                    yield f"{theme.id}: {question.id}: leads_to: there is no task {each}"


def _form(task_id: str, themes: tuple[Theme, ...]) -> Form:
    about = f"{task_id}.about"
    data = {
        "version": f"{max(each.reviewed for theme in themes for each in theme.question):%Y-%m-%d}",
        "group": {"which": _THEME, "answer": _ANSWER},
        "page": [
            _choice("about", about, _ABOUT, [(each.id, each.name) for each in themes]),
            *(
                {**_choice(theme.id, f"{task_id}.{theme.id}", *_of(theme)), "when": _is(about, theme.id)}
                for theme in themes
            ),
            *(
                {**_told(each), "when": _is(f"{task_id}.{theme.id}", each.id)}
                for theme in themes
                for each in theme.question
            ),
        ],
    }
    form = read_form(task_id, data, SHIPPED[0])
    return replace(form, pages=tuple(_named(page) for page in form.pages))


def _of(theme: Theme) -> tuple[Bilingual, list[tuple[str, Bilingual]]]:
    asked = Bilingual(vi=_WHICH.vi.format(theme=theme.name.vi), en=_WHICH.en.format(theme=theme.name.en))
    return asked, [(each.id, each.ask) for each in theme.question]


def _choice(
    page: str, question: str, label: Bilingual, items: list[tuple[str, Bilingual]]
) -> dict[str, object]:
    offered = [{"id": each, "label": words} for each, words in items]
    asked = {"id": question, "kind": "one_of", "label": label, "options": {"items": offered}}
    return {"id": page, "group": "which", "question": [asked]}


def _is(question: str, answer: str) -> dict[str, str]:
    return {"question": question, "is": answer}


def _told(question: Question) -> dict[str, object]:
    holds = _HOLDS.filled(
        {"since": f"{question.since:%d/%m/%Y}", "reviewed": f"{question.reviewed:%d/%m/%Y}"}
    )
    return {
        "id": question.id,
        "group": "answer",
        "kind": "information",
        "title": question.ask,
        "paragraph": [*question.answer, holds],
        "article": question.article,
        "leads_to": question.leads_to,
    }


def _named(page: Page) -> Page:
    """On paper an answer is called what it is."""
    return page if page.questions else replace(page, paper=_CALLED)


def _part(task: Task, question: Question, form: Form) -> Task:
    page = replace(form.get_page(question.id), when=None)
    part_id = f"{task.id}{MADE_FOR}{question.id}"
    return replace(
        task,
        id=part_id,
        name=question.ask,
        summary=_CALLED,
        keywords=(*question.keywords.vi, *question.keywords.en),
        form=Form(part_id, form.version, {"answer": _ANSWER}, (page,)),
    )
