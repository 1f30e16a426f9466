"""A repeating group: relatives, members of a household, children, each asked the same few questions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Self, TypeAlias

from pydantic import Field, JsonValue, model_validator

from kiosk.forms.context import Context
from kiosk.forms.errors import AnswerError
from kiosk.forms.kind import KindOptions, Typed, fault_text, typed_rows
from kiosk.forms.kinds.rows import Repeating
from kiosk.forms.order import Order
from kiosk.forms.question import Question
from kiosk.language import Bilingual, Language

Row: TypeAlias = Mapping[str, JsonValue]  # JSON value by the column's id; None for none

_MOST_ROWS = 30
_BETWEEN_ROWS, _BETWEEN_CELLS = "; ", ", "


class RelativesOptions(KindOptions):
    """``item``: what one row is: ``{ vi = "người thân", en = "relative" }``."""

    item: Bilingual
    least: int = Field(1, ge=1)  # for none at all the question is not required, or has a ``none_label``
    most: int = Field(10, ge=1, le=_MOST_ROWS)

    @model_validator(mode="after")
    def _order(self) -> Self:
        if self.least > self.most:
            raise ValueError("least lies above most")
        return self


class Relatives(Repeating[tuple[Row, ...], RelativesOptions]):
    """Parts: ``rows``, a list of tables that hold by a column's id what is typed for it. A row with nothing
    in it does not count; ``open`` as in `Repeating`. The columns are the question's ``columns``; a column's
    checks also see those before it.
    """

    name = "relatives"
    options = RelativesOptions
    value_type = tuple[dict[str, JsonValue], ...]
    order = Order.NONE
    has_columns = True

    def parse(self, typed: Typed, question: Question, context: Context) -> tuple[Row, ...]:
        options, rows = self.options_of(question), typed_rows(typed)
        if len(rows) < options.least:
            raise self.fault("too_few", least=options.least, item=options.item)
        if len(rows) > options.most:
            raise self.fault("too_many", most=options.most, item=options.item)
        fault = next(self.row_faults(typed, question, context), None)
        if fault is not None:
            place, column, words = fault
            raise self.fault("row", item=options.item, row=place + 1, column=column.label, words=words)
        return tuple(
            {column.id: column.to_json(_parse_cell(column, row, context)) for column in question.columns}
            for _, row in rows
        )

    def row_faults(
        self, typed: Typed, question: Question, context: Context
    ) -> Iterator[tuple[int, Question, Bilingual]]:
        """Everything that is wrong: the row's place among all that is typed, the column, and what to say."""
        for place, row in typed_rows(typed):
            known = dict(context.known)
            for column in question.columns:
                try:
                    value = _parse_cell(column, row, replace(context, known=known))
                except AnswerError as error:
                    yield place, column, both_languages(error)
                    continue
                if value is not None:
                    known[column.id] = column.to_json(value)
                broken = column.find_broken_check(known)
                if broken is not None:
                    yield place, column, broken.fault

    def item(self, question: Question) -> Bilingual:
        return self.options_of(question).item

    def most_rows(self, question: Question) -> int:
        return self.options_of(question).most

    def show_typed_row(self, row: Typed, question: Question, context: Context) -> str:
        good: dict[str, JsonValue] = {}
        for column in question.columns:
            try:
                value = _parse_cell(column, row, context)
            except AnswerError:
                continue
            good[column.id] = None if value is None else column.to_json(value)
        return show_row(good, question, context)

    def faults_in_row(
        self, row: Typed, place: int, question: Question, context: Context
    ) -> Mapping[str, Bilingual]:
        del place
        faults: dict[str, Bilingual] = {}
        for _, column, words in self.row_faults({"rows": [dict(row)]}, question, context):
            faults.setdefault(column.id, words)
        if not faults and not typed_rows({"rows": [dict(row)]}):
            faults[question.columns[0].id] = both_languages(AnswerError("common.required"))
        return faults

    def show(self, value: tuple[Row, ...], question: Question, context: Context) -> str:
        return _BETWEEN_ROWS.join(show_row(row, question, context) for row in value)

    def mask(self, value: tuple[Row, ...], question: Question, context: Context) -> str:
        """How many they are."""
        return f"•••••• ({len(value)} {self.options_of(question).item.text(context.language)})"

    def type_out(self, value: tuple[Row, ...], question: Question) -> Typed:
        rows: list[JsonValue] = [
            {
                column.id: dict(column.type_out(column.from_json(row.get(column.id))))
                for column in question.columns
            }
            for row in value
        ]
        return {"rows": rows}

    def from_fact(self, fact: JsonValue, question: Question, context: Context) -> Typed:
        """From rows of the same columns, such as an earlier answer."""
        del context
        try:
            return self.type_out(self.from_json(fact), question)
        except ValueError:
            return {}


def both_languages(error: AnswerError) -> Bilingual:
    return Bilingual(**{language.value: fault_text(error, language) for language in Language})


def show_row(row: Row, question: Question, context: Context) -> str:
    """``Nguyễn Văn An (con, 05/10/2020)``: the first column, then the others."""
    shown = [
        column.show(column.from_json(row[column.id]), context)
        for column in question.columns
        if row.get(column.id) is not None
    ]
    head, *others = shown or [""]
    return f"{head} ({_BETWEEN_CELLS.join(others)})" if others else head


def _parse_cell(column: Question, row: Typed, context: Context) -> object:
    cell = row.get(column.id)
    return column.parse(cell if isinstance(cell, dict) else {}, context)
