"""What every kind of question has: four forms of a value apart, and every error that it can give.

* *typed*: what stands in the field, by part, however unfinished: ``{"text": "0901"}``
* *value*: the answer, a Python value of the kind's own type
* *shown*: the value in words, masked where the question asks for it
* *JSON*: the value as it is kept in a draft, compared by conditions and sent in an act (there ``to_act`` may
  say less)
"""

from __future__ import annotations

import tomllib
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from json import dumps
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeAlias, TypeVar, cast

from pydantic import BaseModel, ConfigDict, JsonValue, TypeAdapter

from kiosk.forms.context import Context
from kiosk.forms.errors import AnswerError
from kiosk.forms.order import Order
from kiosk.language import Bilingual, Language

if TYPE_CHECKING:
    from kiosk.contract.wire import AttachedFile
    from kiosk.forms.question import Question

Typed: TypeAlias = Mapping[str, JsonValue]
Value = TypeVar("Value")
COMMON_FAULTS = "common"
_FAULTS = Path(__file__).parent / "kinds" / "faults.toml"


class KindOptions(BaseModel):
    """What a question may set for its kind, in the table ``options`` of its file."""

    model_config = ConfigDict(frozen=True, extra="forbid")


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that can be chosen. ``note`` stands below in small type."""

    value: str
    label: str
    note: str = ""


Options = TypeVar("Options", bound=KindOptions)


class Kind(ABC, Generic[Value, Options]):
    """One kind of question. It keeps no state: one object serves every question of the kind."""

    name: ClassVar[str]
    parts: ClassVar[tuple[str, ...]] = ("text",)  # of what is typed; the docstring tells what each holds
    searches: ClassVar[tuple[str, ...]] = ()  # those of them that only help to find or fill in the others
    options: ClassVar[type[KindOptions]] = KindOptions
    value_type: ClassVar[Any] = str
    order: ClassVar[Order] = Order.TEXT
    has_columns: ClassVar[bool] = False  # a repeating group: the question has ``columns``
    fits_column: ClassVar[bool] = False  # simple enough for a row of such a group
    choice_parts: ClassVar[tuple[str, ...]] = ()  # the parts of the field that are chosen, not typed
    hands_in_paper: ClassVar[bool] = False  # the answer is a paper, photographed or handed over
    own: ClassVar[str] = ""  # what only the person may do: nobody answers in their place
    can_be_asked_again: ClassVar[bool] = True  # no: what a person says once, to certain words
    gathered: ClassVar[bool] = False  # several answers of a page are shown in one row
    printed_parts: ClassVar[tuple[str, ...]] = ()  # what printed forms may name apart: "home.street"

    @abstractmethod
    def parse(self, typed: Typed, question: Question, context: Context) -> Value:
        """The answer. Raises `AnswerError`, whose code is one of the kind's faults."""

    @abstractmethod
    def show(self, value: Value, question: Question, context: Context) -> str:
        """The answer in a line or two of words, in the language of the context."""

    @abstractmethod
    def type_out(self, value: Value, question: Question) -> Typed:
        """What stands in the field for this answer: ``parse`` gives the answer back."""

    def from_fact(self, fact: JsonValue, question: Question, context: Context) -> Typed:
        """What a known fact puts into the empty field."""
        del context, question
        return {"text": fact} if isinstance(fact, str) else {}

    def is_blank(self, typed: Typed) -> bool:
        """Nothing was entered."""
        return not any(_holds_something(each) for part, each in typed.items() if part not in self.searches)

    def show_gathered(self, answers: Sequence[tuple[Question, Value]], context: Context) -> str:
        """Several answers of one page in a line or two, where they are ``gathered``."""
        return "; ".join(self.show(value, question, context) for question, value in answers)

    def mask(self, value: Value, question: Question, context: Context) -> str:
        """The answer as others may see it."""
        del value, question, context
        return "••••••"

    def chosen_label(self, part: str, typed: Typed, question: Question, context: Context) -> str:
        """The words of what is chosen for a part now; "" where nothing is."""
        value = typed_text(typed, part)
        unsearched = {name: held for name, held in typed.items() if name not in self.searches}
        offered = self.choices(part, unsearched, question, context) if value else ()
        return next((each.label for each in offered if each.value == value), "")

    def print_parts(self, value: Value, question: Question, context: Context) -> Mapping[str, str]:
        """The answer in the parts that printed forms ask for apart."""
        del value, question, context
        return {}

    def choices(self, part: str, typed: Typed, question: Question, context: Context) -> tuple[Choice, ...]:
        """What can be chosen for a part of the field now."""
        del part, typed, question, context
        return ()

    def domain(self, question: Question) -> tuple[JsonValue, ...] | None:
        """Every JSON value that an answer can have, where the set is closed."""
        del question
        return None

    def limits(self, question: Question) -> tuple[JsonValue, JsonValue]:
        """The least and the greatest JSON value that an answer can have; None for no limit, and for one that
        moves with the day.
        """
        del question
        return None, None

    def fault_in_options(self, question: Question) -> str | None:
        """Why this question could never be answered or shown, or None."""
        del question
        return None

    def to_json(self, value: Value) -> JsonValue:
        json: JsonValue = self._adapter.dump_python(value, mode="json")
        return json

    def to_act(self, value: Value) -> JsonValue:
        """The answer as it stands in an act, where that is less than what a draft keeps."""
        return self.to_json(value)

    def attached(self, value: Value, question: Question) -> tuple[AttachedFile, ...]:
        """The files that belong to the answer and travel beside the act."""
        del value, question
        return ()

    def from_json(self, json: JsonValue) -> Value:
        """Raises `pydantic.ValidationError` for what ``to_json`` never gives."""
        value: Value = self._adapter.validate_json(dumps(json), strict=True)
        return value

    @cached_property
    def _adapter(self) -> TypeAdapter[Any]:
        return TypeAdapter(self.value_type)

    def options_of(self, question: Question) -> Options:
        """What the question sets; of this kind's own type since the form was loaded."""
        return cast("Options", question.options)

    def fault(self, name: str, **values: object) -> AnswerError:
        return AnswerError(f"{self.name}.{name}", **values)

    @property
    def faults(self) -> Mapping[str, Bilingual]:
        """Every error that this kind can give, with its words."""
        return find_faults(self.name)


