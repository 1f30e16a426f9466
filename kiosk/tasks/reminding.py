"""What a task of reminders needs beside its form: which kind of reminder the answers make, and its words.
Data of the task's file; every part is checked when the file is read.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict

from kiosk.errors import BugError
from kiosk.forms.answers import Relevant
from kiosk.forms.conditions import Condition
from kiosk.forms.context import Context
from kiosk.forms.form import Form
from kiosk.language import Bilingual, Language
from kiosk.reminders.entry import Reminder
from kiosk.reminders.kinds import KINDS, Ground
from kiosk.reminders.legal_dates import limit_on
from kiosk.tasks.calculation_reader import placeholders
from kiosk.tasks.source_reader import SourceReader
from kiosk.tasks.sources import Source, values_of


@dataclass(frozen=True, slots=True)
class ReminderTemplate:
    """``called``, ``place`` and ``details`` are questions whose answers are told as they are shown; the first
    takes the place of ``{called}`` in the title.
    """

    kind: str
    title: Bilingual
    inputs: Mapping[str, Source]
    when: Condition | None = None
    called: str = ""
    place: str = ""
    details: tuple[str, ...] = ()
    notes: tuple[Bilingual, ...] = ()
    article: str = ""
    leads_to: tuple[str, ...] = ()

    def reminder(self, form: Form, relevant: Relevant, context: Context, ground: Ground) -> Reminder:
        """``relevant``: of the answers to ``form`` that count."""
        given = {
            key: value for key, value in values_of(self.inputs, relevant.known).items() if value is not None
        }
        shown = _Shown(form, relevant, context)
        limit = str(given.get("limit", ""))
        return Reminder(
            kind=self.kind,
            title=shown.in_title(self) if self.called else self.title,
            entries=KINDS[self.kind].make(given, ground),
            place=shown.answer(self.place).vi if self.place else "",
            details=tuple(each for name in self.details if (each := shown.labelled(name)) is not None),
            notes=self.notes,
            article=self.article or (limit_on(limit, ground.today).article if limit else ""),
            leads_to=self.leads_to,
        )


@dataclass(frozen=True, slots=True)
class _Shown:
    """Answers in words, in both languages."""

    form: Form
    relevant: Relevant
    context: Context

    def answer(self, name: str) -> Bilingual:
        """ "" where there is none."""
        value = self.relevant.values.get(name)
        if value is None:
            return Bilingual(vi="", en="")
        question = self.form.get_question(name)
        vi, en = (question.show(value, replace(self.context, language=each)) for each in Language)
        return Bilingual(vi=vi, en=en)

    def labelled(self, name: str) -> Bilingual | None:
        shown = self.answer(name)
        if not shown.vi:
            return None
        label = self.form.get_question(name).label
        return Bilingual(vi=f"{label.vi}: {shown.vi}", en=f"{label.en}: {shown.en}")

    def in_title(self, template: ReminderTemplate) -> Bilingual:
        called, title = self.answer(template.called), template.title
        return Bilingual(
            vi=title.vi.replace("{called}", called.vi), en=title.en.replace("{called}", called.en)
        )


def template_for(templates: Iterable[ReminderTemplate], relevant: Relevant) -> ReminderTemplate:
    """The first whose condition holds."""
    for each in templates:
        if each.when is None or each.when.holds(relevant.known):
            return each
    raise BugError("the last reminder of a task has no condition")


class ReminderData(BaseModel):
    """A table ``[[reminder]]``."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: str
    title: Bilingual
    input: dict[str, Any] = {}
    when: dict[str, Any] | None = None
    called: str = ""
    place: str = ""
    details: tuple[str, ...] = ()
    notes: tuple[Bilingual, ...] = ()
    article: str = ""
    leads_to: tuple[str, ...] = ()


def read_reminder(data: ReminderData, form: Form, file: Path, key: str) -> ReminderTemplate:
    """Raises `FormError`: unknown kinds, keys and questions."""
    return _Reader(form, file, key).read(data, form)


class _Reader(SourceReader):
    def read(self, data: ReminderData, form: Form) -> ReminderTemplate:
        kind = KINDS.get(data.kind)
        if kind is None:
            raise self.fault(
                "kind", f"no kind of reminder is called {data.kind}; there are {', '.join(KINDS)}"
            )
        for foreign in sorted(data.input.keys() - {*kind.needs, *kind.may}):
            raise self.fault(f"input.{foreign}", f"{data.kind} has no such key")
        for missing in (each for each in kind.needs if each not in data.input):
            raise self.fault("input", f"{data.kind} needs the key {missing}")
        for name in filter(None, (data.called, data.place, *data.details)):
            if not form.asks(name):
                raise self.fault("called", f"the form has no question {name}")
        wanted = {"called"} if data.called else set()
        for text in (data.title.vi, data.title.en):
            if set(placeholders(text)) != wanted:
                raise self.fault("title", "names {called} where something is called so, and nothing else")
        return ReminderTemplate(
            kind=data.kind,
            title=data.title,
            inputs={name: self.source(given, f"input.{name}") for name, given in data.input.items()},
            when=None if data.when is None else self.condition(data.when, "when"),
            called=data.called,
            place=data.place,
            details=data.details,
            notes=data.notes,
            article=data.article,
            leads_to=data.leads_to,
        )
