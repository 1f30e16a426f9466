"""The routes of Smart OTP: phones of the person whose grant the kiosk holds. They only translate."""

from __future__ import annotations

from uuid import UUID

from fastapi import APIRouter

from central.dependencies import Asker, TheCentral
from central.http.problems import PROBLEM_ANSWERS
from kiosk.contract.smart_otp import (
    AskedToSign,
    PhoneProof,
    PhoneProved,
    Phones,
    PhonesRequest,
    PhoneToAdd,
    SealedPhoneKey,
    TextSigned,
    TextToSign,
)

router = APIRouter(prefix="/v1", responses=PROBLEM_ANSWERS)


@router.post("/phones")
def phones(body: PhonesRequest, asker: Asker, central: TheCentral) -> Phones:
    """The phones of the person whom a grant for the section ``phones`` is for."""
    return central.phones.phones(asker, body)


@router.post("/phone-enrolments", status_code=201)
def add_phone(body: PhoneToAdd, asker: Asker, central: TheCentral) -> SealedPhoneKey:
    """The key of a phone to come, sealed to the device; it takes the place of one that was not confirmed."""
    return central.phones.add(asker, body)


@router.post("/phone-enrolments/{phone_id}/confirmation")
def confirm_phone(phone_id: UUID, body: PhoneProof, asker: Asker, central: TheCentral) -> Phones:
    """The first code shows that the phone knows its key, and the PIN is set. Every wrong code costs a try."""
    return central.phones.confirm(asker, phone_id, body)


@router.post("/phones/{phone_id}/removal")
def remove_phone(phone_id: UUID, body: PhonesRequest, asker: Asker, central: TheCentral) -> Phones:
    """From now on no code of this phone counts."""
    return central.phones.remove(asker, phone_id, body)


@router.post("/phones/{phone_id}/verification")
def verify_phone(phone_id: UUID, body: PhoneProof, asker: Asker, central: TheCentral) -> PhoneProved:
    """Spend a code of the phone, which counts with the PIN only."""
    return central.phones.verify(asker, phone_id, body)


@router.post("/phones/{phone_id}/texts", status_code=201)
def ask_to_sign(phone_id: UUID, body: TextToSign, asker: Asker, central: TheCentral) -> AskedToSign:
    """Have a text signed by the phone; what comes back is what it takes in and shows."""
    return central.phones.ask_to_sign(asker, phone_id, body)


@router.post("/texts/{challenge_id}/signature")
def sign(challenge_id: UUID, body: PhoneProof, asker: Asker, central: TheCentral) -> TextSigned:
    """A code of the phone, of the text (OCRA) or of the time, with the PIN: a text is signed once."""
    return central.phones.sign(asker, challenge_id, body)
