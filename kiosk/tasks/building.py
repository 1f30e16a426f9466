"""What builders of payloads share."""

from __future__ import annotations

from kiosk.forms.answers import Relevant
from kiosk.forms.kinds.consent import ConsentAnswer


def consents_of(relevant: Relevant) -> tuple[ConsentAnswer, ...]:
    """The consents among the answers, in the order in which they were asked."""
    return tuple(value for value in relevant.values.values() if isinstance(value, ConsentAnswer))
