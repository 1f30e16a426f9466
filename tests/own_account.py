"""The account of whoever is here: plays name that of the person whom they are about."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kiosk.reference.folding import fold
from kiosk.visit.person import Person


def held_by(person: Person, typed: Mapping[str, Any]) -> dict[str, Any]:
    """What is typed into one question; an account in the name on the card, as banks write it."""
    if "holder" not in typed:
        return dict(typed)
    assert person.card is not None
    return {**typed, "holder": fold(person.card.identity.full_name).upper()}
