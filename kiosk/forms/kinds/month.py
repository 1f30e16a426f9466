"""A month of a year, and a stretch of whole months."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, JsonValue

from kiosk.forms.context import Context
from kiosk.forms.kind import Kind, KindOptions, Typed, typed_text
from kiosk.forms.limits import DayLimit, Limit, fault_in_limits, fixed_limit
from kiosk.forms.order import Order
from kiosk.forms.question import Question
from kiosk.language import Language

MonthText: TypeAlias = Annotated[str, Field(pattern=r"^[0-9]{4}-(0[1-9]|1[0-2])$")]  # 2026-10; sorts as text
_TYPED = re.compile(r"(\d{1,2})[\s./-]+(\d{4})|(\d\d)(\d{4})", re.ASCII)


class MonthOptions(KindOptions):
    """The months of the two days are allowed too."""

    earliest: Limit = DayLimit(date(1900, 1, 1))
    latest: Limit | None = None


class Month(Kind[str, MonthOptions]):
    """Parts: ``text``, month and year as digits (``102026``) or parted (``10/2026``). Kept as ``2026-10``."""

    name = "month"
    fits_column = True
    options = MonthOptions
    value_type = MonthText
    order = Order.MONTH

    def parse(self, typed: Typed, question: Question, context: Context) -> str:
        month = read_month(typed_text(typed))
        if month is None:
            raise self.fault("unfinished")
        earliest, latest = months_allowed(self.options_of(question), context)
        if month < earliest:
            raise self.fault("too_early", earliest=show_month(earliest))
        if latest is not None and month > latest:
            raise self.fault("too_late", latest=show_month(latest))
        return month

    def show(self, value: str, question: Question, context: Context) -> str:
        del question, context
        return show_month(value)

    def type_out(self, value: str, question: Question) -> Typed:
        del question
        return {"text": show_month(value)}

    def from_fact(self, fact: JsonValue, question: Question, context: Context) -> Typed:
        """From ``YYYY-MM`` or a whole date."""
        del context
        try:
            return self.type_out(self.from_json(fact[:7] if isinstance(fact, str) else fact), question)
        except ValueError:
            return {}

    def limits(self, question: Question) -> tuple[JsonValue, JsonValue]:
        options = self.options_of(question)
        earliest, latest = fixed_limit(options.earliest), fixed_limit(options.latest)
        return earliest and earliest[:7], latest and latest[:7]

    def fault_in_options(self, question: Question) -> str | None:
        options = self.options_of(question)
        return fault_in_limits(options.earliest, options.latest)


class Months(BaseModel):
    """From the beginning of a month to the end of the same or a later one."""

    model_config = ConfigDict(frozen=True, extra="forbid", serialize_by_alias=True, hide_input_in_errors=True)

    first: MonthText = Field(alias="from")
    last: MonthText = Field(alias="to")

    def __len__(self) -> int:
        """How many months they are."""
        return month_number(self.last) - month_number(self.first) + 1


class Period(Kind[Months, MonthOptions]):
    """Parts: ``from`` and ``to``, each typed as a month."""

    name = "period"
    parts = ("from", "to")
    options = MonthOptions
    value_type = Months
    order = Order.NONE

    def parse(self, typed: Typed, question: Question, context: Context) -> Months:
        first, last = read_month(typed_text(typed, "from")), read_month(typed_text(typed, "to"))
        if first is None:
            raise self.fault("from_unfinished")
        if last is None:
            raise self.fault("to_unfinished")
        if first > last:
            raise self.fault("order")
        earliest, latest = months_allowed(self.options_of(question), context)
        if first < earliest:
            raise self.fault("too_early", earliest=show_month(earliest))
        if latest is not None and last > latest:
            raise self.fault("too_late", latest=show_month(latest))
        return Months.model_validate({"from": first, "to": last})

    def show(self, value: Months, question: Question, context: Context) -> str:
        del question
        return show_months(value.first, value.last, context.language)

    def type_out(self, value: Months, question: Question) -> Typed:
        del question
        return {"from": show_month(value.first), "to": show_month(value.last)}

    def from_fact(self, fact: JsonValue, question: Question, context: Context) -> Typed:
        del context
        try:
            return self.type_out(self.from_json(fact), question)
        except ValueError:
            return {}

    def fault_in_options(self, question: Question) -> str | None:
        options = self.options_of(question)
        return fault_in_limits(options.earliest, options.latest)


def read_month(text: str) -> str | None:
    """``10/2026``, ``10 2026`` or ``102026`` as ``2026-10``; None where that is no month."""
    found = _TYPED.fullmatch(text.strip())
    if found is None:
        return None
    month, year = int(found[1] or found[3]), found[2] or found[4]
    return f"{year}-{month:02}" if 1 <= month <= 12 else None


def months_allowed(options: MonthOptions, context: Context) -> tuple[str, str | None]:
    """The earliest and the latest month."""
    earliest, latest = options.earliest.on(context.today), options.latest
    return month_of(earliest), None if latest is None else month_of(latest.on(context.today))


def month_of(day: date) -> str:
    return day.isoformat()[:7]


def month_number(month: str) -> int:
    """Months since the year 0."""
    return 12 * int(month[:4]) + int(month[5:]) - 1


def show_month(month: str) -> str:
    """As Vietnam writes it, in either language: ``10/2026``."""
    return f"{month[5:]}/{month[:4]}"


def show_months(first: str, last: str, language: Language) -> str:
    if language is Language.VIETNAMESE:
        return f"từ {show_month(first)} đến {show_month(last)}"
    return f"{show_month(first)} to {show_month(last)}"
