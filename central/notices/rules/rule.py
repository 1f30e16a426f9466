"""What a rule is: a pure function over a person and a day, and the names that it fills in."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias, get_type_hints

from pydantic import TypeAdapter, ValidationError

from central.notices.subject import Due, Subject

Run: TypeAlias = Callable[..., Iterable[Due]]
_GIVEN = ("who", "day")  # what every rule takes


@dataclass(frozen=True, slots=True)
class Rule:
    """``run(who, day, **arguments)``; ``fields``: what its values are called."""

    name: str
    run: Run
    fields: frozenset[str]

    def look(self, who: Subject, day: date, arguments: Mapping[str, Any]) -> Iterable[Due]:
        return self.run(who, day, **arguments)

    def arguments(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """As the rule wants them. Raises ValueError, which names what does not fit."""
        hints = get_type_hints(self.run)
        wanted = {name for name in inspect.signature(self.run).parameters if name not in _GIVEN}
        if wanted != set(given):
            raise ValueError(f"the rule {self.name} takes {sorted(wanted)}, not {sorted(given)}")
        checked: dict[str, Any] = {}
        for name in sorted(wanted):
            try:
                checked[name] = TypeAdapter(hints[name]).validate_python(given[name])
            except ValidationError:
                raise ValueError(f"{name} of the rule {self.name} is of another sort") from None
        return checked


def fills(*fields: str) -> Callable[[Run], Rule]:
    """Makes a rule of a function; its name is that of the function."""
    return lambda run: Rule(run.__name__, run, frozenset(fields))
