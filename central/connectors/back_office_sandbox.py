"""The national back office, played: it decides by rules as an office would, and remembers what it was handed.

Slow, down and wrong on demand, as the other systems (``sandbox``).
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from threading import Lock
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, JsonValue

from central.connectors.back_office import PATH, HandOverState
from central.connectors.law_of_services import law_says
from central.connectors.sandbox import Faults, Question, Sandbox, serving
from kiosk.clock import VIETNAM_TIME
from kiosk.eligibility.answer import Outcome
from kiosk.reference.holder_names import is_same_name

_SHIPPED = Path(__file__).parent / "back_office_rules.toml"
_ASK_AGAIN_SECONDS = 5
_FORBID = ConfigDict(frozen=True, extra="forbid")


def _today() -> date:
    return datetime.now(VIETNAM_TIME).date()


class Contradiction(StrEnum):
    """What the register says against the person of an act."""

    UNKNOWN = "unknown"
    DECEASED = "deceased"
    OTHER_NAME = "other_name"
    OTHER_BIRTH = "other_birth"


Register = Mapping[str, JsonValue]
"""What is known of people, by their number, as `SandboxData.citizens` has it."""


def contradictions(register: Register, identity: Any) -> frozenset[Contradiction]:
    """All that hold for whoever an act is about."""
    said = identity if isinstance(identity, dict) else {}
    known = register.get(str(said.get("personal_number")))
    if not isinstance(known, dict):
        return frozenset({Contradiction.UNKNOWN})
    found = {
        Contradiction.DECEASED: not known["alive"],
        Contradiction.OTHER_NAME: not is_same_name(str(known["full_name"]), str(said.get("full_name"))),
        Contradiction.OTHER_BIRTH: known["date_of_birth"] != said.get("date_of_birth"),
    }
    return frozenset(each for each, holds in found.items() if holds)


class Comparison(BaseModel):
    model_config = _FORBID
    field: str
    equals: JsonValue = None
    ends_with: str | None = None
    missing: bool | None = None
    before: date | Literal["today"] | None = None

    def holds(self, payload: Any, today: date) -> bool:
        value = payload
        for name in self.field.split("."):
            value = value.get(name) if isinstance(value, dict) else None
        if self.missing is not None:
            return (value is None) == self.missing
        if value is None:
            return False
        if self.ends_with is not None:
            return str(value).endswith(self.ends_with)
        if self.before is not None:
            limit = today if self.before == "today" else self.before
            return str(value) < limit.isoformat()
        return bool(value == self.equals)


class Rule(BaseModel):
    """A row of ``back_office_rules.toml``."""

    model_config = _FORBID
    kind: str | None = None
    when: tuple[Comparison, ...] = ()
    register_says: Contradiction | None = None
    law_says: Outcome | None = None
    state: HandOverState
    reason: str | None = None
    working: int = 0

    def fits(self, act: dict[str, Any], today: date, against: Collection[Contradiction] = ()) -> bool:
        """``against``: what the register says."""
        return (
            self.kind in (None, act["kind"])
            and self.register_says in (None, *against)
            and all(one.holds(act["payload"], today) for one in self.when)
            and (self.law_says is None or self.law_says is law_says(act))
        )


def load_rules(path: Path = _SHIPPED) -> tuple[Rule, ...]:
    rows = tomllib.loads(path.read_text("utf-8"))["rule"]
    for row in rows:
        for test in row.get("when", []):
            if "is" in test:
                test["equals"] = test.pop("is")
    return tuple(Rule.model_validate(row) for row in rows)


class DecidingOffice:
    """Decides on each request once, by its id, however often it comes. Without a register it contradicts
    nobody.
    """

    def __init__(
        self,
        rules: Sequence[Rule] | None = None,
        today: Callable[[], date] = _today,
        register: Register | None = None,
    ) -> None:
        self._rules = tuple(rules or load_rules())
        self._register = register
        self._today = today
        self._lock = Lock()
        self._handed: dict[str, tuple[Rule, int]] = {}

    @property
    def handed(self) -> int:
        """How many requests there were, repeats not counted."""
        return len(self._handed)

    def answer(self, asked: Question) -> JsonValue:
        request_id = str(asked["request_id"])
        with self._lock:
            rule, times = self._handed.get(request_id) or (self._decide(asked), 0)
            self._handed[request_id] = rule, times + 1
        reference = f"TW-{hashlib.sha256(request_id.encode()).hexdigest()[:10].upper()}"
        told: dict[str, JsonValue] = {"request_id": request_id, "reference": reference}
        if times < rule.working:
            working = HandOverState.WORKING.value
            return {**told, "state": working, "ask_again_seconds": _ASK_AGAIN_SECONDS}
        return {**told, "state": rule.state.value, "reason": rule.reason}

    def _decide(self, asked: Question) -> Rule:
        first, today = asked["acts"][0], self._today()
        identity = first["payload"].get("identity")
        against = frozenset() if self._register is None else contradictions(self._register, identity)
        return next(rule for rule in self._rules if rule.fits(first, today, against))


@contextmanager
def back_office_sandbox(
    office: DecidingOffice | None = None, faults: Faults | None = None, *, token: str | None = None
) -> Iterator[Sandbox]:
    """Serve on a free port of loopback until the block is left. ``token``: as in `serving`."""
    with serving({PATH: (office or DecidingOffice()).answer}, faults, token=token) as served:
        yield served
