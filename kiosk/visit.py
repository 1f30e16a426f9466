"""Visit: all that is known about the person now at the kiosk. It lives in memory only and is wiped."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING
from uuid import UUID

from ekyc.card.reading import CardReading
from ekyc.face.evidence import FaceEvidence
from ekyc.verification import Verdict
from kiosk.forms.kinds.consent import ConsentAnswer
from kiosk.language import Language

if TYPE_CHECKING:  # the recorder brings the database along, which the first screen does not wait for
    from kiosk.sync.recorder import RecordedAct


class EmailConfirmation(StrEnum):
    """How far the e-mail address has been proved to be the person's own."""

    NO_ADDRESS = "no_address"
    OPEN = "open"  # an address was given, nothing is proved yet
    PENDING = "pending"  # central could not be reached: it will ask later
    VERIFIED = "verified"


@dataclass(slots=True)
class Contact:
    phone: str | None = field(default=None, repr=False)
    email: str | None = field(default=None, repr=False)
    email_answered: bool = False  # "I have no e-mail" is an answer too
    email_confirmation: EmailConfirmation = EmailConfirmation.NO_ADDRESS
    address: str | None = field(default=None, repr=False)


@dataclass(slots=True)
class Visit:
    visit_id: UUID
    started_at: datetime
    language: Language = Language.VIETNAMESE
    card: CardReading | None = field(default=None, repr=False)
    identity_confirmed: bool = False  # the person said "this is me" to what the card says
    face_declined: bool = False
    face_attempts: int = 0
    face: FaceEvidence | None = field(default=None, repr=False)
    verdict: Verdict | None = None
    contact: Contact = field(default_factory=Contact, repr=False)
    consents: dict[str, ConsentAnswer] = field(default_factory=dict)
    act_id: UUID | None = None  # made once, so that a repeated submit is the same act
    recorded: RecordedAct | None = None

    def wipe(self) -> None:
        """Forget the person. The object stays usable only as an empty one."""
        blank = Visit(visit_id=self.visit_id, started_at=self.started_at)
        for each in fields(Visit):
            setattr(self, each.name, getattr(blank, each.name))
