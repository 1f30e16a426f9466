"""When a person paid contributions: stretches of months with scheme, employer and wage."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from itertools import pairwise

from pydantic import Field, JsonValue

from kiosk.forms.context import Context
from kiosk.forms.errors import AnswerError
from kiosk.forms.kind import Choice, KindOptions, Typed, fault_text, typed_rows, typed_text
from kiosk.forms.kinds.money import LARGEST_AMOUNT, read_money, show_money
from kiosk.forms.kinds.month import Months, month_of, read_month, show_month, show_months
from kiosk.forms.kinds.rows import Repeating
from kiosk.forms.kinds.text import clean
from kiosk.forms.order import Order
from kiosk.forms.question import Question
from kiosk.language import Bilingual, Language

_MOST_LETTERS = 200
_BETWEEN_ROWS, _BETWEEN_CELLS = "; ", ", "


class Scheme(StrEnum):
    """As the calculators name them."""

    COMPULSORY = "compulsory"
    VOLUNTARY = "voluntary"


_SCHEMES = {
    Scheme.COMPULSORY: Bilingual(vi="bắt buộc", en="compulsory"),
    Scheme.VOLUNTARY: Bilingual(vi="tự nguyện", en="voluntary"),
}


_ITEM = Bilingual(vi="khoảng thời gian", en="stretch of months")


class Stretch(Months):
    """Months in a row of one scheme, one employer and one wage. ``wage``: đồng a month, or the voluntary
    income; None where it was not asked for.
    """

    scheme: Scheme
    employer: str = Field("", repr=False)
    wage: int | None = Field(None, ge=0, le=LARGEST_AMOUNT, repr=False)


class ContributionMonthsOptions(KindOptions):
    most: int = Field(20, ge=1, le=60)  # stretches
    wages: bool = True  # whether each stretch needs its wage


class ContributionMonths(Repeating[tuple[Stretch, ...], ContributionMonthsOptions]):
    """Parts: ``rows``, a list of tables of texts: ``from`` and ``to`` typed as months, ``scheme`` chosen,
    ``employer`` free and not needed, ``wage`` typed as money. Kept in the order of time.
    ``open`` as in `Repeating`.
    """

    name = "contribution_months"
    row_choice_parts = ("scheme",)
    options = ContributionMonthsOptions
    value_type = tuple[Stretch, ...]
    order = Order.NONE

    def parse(self, typed: Typed, question: Question, context: Context) -> tuple[Stretch, ...]:
        options, rows = self.options_of(question), typed_rows(typed)
        if not rows:
            raise self.fault("none")
        if len(rows) > options.most:
            raise self.fault("too_many", most=options.most)
        read = sorted(
            ((self._stretch(row, place + 1, options, context), place + 1) for place, row in rows),
            key=lambda pair: pair[0].first,
        )
        for (before, one), (after, other) in pairwise(read):
            if after.first <= before.last:
                raise self.fault("overlap", row=max(one, other), other=min(one, other))
        return tuple(stretch for stretch, _ in read)

    def _stretch(
        self, row: Typed, number: int, options: ContributionMonthsOptions, context: Context
    ) -> Stretch:
        first, last = read_month(typed_text(row, "from")), read_month(typed_text(row, "to"))
        scheme, employer = typed_text(row, "scheme"), clean(typed_text(row, "employer"))
        wage = read_money(typed_text(row, "wage")) if options.wages else None
        now = month_of(context.today)
        if first is None:
            raise self.fault("from_unfinished", row=number)
        if last is None:
            raise self.fault("to_unfinished", row=number)
        if first > last:
            raise self.fault("order", row=number)
        if last > now:
            raise self.fault("future", row=number, latest=show_month(now))
        if scheme not in set(Scheme):
            raise self.fault("scheme", row=number)
        if len(employer) > _MOST_LETTERS:
            raise self.fault("employer", row=number, most=_MOST_LETTERS)
        if options.wages and (wage is None or not 0 < wage <= LARGEST_AMOUNT):
            raise self.fault("wage", row=number)
        return Stretch.model_validate(
            {"from": first, "to": last, "scheme": Scheme(scheme), "employer": employer, "wage": wage}
        )

    def item(self, question: Question) -> Bilingual:
        del question
        return _ITEM

    def most_rows(self, question: Question) -> int:
        return self.options_of(question).most

    def show_typed_row(self, row: Typed, question: Question, context: Context) -> str:
        try:
            return _show(self._stretch(row, 1, self.options_of(question), context), context.language)
        except AnswerError:
            texts = (typed_text(row, part) for part in ("from", "to", "employer"))
            return _BETWEEN_CELLS.join(filter(None, texts))

    def faults_in_row(
        self, row: Typed, place: int, question: Question, context: Context
    ) -> Mapping[str, Bilingual]:
        try:
            self._stretch(row, place + 1, self.options_of(question), context)
        except AnswerError as error:
            return {"": Bilingual(**{each.value: fault_text(error, each) for each in Language})}
        return {}

    def show(self, value: tuple[Stretch, ...], question: Question, context: Context) -> str:
        """``24 tháng: từ 01/2020 đến 12/2021 (bắt buộc, Công ty A, 5.000.000 đồng)``"""
        del question
        language = context.language
        total, months = sum(map(len, value)), "tháng" if language is Language.VIETNAMESE else "months"
        return f"{total} {months}: " + _BETWEEN_ROWS.join(_show(each, language) for each in value)

    def mask(self, value: tuple[Stretch, ...], question: Question, context: Context) -> str:
        """How many months they are."""
        del question
        months = "tháng" if context.language is Language.VIETNAMESE else "months"
        return f"•••••• ({sum(map(len, value))} {months})"

    def type_out(self, value: tuple[Stretch, ...], question: Question) -> Typed:
        del question
        rows: list[JsonValue] = [
            {
                "from": show_month(each.first),
                "to": show_month(each.last),
                "scheme": each.scheme.value,
                "employer": each.employer,
                "wage": "" if each.wage is None else str(each.wage),
            }
            for each in value
        ]
        return {"rows": rows}

    def from_fact(self, fact: JsonValue, question: Question, context: Context) -> Typed:
        """From stretches as they are sent."""
        del context
        try:
            return self.type_out(self.from_json(fact), question)
        except ValueError:
            return {}

    def choices(self, part: str, typed: Typed, question: Question, context: Context) -> tuple[Choice, ...]:
        """For ``scheme`` of any row."""
        del typed, question
        if part != "scheme":
            return ()
        return tuple(Choice(scheme, words.text(context.language)) for scheme, words in _SCHEMES.items())


def _show(stretch: Stretch, language: Language) -> str:
    details = [_SCHEMES[stretch.scheme].text(language), stretch.employer]
    if stretch.wage is not None:
        details.append(show_money(stretch.wage).text(language))
    return (
        f"{show_months(stretch.first, stretch.last, language)} ({_BETWEEN_CELLS.join(filter(None, details))})"
    )
