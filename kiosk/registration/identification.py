"""What a card reading and a face check change in the visit. The verdict itself is the policy's."""

from __future__ import annotations

from ekyc.card.reading import CardReading
from ekyc.face.evidence import FaceEvidence
from ekyc.verification import VerificationPolicy, verify
from kiosk.errors import BugError
from kiosk.visit import Visit


def forget_card(visit: Visit) -> None:
    """The card is to be read (again): whatever was concluded from an earlier reading no longer holds."""
    visit.card = None
    visit.identity_confirmed = False
    forget_face(visit)
    visit.face_attempts = 0
    visit.face_declined = False


def take_card(visit: Visit, reading: CardReading) -> None:
    forget_card(visit)
    visit.card = reading


def confirm_identity(visit: Visit) -> None:
    """The person says that the card is theirs."""
    _card(visit)
    visit.identity_confirmed = True


def take_face(visit: Visit, evidence: FaceEvidence, policy: VerificationPolicy) -> None:
    visit.face_attempts += 1
    visit.face = evidence
    visit.face_declined = False
    visit.verdict = verify(_card(visit), evidence, policy, visit.face_attempts)


def decline_face(visit: Visit, policy: VerificationPolicy) -> None:
    """The person does not want the camera, or it does not work: staff compare instead."""
    forget_face(visit)
    visit.face_declined = True
    visit.verdict = verify(_card(visit), None, policy, visit.face_attempts)


def forget_face(visit: Visit) -> None:
    """Before another attempt. Attempts stay counted, so that tries have an end."""
    visit.face = None
    visit.verdict = None


def _card(visit: Visit) -> CardReading:
    if visit.card is None:
        raise BugError("no card has been read")
    return visit.card
