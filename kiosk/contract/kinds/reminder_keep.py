"""``reminder.keep``: central keeps a reminder for the person and mails it when it is due.

The words and the instants are the kiosk's, made from the answers as the slip is; the address is the one that
the act names with the proof of a code.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import AwareDatetime, Field

from kiosk.contract.kinds.parts import FormPayload, Part

MOST_RINGS = 12
Words = Annotated[str, Field(max_length=400)]


class SaidPart(Part):
    """In both languages."""

    vi: Words
    en: Words


class KeptReminderPart(Part):
    title: SaidPart = Field(repr=False)
    lines: tuple[SaidPart, ...] = Field(repr=False, max_length=20, description="when, where, what to know")
    rings: tuple[AwareDatetime, ...] = Field(
        min_length=1, max_length=MOST_RINGS, description="when it is mailed"
    )


class ReminderKeepPayload(FormPayload):
    """Who this is, card and face have shown."""

    reminder: KeptReminderPart
