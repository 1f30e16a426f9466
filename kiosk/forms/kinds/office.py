"""An office of Vietnam Social Security."""

from __future__ import annotations

from pydantic import JsonValue

from kiosk.forms.context import Context
from kiosk.forms.kind import Choice, Kind, KindOptions, Typed, typed_text
from kiosk.forms.kinds.places import MOST_FOUND, commune_choices, province_choices
from kiosk.forms.question import Question
from kiosk.reference.offices import Office, OfficeLevel


class OfficeOptions(KindOptions):
    levels: tuple[OfficeLevel, ...] = tuple(OfficeLevel)


class OfficeKind(Kind[str, OfficeOptions]):
    """Parts: ``office``, its code, which is kept; ``province``, ``commune`` (codes), ``search``,
    ``province_search`` and ``commune_search`` help to find it: the office of the commune comes first.
    """

    name = "office"
    parts = ("office", "province", "commune", "search", "province_search", "commune_search")
    searches = ("province", "commune", "search", "province_search", "commune_search")
    choice_parts = ("province", "commune", "office")
    options = OfficeOptions

    def parse(self, typed: Typed, question: Question, context: Context) -> str:
        office = context.reference.offices.find_by_code(typed_text(typed, "office"))
        if office is None or office.level not in self.options_of(question).levels:
            raise self.fault("not_offered")
        if not office.is_valid_on(context.today):
            raise self.fault("closed")
        return office.code

    def show(self, value: str, question: Question, context: Context) -> str:
        del question
        office = context.reference.offices.find_by_code(value)
        return office.name if office else value

    def type_out(self, value: str, question: Question) -> Typed:
        del question
        return {"office": value}

    def from_fact(self, fact: JsonValue, question: Question, context: Context) -> Typed:
        """From its code."""
        del question, context
        return {"office": fact} if isinstance(fact, str) else {}

    def chosen_label(self, part: str, typed: Typed, question: Question, context: Context) -> str:
        code = typed_text(typed, part)
        if part != "office":
            return super().chosen_label(part, typed, question, context)
        found = context.reference.offices.find_by_code(code)
        return found.name if found else ""

    def choices(self, part: str, typed: Typed, question: Question, context: Context) -> tuple[Choice, ...]:
        if part == "province":
            return province_choices(typed, context)
        if part == "commune":
            return commune_choices(typed, context)
        if part != "office":
            return ()
        levels = self.options_of(question).levels
        found = [office for office in _find(typed, context) if office.level in levels]
        chosen = typed_text(typed, "office")
        shown = [each for place, each in enumerate(found) if place < MOST_FOUND or each.code == chosen]
        return tuple(Choice(office.code, office.name) for office in shown)


def _find(typed: Typed, context: Context) -> list[Office]:
    offices, today = context.reference.offices, context.today
    serving = offices.find_serving(typed_text(typed, "commune"), today)
    found = offices.find(
        typed_text(typed, "search"),
        on=today,
        province_code=typed_text(typed, "province") or None,
        limit=None,
    )
    return found if serving is None else [serving, *(each for each in found if each is not serving)]
