"""By which number a person is named on screens and paper."""

from __future__ import annotations

from ekyc.card.reading import Identity

PASSPORT_NUMBER, PERSONAL_NUMBER = "passport_number", "personal_number"


def number_of(identity: Identity) -> tuple[str, str]:
    """The name of its label, and the number as the document has it."""
    if identity.passport is not None:
        return PASSPORT_NUMBER, identity.passport.number
    return PERSONAL_NUMBER, identity.subject
