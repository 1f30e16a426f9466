"""Words for names and codes of acts."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from central.cases.table import changes
from central.notices.kinds import kinds
from kiosk.contract.kinds import KINDS
from kiosk.reference.facilities import Facility
from kiosk.reference.offices import Office
from kiosk.reference.reference_data import ReferenceData
from kiosk.reference.states import find_state


@cache
def labels() -> Mapping[str, Any]:
    found: dict[str, Any] = tomllib.loads((Path(__file__).parent / "labels.toml").read_text("utf-8"))
    return found


def word(table: str, name: str) -> str:
    """The name itself where no word is known."""
    found = labels()[table].get(name, name)
    return found if isinstance(found, str) else name


def change_title(name: str) -> str:
    change = changes().get(name)
    return word("change", name) if change is None or name == "open" else change.title.vi


def notice_title(kind: str) -> str:
    """Of a notice; of one that no case causes as the person reads it."""
    known = kinds().get(kind)
    return word("notice", kind) if known is None else known.title.vi


def kind_title(kind: str | None) -> str:
    """Of an act; the kind itself where this version does not know it."""
    known = KINDS.get(kind or "")
    return kind or "—" if known is None else known.title.vi


def name_of(kind: str, code: str, on: date) -> str:
    """With its name, what people chose from a list by its code; the code alone where the list has none."""
    lists = _reference()
    finders: Mapping[str, Callable[[], Facility | Office | None]] = {
        "facility": lambda: lists.facilities.find_by_code(code, on),
        "office": lambda: lists.offices.find_by_code(code),
    }
    found = finders[kind]() if kind in finders else None
    return code if found is None else f"{found.name} ({code})"


def state_name(code: str) -> str:
    """The code alone where it is none."""
    found = find_state(code)
    return code if found is None else f"{found.vi} ({code})"


@cache
def _reference() -> ReferenceData:
    return ReferenceData()
