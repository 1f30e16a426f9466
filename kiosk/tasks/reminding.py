"""What a task of reminders needs beside its form: which kind of reminder the answers make, and its words.
Data (``kiosk/reminders/reminders.toml``) for every task that reminds; checked when it is read.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

import kiosk.reminders
from kiosk.errors import BugError
from kiosk.forms.answers import Relevant
from kiosk.forms.conditions import Condition
from kiosk.forms.context import Context
from kiosk.forms.errors import FormError
from kiosk.forms.form import Form
from kiosk.forms.form_data import first_fault
from kiosk.language import Bilingual, Language
from kiosk.reminders.entry import Reminder
from kiosk.reminders.kinds import KINDS, Ground
from kiosk.reminders.legal_dates import limit_on
from kiosk.tasks.calculation_reader import placeholders
from kiosk.tasks.service_ground import Around
from kiosk.tasks.source_reader import SourceReader
from kiosk.tasks.sources import Source, values_of
from kiosk.toml import read_toml

SHIPPED = Path(kiosk.reminders.__file__).with_name("reminders.toml")


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


def reminder_of(
    templates: Iterable[ReminderTemplate], form: Form, relevant: Relevant, context: Context, law: Around
) -> Reminder:
    """By the first whose condition holds."""
    ground = Ground(context.today, law.book(), law.calendar())
    for each in templates:
        if each.when is None or each.when.holds(relevant.known):
            return each.reminder(form, relevant, context, ground)
    raise BugError("the last reminder of a task has no condition")


class _ReminderData(BaseModel):
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


def read_reminders(form: Form, file: Path = SHIPPED) -> tuple[ReminderTemplate, ...]:
    """Those that a form asks all for. Raises `FormError`: unknown kinds and keys, and questions of none."""
    try:
        rows = [_ReminderData.model_validate(row) for row in read_toml(file)["reminder"]]
    except ValidationError as error:
        raise FormError(file, *first_fault(error, "reminder")) from error
    read = (_Reader(form, file, f"reminder[{place}]").read(row, form) for place, row in enumerate(rows))
    found = tuple(each for each in read if each is not None)
    if not found or found[-1].when is not None:
        raise FormError(file, "reminder", "the last one is for all other answers, and has no condition")
    return found


class _Reader(SourceReader):
    def read(self, data: _ReminderData, form: Form) -> ReminderTemplate | None:
        """None where the form lacks a question that it looks at."""
        kind = KINDS.get(data.kind)
        if kind is None:
            raise self.fault("kind", f"is one of {', '.join(KINDS)}")
        for foreign in sorted(data.input.keys() - {*kind.needs, *kind.may}):
            raise self.fault(f"input.{foreign}", f"{data.kind} has no such key")
        for missing in (each for each in kind.needs if each not in data.input):
            raise self.fault("input", f"{data.kind} needs the key {missing}")
        wanted = {"called"} if data.called else set()
        for text in (data.title.vi, data.title.en):
            if set(placeholders(text)) != wanted:
                raise self.fault("title", "names {called} where something is called so, and nothing else")
        inputs = {name: self.any_source(given, f"input.{name}") for name, given in data.input.items()}
        told = all(form.asks(each) for each in filter(None, (data.called, data.place, *data.details)))
        if not told or not all(self.knows(each) for each in inputs.values()):
            return None
        return ReminderTemplate(
            kind=data.kind,
            title=data.title,
            inputs=inputs,
            when=None if data.when is None else self.condition(data.when, "when"),
            called=data.called,
            place=data.place,
            details=data.details,
            notes=data.notes,
            article=data.article,
            leads_to=data.leads_to,
        )
