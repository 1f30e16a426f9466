"""The registration of an adult's e-transaction account, as data. Screens carry the names of the steps."""

from __future__ import annotations

from ekyc.verification import Outcome
from kiosk.flow.steps import Flow, Step
from kiosk.registration.consent import CONSENT_PAGE, FACE_PURPOSE, all_required_given, is_answered
from kiosk.visit import EmailConfirmation, Visit


def _card_read(visit: Visit) -> bool:
    return visit.card is not None


def _identity_confirmed(visit: Visit) -> bool:
    return visit.identity_confirmed


def _face_prepared(visit: Visit) -> bool:
    return visit.face_declined or is_answered(visit, FACE_PURPOSE)


def _face_wanted(visit: Visit) -> bool:
    return not visit.face_declined


def _face_checked(visit: Visit) -> bool:
    return visit.face is not None or visit.face_declined


def _verdict_leads_on(visit: Visit) -> bool:
    """Acceptance and staff review both lead on: a person is never refused here, staff decide afterwards."""
    return visit.verdict is not None and visit.verdict.outcome is not Outcome.RETRY


def _phone_given(visit: Visit) -> bool:
    return visit.contact.phone is not None


def _email_answered(visit: Visit) -> bool:
    return visit.contact.email_answered


def _email_given(visit: Visit) -> bool:
    return visit.contact.email is not None


def _email_settled(visit: Visit) -> bool:
    return visit.contact.email_confirmation is not EmailConfirmation.OPEN


def _address_given(visit: Visit) -> bool:
    return visit.contact.address is not None


def _consented(visit: Visit) -> bool:
    return all_required_given(visit, CONSENT_PAGE)


def _recorded(visit: Visit) -> bool:
    return visit.recorded is not None


ADULT_REGISTRATION: Flow[Visit] = Flow(
    id="registration.adult",
    steps=(
        Step("card", "card", done=_card_read),
        Step("identity", "card", done=_identity_confirmed),
        Step("face_prepare", "face", done=_face_prepared),
        Step("face_check", "face", done=_face_checked, applies=_face_wanted),
        Step("face_result", "face", done=_verdict_leads_on),
        Step("phone", "contact", done=_phone_given, changeable=True),
        Step("email", "contact", done=_email_answered, changeable=True),
        Step("email_code", "contact", done=_email_settled, applies=_email_given),
        Step("address", "contact", done=_address_given, changeable=True),
        Step("consent", "submit", done=_consented, changeable=True),
        Step("check_answers", "submit", done=_recorded),
        Step("receipt", "submit", done=_recorded, final=True),
    ),
)
