"""The account of whoever is here: plays name that of the person whom they are about."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kiosk.reference.folding import fold
from kiosk.visit.person import Person


def held_by(person: Person, typed: Mapping[str, Any]) -> dict[str, Any]:
    """What is typed into one question; an account in the name on the card, as banks write it."""
    assert person.card is not None
    holder = {"holder": fold(person.card.identity.full_name).upper()} if "holder" in typed else {}
    return {**typed, **holder}
