"""A day of the calendar."""

from __future__ import annotations

import re
from datetime import date

from pydantic import JsonValue

from kiosk.forms.context import Context
from kiosk.forms.kind import Kind, KindOptions, Typed, typed_text
from kiosk.forms.limits import DayLimit, Limit, fault_in_limits, fixed_limit
from kiosk.forms.order import Order
from kiosk.forms.question import Question

_DIGITS = re.compile(r"(\d\d)(\d\d)(\d{4})", re.ASCII)
_PARTED = re.compile(r"(\d{1,2})[\s./-]+(\d{1,2})[\s./-]+(\d{4})", re.ASCII)


class DateOptions(KindOptions):
    earliest: Limit = DayLimit(date(1900, 1, 1))
    latest: Limit | None = None


class Date(Kind[date, DateOptions]):
    """Parts: ``text``, day, month and year as digits (``05102026``) or parted (``5/10/2026``)."""

    name = "date"
    fits_column = True
    options = DateOptions
    value_type = date
    order = Order.DATE

    def parse(self, typed: Typed, question: Question, context: Context) -> date:
        text = typed_text(typed).strip()
        found = _DIGITS.fullmatch(text) or _PARTED.fullmatch(text)
        if found is None:
            raise self.fault("unfinished")
        try:
            day = date(int(found[3]), int(found[2]), int(found[1]))
        except ValueError:
            raise self.fault("no_such_day") from None
        options = self.options_of(question)
        earliest = options.earliest.on(context.today)
        if day < earliest:
            raise self.fault("too_early", earliest=show_day(earliest))
        if options.latest is not None and day > options.latest.on(context.today):
            raise self.fault("too_late", latest=show_day(options.latest.on(context.today)))
        return day

    def show(self, value: date, question: Question, context: Context) -> str:
        del question, context
        return show_day(value)

    def type_out(self, value: date, question: Question) -> Typed:
        del question
        return {"text": show_day(value)}

    def from_fact(self, fact: JsonValue, question: Question, context: Context) -> Typed:
        """From ISO 8601. Of a date that is known in part, nothing."""
        del context
        try:
            return self.type_out(self.from_json(fact), question)
        except ValueError:
            return {}

    def limits(self, question: Question) -> tuple[JsonValue, JsonValue]:
        options = self.options_of(question)
        return fixed_limit(options.earliest), fixed_limit(options.latest)

    def fault_in_options(self, question: Question) -> str | None:
        options = self.options_of(question)
        return fault_in_limits(options.earliest, options.latest)


def show_day(day: date) -> str:
    """As Vietnam writes it, in either language: ``05/10/2026``."""
    return f"{day.day:02}/{day.month:02}/{day.year:04}"
