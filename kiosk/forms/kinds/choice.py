"""One or several of the things that the form's file lists."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, JsonValue, model_validator

from kiosk.forms.context import Context
from kiosk.forms.kind import Choice, Kind, KindOptions, Typed, typed_list, typed_text
from kiosk.forms.order import Order
from kiosk.forms.question import Question
from kiosk.language import Bilingual

_SEPARATOR = "; "


class Item(BaseModel):
    """One thing on offer. ``on_paper``: its words on a printed form that asks otherwise than the screen."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_]*$")]
    label: Bilingual
    note: Bilingual | None = None
    on_paper: str = ""


class OneOfOptions(KindOptions):
    items: Annotated[tuple[Item, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _distinct(self) -> Self:
        if len({item.id for item in self.items}) != len(self.items):
            raise ValueError("two items have the same id")
        return self


class SomeOfOptions(OneOfOptions):
    least: int = Field(1, ge=0)
    most: int | None = Field(None, ge=1)

    @model_validator(mode="after")
    def _possible(self) -> Self:
        if self.least > len(self.items) or (self.most is not None and self.most < self.least):
            raise ValueError("no choice could have so many and so few items")
        return self


def _offer(options: OneOfOptions, context: Context) -> tuple[Choice, ...]:
    language = context.language
    return tuple(
        Choice(item.id, item.label.text(language), item.note.text(language) if item.note else "")
        for item in options.items
    )


def _item(item_id: str, options: OneOfOptions) -> Item:
    return next(item for item in options.items if item.id == item_id)


def _label(item_id: str, options: OneOfOptions, context: Context) -> str:
    return _item(item_id, options).label.text(context.language)


class OneOf(Kind[str, OneOfOptions]):
    """Parts: ``choice``, the item's id, which is kept."""

    name = "one_of"
    parts = ("choice",)
    fits_column = True
    options = OneOfOptions
    order = Order.CHOICE
    choice_parts = ("choice",)
    printed_parts = ("on_paper",)

    def parse(self, typed: Typed, question: Question, context: Context) -> str:
        del context
        chosen = typed_text(typed, "choice")
        if chosen not in {item.id for item in self.options_of(question).items}:
            raise self.fault("not_offered")
        return chosen

    def show(self, value: str, question: Question, context: Context) -> str:
        return _label(value, self.options_of(question), context)

    def print_parts(self, value: str, question: Question, context: Context) -> Mapping[str, str]:
        del context
        return {"on_paper": _item(value, self.options_of(question)).on_paper}

    def type_out(self, value: str, question: Question) -> Typed:
        del question
        return {"choice": value}

    def from_fact(self, fact: JsonValue, question: Question, context: Context) -> Typed:
        del question, context
        return {"choice": fact} if isinstance(fact, str) else {}

    def choices(self, part: str, typed: Typed, question: Question, context: Context) -> tuple[Choice, ...]:
        del part, typed
        return _offer(self.options_of(question), context)

    def domain(self, question: Question) -> tuple[JsonValue, ...]:
        return tuple(item.id for item in self.options_of(question).items)


class SomeOf(Kind[tuple[str, ...], SomeOfOptions]):
    """Parts: ``chosen``, the items' ids. Kept in the order of the file."""

    name = "some_of"
    parts = ("chosen",)
    fits_column = True
    options = SomeOfOptions
    value_type = tuple[str, ...]
    order = Order.CHOICES
    choice_parts = ("chosen",)

    def parse(self, typed: Typed, question: Question, context: Context) -> tuple[str, ...]:
        del context
        limits = self.options_of(question)
        chosen = set(typed_list(typed, "chosen"))
        offered = [item.id for item in limits.items]
        if not chosen <= set(offered):
            raise self.fault("not_offered")
        if len(chosen) < limits.least:
            raise self.fault("too_few", least=limits.least)
        if limits.most is not None and len(chosen) > limits.most:
            raise self.fault("too_many", most=limits.most)
        return tuple(item for item in offered if item in chosen)

    def show(self, value: tuple[str, ...], question: Question, context: Context) -> str:
        return _SEPARATOR.join(_label(each, self.options_of(question), context) for each in value)

    def type_out(self, value: tuple[str, ...], question: Question) -> Typed:
        del question
        return {"chosen": list(value)}

    def from_fact(self, fact: JsonValue, question: Question, context: Context) -> Typed:
        del question, context
        return {"chosen": fact} if isinstance(fact, list) else {}

    def choices(self, part: str, typed: Typed, question: Question, context: Context) -> tuple[Choice, ...]:
        del part, typed
        return _offer(self.options_of(question), context)

    def domain(self, question: Question) -> tuple[JsonValue, ...]:
        return tuple(item.id for item in self.options_of(question).items)
