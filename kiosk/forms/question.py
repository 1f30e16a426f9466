"""A question: its kind, its words in both languages, when it is asked, and how its answer is treated."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from pydantic import JsonValue

from kiosk.forms.conditions import Condition
from kiosk.forms.context import Context
from kiosk.forms.errors import AnswerError
from kiosk.forms.kind import Choice, Kind, KindOptions, Typed
from kiosk.forms.prefill import Prefill
from kiosk.language import Bilingual

if TYPE_CHECKING:
    from kiosk.contract.wire import AttachedFile


class Sensitivity(StrEnum):
    """How an answer is shown where others may look on, and whether it is printed."""

    OPEN = "open"
    MASKED = "masked"  # masked on the check page and on paper, shown while a finger rests on it
    HIDDEN = "hidden"  # never shown again and never printed


@dataclass(frozen=True, slots=True)
class Check:
    """Something that must hold between this answer and earlier ones, with what to say when it does not."""

    holds: Condition
    fault: Bilingual


@dataclass(frozen=True, slots=True)
class Question:
    id: str  # English, dotted: "contact.phone"
    kind: Kind[Any, Any]
    options: KindOptions
    label: Bilingual
    help: Bilingual | None = None
    required: bool = True
    none_label: Bilingual | None = None  # the words of "I have none", where that is an answer
    when: Condition | None = None
    prefill: Prefill | None = None  # what fills the empty field
    locked: bool = False  # what was filled in beforehand may not be changed here
    sensitivity: Sensitivity = Sensitivity.OPEN
    checks: tuple[Check, ...] = ()
    columns: tuple[Question, ...] = ()  # what each row of a repeating group asks

    def parse(self, typed: Typed, context: Context) -> Any:
        """The answer; None where there is none and none is needed.

        Raises `AnswerError`: ``common.required`` or a fault of the kind.
        """
        if self.kind.is_blank(typed):
            if self.required:
                raise AnswerError("common.required")
            return None
        return self.kind.parse(typed, self, context)

    def find_broken_check(self, known: Mapping[str, JsonValue]) -> Check | None:
        """The first check that this answer fails beside what else is known; none where there is no answer."""
        if known.get(self.id) is None:
            return None
        return next((check for check in self.checks if not check.holds.holds(known)), None)

    def show(self, value: Any, context: Context) -> str:
        """In words, unmasked. For "I have none": its words."""
        if value is None:
            return "" if self.none_label is None else self.none_label.text(context.language)
        return self.kind.show(value, self, context)

    def show_guarded(self, value: Any, context: Context) -> str:
        """As others may see it."""
        if value is None or self.sensitivity is Sensitivity.OPEN:
            return self.show(value, context)
        return self.kind.mask(value, self, context)

    def to_json(self, value: Any) -> JsonValue:
        return None if value is None else self.kind.to_json(value)

    def to_act(self, value: Any) -> JsonValue:
        return None if value is None else self.kind.to_act(value)

    def attached(self, value: Any) -> tuple[AttachedFile, ...]:
        return () if value is None else self.kind.attached(value, self)

    def from_json(self, json: JsonValue) -> Any:
        return None if json is None else self.kind.from_json(json)

    def type_out(self, value: Any) -> Typed:
        return {} if value is None else self.kind.type_out(value, self)

    def filled_beforehand(self, known: Mapping[str, JsonValue], context: Context) -> Typed:
        """What stands in the field before anybody typed."""
        found = None if self.prefill is None else self.prefill.find(known)
        return {} if found is None else self.kind.from_fact(found.value, self, context)

    def choices(self, part: str, typed: Typed, context: Context) -> tuple[Choice, ...]:
        return self.kind.choices(part, typed, self, context)