def find_faults(owner: str) -> Mapping[str, Bilingual]:
    """The faults of a kind by its name, or those that all share."""
    return _all_faults()[owner]


@cache
def _all_faults() -> Mapping[str, Mapping[str, Bilingual]]:
    data = tomllib.loads(_FAULTS.read_text("utf-8"))
    return {
        kind: {name: Bilingual.model_validate(words) for name, words in faults.items()}
        for kind, faults in data.items()
    }


def fault_text(error: AnswerError, language: Language) -> str:
    """What the person reads about an answer that cannot be right."""
    kind, _, name = error.code.partition(".")
    values = {
        key: value.text(language) if isinstance(value, Bilingual) else value
        for key, value in error.values.items()
    }
    return _all_faults()[kind][name].text(language).format_map(values)


def typed_text(typed: Typed, part: str = "text") -> str:
    """A part of the field as text; "" where there is none."""
    held = typed.get(part, "")
    return held if isinstance(held, str) else ""


def typed_list(typed: Typed, part: str) -> tuple[str, ...]:
    """A part of the field that holds several texts, such as the things ticked."""
    held = typed.get(part)
    return tuple(each for each in held if isinstance(each, str)) if isinstance(held, list) else ()


def typed_rows(typed: Typed, part: str = "rows") -> tuple[tuple[int, Typed], ...]:
    """The rows of a repeating group that hold something, each with its place among all of them."""
    held = typed.get(part)
    rows = enumerate(held) if isinstance(held, list) else ()
    return tuple((place, row) for place, row in rows if isinstance(row, dict) and _holds_something(row))


def _holds_something(typed: JsonValue) -> bool:
    if isinstance(typed, str):
        return bool(typed.strip())
    if isinstance(typed, dict):
        return any(map(_holds_something, typed.values()))
    if isinstance(typed, list):
        return any(map(_holds_something, typed))
    return bool(typed)
