"""The person at the kiosk, and how surely we know who it is: found out once, used by every journey."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from enum import IntEnum

from ekyc.card.reading import CardReading
from ekyc.face.evidence import FaceEvidence
from ekyc.verification import Outcome, Verdict
from kiosk.forms.kinds.consent import ConsentAnswer


class Assurance(IntEnum):
    """How surely it is known who is here. A task says what it needs."""

    NONE = 0
    CARD = 1  # a card was read, nothing says that its holder put it there
    PERSON = 2  # card and face were weighed; what was not proved alone, staff decide


@dataclass(slots=True)
class Person:
    card: CardReading | None = field(default=None, repr=False)
    identity_confirmed: bool = False  # the person said "this is me" to what the card says
    face_consents: list[ConsentAnswer] = field(default_factory=list)  # every answer, the last one counts
    face_declined: bool = False
    face_attempts: int = 0
    face: FaceEvidence | None = field(default=None, repr=False)
    verdict: Verdict | None = None

    @property
    def face_consent(self) -> ConsentAnswer | None:
        """What the person last said to pictures of their face."""
        return self.face_consents[-1] if self.face_consents else None

    @property
    def assurance(self) -> Assurance:
        """What has been found out by now. At ``PERSON`` the verdict may still be that staff decide."""
        if self.card is None or not self.identity_confirmed:
            return Assurance.NONE
        settled = self.verdict is not None and self.verdict.outcome is not Outcome.RETRY
        return Assurance.PERSON if settled else Assurance.CARD

    @property
    def needs_staff(self) -> bool:
        """Staff have to decide who this is."""
        return self.verdict is not None and self.verdict.outcome is not Outcome.ACCEPT

    def wipe(self) -> None:
        blank = Person()
        for each in fields(Person):
            setattr(self, each.name, getattr(blank, each.name))
