"""Reading a form from its data, with every mistake named by file, key and reason.

A form is refused when a question's kind or options are wrong, a condition looks at anything but facts and
earlier questions or compares what cannot be compared, or a page can never be left. That each page can be
reached is proved apart (`kiosk.forms.reach`): it takes longer than the reading.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from kiosk.contract.wire import CodeChannel
from kiosk.forms.conditions import Known
from kiosk.forms.errors import FormError
from kiosk.forms.form import Form, Page, PageKind
from kiosk.forms.form_data import FormData, PageData, first_fault
from kiosk.forms.including import with_included
from kiosk.forms.question_reader import QuestionReader
from kiosk.language import Bilingual

__all__ = ["first_fault", "read_form"]

_PROVABLE = frozenset(each.value for each in CodeChannel)  # kinds of questions that a code page can prove


def read_form(form_id: str, data: Mapping[str, Any], file: Path | str) -> Form:
    """The form of the table ``data``. Raises `FormError`."""
    try:
        model = FormData.model_validate(with_included(data, file))
    except ValidationError as error:
        key, reason = first_fault(error, "form")
        raise FormError(file, key, reason) from error
    return _FormReader(file, model).read(form_id)


class _FormReader:
    def __init__(self, file: Path | str, data: FormData) -> None:
        self._data = data
        self._reader = QuestionReader(file)
        self._fault = self._reader.fault

    def read(self, form_id: str) -> Form:
        for name, condition in self._data.condition.items():
            self._reader.name_condition(name, condition, f"form.condition.{name}")
        pages = [self._page(page, f"form.page[{place}]") for place, page in enumerate(self._data.page)]
        self._refuse_twice(pages)
        self._refuse_unused(pages)
        return Form(form_id, self._data.version, self._data.group, tuple(pages))

    def _page(self, data: PageData, key: str) -> Page:
        if data.group not in self._data.group:
            raise self._fault(f"{key}.group", f"there is no group {data.group}")
        when = self._reader.optional_condition(data.when, f"{key}.when")
        questions = tuple(
            self._reader.read(each, f"{key}.question[{place}]") for place, each in enumerate(data.question)
        )
        self._check_page_kind(data, key)
        title = data.title or (questions[0].label if len(questions) == 1 else None)
        if title is None:
            raise self._fault(f"{key}.title", "a page without exactly one question needs a title")
        return Page(
            id=data.id,
            group=data.group,
            kind=data.kind,
            title=title,
            lead=data.lead,
            when=when,
            questions=questions,
            channel=data.channel,
            paragraphs=data.paragraph,
            more=self._more(data, key),
            article=data.article,
            bring=data.bring,
            counter=data.counter,
            leads_to=data.leads_to,
            at_once=data.at_once,
        )

    def _more(self, data: PageData, key: str) -> Callable[[Known], tuple[Bilingual, ...]] | None:
        also = [
            (self._reader.condition(each.when, f"{key}.also[{place}].when"), each.text)
            for place, each in enumerate(data.also)
        ]
        if not also:
            return None
        return lambda known: tuple(text for when, text in also if when.holds(known))

    def _check_page_kind(self, data: PageData, key: str) -> None:
        asks = data.kind is PageKind.QUESTIONS
        if asks != bool(data.question):
            raise self._fault(f"{key}.question", "belongs to pages of questions, and to each of them")
        if (data.kind is PageKind.CODE) != bool(data.channel):
            raise self._fault(f"{key}.channel", "belongs to code pages, and to each of them")
        if data.channel and not self._reader.has_read(data.channel):
            raise self._fault(f"{key}.channel", f"no earlier question is called {data.channel}")
        if data.channel and self._reader.kind_of(data.channel) not in _PROVABLE:
            raise self._fault(f"{key}.channel", f"{data.channel} asks for no e-mail address and no phone")
        reads = data.kind in (PageKind.INFORMATION, PageKind.STOP)
        if reads != bool(data.paragraph):
            raise self._fault(
                f"{key}.paragraph", "belongs to information and stop pages, and to each of them"
            )
        for name, value in (
            ("also", data.also),
            ("bring", data.bring),
            ("counter", data.counter),
            ("leads_to", data.leads_to),
        ):
            if value and not reads:
                raise self._fault(f"{key}.{name}", "belongs to information and stop pages only")
        if data.kind is PageKind.STOP and data.when is None:
            raise self._fault(f"{key}.when", "a stop that everybody meets leads nowhere")

    def _refuse_twice(self, pages: list[Page]) -> None:
        places: dict[str, int] = {}
        for place, page in enumerate(pages):
            if page.id in places:
                raise self._fault(
                    f"form.page[{place}].id", f"form.page[{places[page.id]}] has the id {page.id} too"
                )
            places[page.id] = place

    def _refuse_unused(self, pages: list[Page]) -> None:
        for group in sorted(self._data.group.keys() - {page.group for page in pages}):
            raise self._fault(f"form.group.{group}", "no page belongs to this group")
        for name in self._reader.unused_conditions():
            raise self._fault(f"form.condition.{name}", "nothing uses this condition")
