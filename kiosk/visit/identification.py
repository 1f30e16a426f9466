"""What a card reading and a face check change about the person. The verdict itself is the policy's."""

from __future__ import annotations

from datetime import datetime

from ekyc.card.reading import CardReading
from ekyc.face.evidence import FaceEvidence
from ekyc.verification import VerificationPolicy, verify
from kiosk.errors import BugError
from kiosk.forms.kinds.consent import ConsentAnswer
from kiosk.visit.face_consent import agreed_to_face, refused_face
from kiosk.visit.person import Person


def forget_card(person: Person) -> None:
    """The card is to be read (again): whatever was concluded from an earlier reading no longer holds."""
    person.card = None
    person.identity_confirmed = False
    forget_face(person)
    person.face_attempts = 0
    person.face_declined = False


def take_card(person: Person, reading: CardReading) -> None:
    forget_card(person)
    person.card = reading


def confirm_identity(person: Person) -> None:
    """The person says that the card is theirs."""
    _card(person)
    person.identity_confirmed = True


def agree_to_face(person: Person, now: datetime) -> None:
    _note_consent(person, agreed_to_face(now))
    person.face_declined = False


def take_face(person: Person, evidence: FaceEvidence, policy: VerificationPolicy) -> None:
    person.face_attempts += 1
    person.face = evidence
    person.face_declined = False
    person.verdict = verify(_card(person), evidence, policy, person.face_attempts)


def decline_face(person: Person, policy: VerificationPolicy, now: datetime) -> None:
    """The person does not want the camera, or it does not work: staff compare instead. A consent given before
    is withdrawn, and both are recorded.
    """
    forget_face(person)
    person.face_declined = True
    _note_consent(person, refused_face(now))
    person.verdict = verify(_card(person), None, policy, person.face_attempts)


def forget_face(person: Person) -> None:
    """Before another attempt. Attempts stay counted, so that tries have an end."""
    person.face = None
    person.verdict = None


def _note_consent(person: Person, answer: ConsentAnswer) -> None:
    last = person.face_consent
    if last is None or last.given is not answer.given:
        person.face_consents.append(answer)


def _card(person: Person) -> CardReading:
    if person.card is None:
        raise BugError("no card has been read")
    return person.card
