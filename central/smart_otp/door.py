"""What kiosks may do with the phones of a person: under a grant of that person, for some minutes."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import Engine, select

from central.grants.refusals import refuse
from central.grants.sealing import sealed_to
from central.grants.tables import record_grant
from central.http.problems import ProblemCode
from central.keys.central_keys import CentralKeys
from central.keys.hashing import number_hash
from central.keys.receipts import ReceiptSigner
from central.kiosks.devices import Device
from central.smart_otp.devices import TO_CONFIRM, TO_SIGN, SmartOtp, SmartOtpError
from kiosk.contract.records import Section
from kiosk.contract.smart_otp import (
    PHONE_KEY_SEAL_TYP,
    PHONE_KEY_TYP,
    SIGNED_TEXT_TYP,
    AskedToSign,
    Phone,
    PhoneKey,
    PhoneProof,
    PhoneProved,
    Phones,
    PhonesRequest,
    PhoneToAdd,
    SealedPhoneKey,
    SignedText,
    TextSigned,
    TextToSign,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

STANDS = timedelta(minutes=20)  # a grant, for phones: an app may have to be put on one first
_C = ProblemCode
_REFUSALS: dict[str, tuple[int, ProblemCode, str]] = {
    "too_many_devices": (409, _C.PHONES_TOO_MANY, "The person has as many phones as one may have."),
    "pin_weak": (422, _C.PIN_WEAK, "This PIN is too easy to guess."),
    "enrolment_unknown": (404, _C.PHONE_NOT_AWAITED, "No first code of this phone is awaited."),
    "enrolment_expired": (410, _C.PHONE_NOT_AWAITED, "The first code came too late."),
    "code_wrong": (422, _C.CODE_WRONG, "The code is wrong."),
    "device_unknown": (404, _C.PHONE_UNKNOWN, "The person has no such phone."),
    "device_locked": (403, _C.PHONE_LOCKED, "Too many wrong codes: no code of this phone counts now."),
    "code_used": (409, _C.CODE_USED, "A code counts once."),
    "proof_wrong": (422, _C.PHONE_PROOF_WRONG, "Code or PIN is wrong."),
    "challenge_unknown": (404, _C.TEXT_UNKNOWN, "This text was not asked to be signed."),
    "challenge_spent": (409, _C.TEXT_SIGNED, "A text is signed once."),
    "challenge_expired": (410, _C.TEXT_EXPIRED, "The text waited too long to be signed."),
}


class PhoneDoor:
    """Every call raises ProblemError 404 ``grant-unknown``, 403 ``grant-of-another-device``, 403
    ``grant-of-another-person``, 410 ``grant-expired``, and what Smart OTP refuses.
    """

    def __init__(
        self,
        engine: Engine,
        keys: CentralKeys,
        now: Callable[[], datetime],
        smart_otp: SmartOtp,
        signer: ReceiptSigner,
    ) -> None:
        self._engine = engine
        self._keys = keys
        self._now = now
        self._smart_otp = smart_otp
        self._signer = signer

    def phones(self, device: Device, request: PhonesRequest) -> Phones:
        self._admit(device, request)
        return self._phones(request)

    def add(self, device: Device, request: PhoneToAdd) -> SealedPhoneKey:
        """The key of a phone to come, told once: asked for again there is another one."""
        self._admit(device, request)
        with _refusing():
            enrolment = self._smart_otp.enrol(request.number, request.name)
        key = PhoneKey(
            grant_id=request.grant_id,
            kid=device.kid,
            device_id=enrolment.device_id,
            secret=enrolment.secret,
            uri=enrolment.uri,
            expires_in_seconds=TO_CONFIRM.total_seconds(),
        )
        sealed = sealed_to(device, self._keys, key, typ=PHONE_KEY_TYP, seal_typ=PHONE_KEY_SEAL_TYP)
        return SealedPhoneKey(sealed=sealed)

    def confirm(self, device: Device, phone_id: UUID, request: PhoneProof) -> Phones:
        self._admit(device, request)
        with _refusing():
            self._smart_otp.confirm(request.number, phone_id, request.code, request.pin)
        return self._phones(request)

    def remove(self, device: Device, phone_id: UUID, request: PhonesRequest) -> Phones:
        """Without a code: a phone that is lost has to be removed too."""
        self._admit(device, request)
        with _refusing():
            self._smart_otp.remove(request.number, phone_id)
        return self._phones(request)

    def verify(self, device: Device, phone_id: UUID, request: PhoneProof) -> PhoneProved:
        self._admit(device, request)
        with _refusing():
            self._smart_otp.verify(request.number, phone_id, request.code, request.pin)
        return PhoneProved(proved_at=self._now())

    def ask_to_sign(self, device: Device, phone_id: UUID, request: TextToSign) -> AskedToSign:
        self._admit(device, request)
        with _refusing():
            asked = self._smart_otp.ask_to_sign(request.number, phone_id, request.act_id, request.text)
        return AskedToSign(
            challenge_id=asked.challenge_id,
            suite=asked.suite,
            signed=asked.signed,
            expires_in_seconds=TO_SIGN.total_seconds(),
        )

    def sign(self, device: Device, challenge_id: UUID, request: PhoneProof) -> TextSigned:
        self._admit(device, request)
        with _refusing():
            signature = self._smart_otp.sign(request.number, challenge_id, request.code, request.pin)
        said = SignedText(
            act_id=signature.act_id,
            challenge_id=challenge_id,
            kid=device.kid,
            person_hash=signature.person_hash,
            text_sha256=signature.text_sha256,
            by=signature.by,
            signed_at=signature.signed_at,
        )
        statement = self._signer.sign_as(SIGNED_TEXT_TYP, said)
        return TextSigned(signed_at=signature.signed_at, by=signature.by, statement=statement)

    def _phones(self, request: PhonesRequest) -> Phones:
        now = self._now()
        return Phones(
            phones=tuple(
                Phone(
                    device_id=each.device_id,
                    name=each.name,
                    confirmed_at=each.confirmed_at,
                    locked_until=each.locked_until if each.locked_until and now < each.locked_until else None,
                )
                for each in self._smart_otp.devices(request.number)
            )
        )

    def _admit(self, device: Device, request: PhonesRequest) -> None:
        """Whoever asks holds a grant of this person for their phones."""
        query = select(record_grant).where(record_grant.c.grant_id == request.grant_id)
        with self._engine.connect() as connection:
            row = connection.execute(query).first()
        if row is None or Section.PHONES not in row.sections:
            raise refuse(404, _C.GRANT_UNKNOWN, "There is no such grant for phones.")
        if row.kid != device.kid:
            raise refuse(403, _C.GRANT_OF_ANOTHER_DEVICE, "The grant is another device's.")
        if row.number_hash != number_hash(self._keys.hashing, request.number):
            raise refuse(403, _C.GRANT_OF_ANOTHER_PERSON, "The grant is for another person.")
        # also one of the future: then this clock was set back, and nobody knows how old it is
        if not row.granted_at <= self._now() < row.granted_at + STANDS:
            raise refuse(410, _C.GRANT_EXPIRED, "The grant is too old.")


@contextmanager
def _refusing() -> Iterator[None]:
    try:
        yield
    except SmartOtpError as error:
        raise refuse(*_REFUSALS[error.code]) from None
