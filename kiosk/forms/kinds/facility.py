"""A facility of first health care, as a health card names it."""

from __future__ import annotations

from pydantic import JsonValue

from kiosk.forms.context import Context
from kiosk.forms.kind import Choice, Kind, KindOptions, Typed, typed_text
from kiosk.forms.kinds.places import MOST_FOUND, commune_choices, name_of_commune, province_choices
from kiosk.forms.question import Question
from kiosk.language import Bilingual
from kiosk.reference.facilities import Facility, FacilityLevel, ManagedBy

_LEVELS = {
    FacilityLevel.INITIAL: Bilingual(vi="cấp ban đầu", en="initial level"),
    FacilityLevel.BASIC: Bilingual(vi="cấp cơ bản", en="basic level"),
    FacilityLevel.SPECIALISED: Bilingual(vi="cấp chuyên sâu", en="specialised level"),
}


class FacilityOptions(KindOptions):
    levels: tuple[FacilityLevel, ...] = tuple(FacilityLevel)
    managed_by: tuple[ManagedBy, ...] = tuple(ManagedBy)
    open_only: bool = True  # only those that take first registrations


class FacilityKind(Kind[str, FacilityOptions]):
    """Parts: ``facility``, its code, which is kept; ``province``, ``commune`` (codes), ``search``,
    ``province_search`` and ``commune_search`` help to find it.
    """

    name = "facility"
    parts = ("facility", "province", "commune", "search", "province_search", "commune_search")
    searches = ("province", "commune", "search", "province_search", "commune_search")
    choice_parts = ("province", "commune", "facility")
    options = FacilityOptions

    def parse(self, typed: Typed, question: Question, context: Context) -> str:
        code, facilities = typed_text(typed, "facility"), context.reference.facilities
        facility = facilities.find_by_code(code, context.today)
        if facility is None:
            known = any(each.code == code for each in facilities.all())
            raise self.fault("not_valid" if known else "not_offered")
        options = self.options_of(question)
        if options.open_only and not facility.accepts_first_registration:
            raise self.fault("not_open")
        if not _is_offered(facility, options):
            raise self.fault("not_offered")
        return facility.code

    def show(self, value: str, question: Question, context: Context) -> str:
        """With its code, which forms ask for."""
        del question
        facilities = context.reference.facilities
        facility = facilities.find_by_code(value, context.today) or next(
            (each for each in facilities.all() if each.code == value), None
        )
        return f"{facility.name} ({value})" if facility else value

    def type_out(self, value: str, question: Question) -> Typed:
        del question
        return {"facility": value}

    def from_fact(self, fact: JsonValue, question: Question, context: Context) -> Typed:
        """From its code."""
        del question, context
        return {"facility": fact} if isinstance(fact, str) else {}

    def chosen_label(self, part: str, typed: Typed, question: Question, context: Context) -> str:
        code = typed_text(typed, part)
        if part != "facility":
            return super().chosen_label(part, typed, question, context)
        found = context.reference.facilities.find_by_code(code, context.today)
        return found.name if found else ""

    def choices(self, part: str, typed: Typed, question: Question, context: Context) -> tuple[Choice, ...]:
        if part == "province":
            return province_choices(typed, context)
        if part == "commune":
            return commune_choices(typed, context)
        if part != "facility":
            return ()
        options = self.options_of(question)
        found = context.reference.facilities.find(
            typed_text(typed, "search"),
            on=context.today,
            province_code=typed_text(typed, "province") or None,
            commune_code=typed_text(typed, "commune") or None,
            open_only=options.open_only,
            limit=None,
        )
        offered = [each for each in found if _is_offered(each, options)]
        chosen = typed_text(typed, "facility")
        shown = [each for place, each in enumerate(offered) if place < MOST_FOUND or each.code == chosen]
        return tuple(Choice(each.code, each.name, _note(each, context)) for each in shown)


def _is_offered(facility: Facility, options: FacilityOptions) -> bool:
    return facility.level in options.levels and facility.managed_by in options.managed_by


def _note(facility: Facility, context: Context) -> str:
    details = (
        facility.code,
        _LEVELS[facility.level].text(context.language),
        name_of_commune(facility.commune_code, context),
    )
    return ", ".join(filter(None, details))
