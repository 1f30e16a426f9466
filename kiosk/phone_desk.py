"""The phones of the person who is here: listed, added, tried and removed at central, each act noted.

Nothing is kept here: the key of a phone goes to whoever asked for it, and is forgotten with the page.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

from kiosk.audit import AuditEvent
from kiosk.clock import Clock
from kiosk.contract.smart_otp import PHONE_SECTIONS
from kiosk.errors import BugError, KnownError
from kiosk.language import Language
from kiosk.sync.errors import CentralRefusedError

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from kiosk.contract.smart_otp import AskedToSign, Phone, PhoneKey, TextSigned
    from kiosk.ledger import Ledger
    from kiosk.ledger_desk import LedgerDesk
    from kiosk.visit.read_record import ReadRecord
    from kiosk.visit.visit import Visit

_NAMES = {Language.VIETNAMESE: "Điện thoại", Language.ENGLISH: "Phone"}
Answer = TypeVar("Answer")


class PhoneFault(StrEnum):
    """Why central did not do it, as far as a person can do something about it."""

    LINE = "line"
    OVER = "over"  # the grant has ended: the card is asked once more
    CODE = "code"  # wrong
    USED = "used"  # this code has counted already
    PROOF = "proof"  # code or PIN is wrong
    LOCKED = "locked"
    WEAK = "weak"  # the PIN
    ANEW = "anew"  # the phone is awaited no more: it is added from the start
    FULL = "full"
    GONE = "gone"  # it was removed meanwhile
    TEXT = "text"  # what was to be signed waits no more: it is asked for once more
    KIOSK = "kiosk"  # staff have to look at it


_F = PhoneFault
FAULTS: dict[str, PhoneFault] = {
    "central_unreachable": _F.LINE,
    "cancelled": _F.LINE,
    "busy": _F.LINE,
    "not-ready": _F.LINE,
    "database-unavailable": _F.LINE,
    "too-many-connections": _F.LINE,
    "request-too-slow": _F.LINE,
    "grant-unknown": _F.OVER,
    "grant-expired": _F.OVER,
    "code-wrong": _F.CODE,
    "code-used": _F.USED,
    "phone-proof-wrong": _F.PROOF,
    "phone-locked": _F.LOCKED,
    "pin-weak": _F.WEAK,
    "phone-not-awaited": _F.ANEW,
    "phones-too-many": _F.FULL,
    "phone-unknown": _F.GONE,
    "text-unknown": _F.TEXT,
    "text-expired": _F.TEXT,
    "text-signed": _F.TEXT,  # and the answer was lost
}


def phone_fault(code: str) -> PhoneFault:
    """What a stable code means here; one that nobody foresaw is for staff."""
    return FAULTS.get(code, PhoneFault.KIOSK)


class PhoneDesk:
    """Once the ledger is open. Every call blocks, and raises `SyncError`, or LocalDbError where it cannot be
    noted what was done.
    """

    def __init__(self, desk: LedgerDesk, clock: Clock) -> None:
        self._desk = desk
        self._clock = clock

    def phones(self, visit: Visit) -> tuple[Phone, ...]:
        from kiosk.contract.smart_otp import PhonesRequest

        read = _read(visit)
        request = PhonesRequest(grant_id=read.grant_id, number=read.number)
        return self._desk.get().central.phones(request).phones

    def add(self, visit: Visit, name: str) -> PhoneKey:
        """The key that the phone is told. Asked for again there is another one."""
        from kiosk.contract.smart_otp import PhoneToAdd
        from kiosk.sync.records import open_phone_key

        def work(ledger: Ledger, read: ReadRecord) -> PhoneKey:
            request = PhoneToAdd(grant_id=read.grant_id, number=read.number, name=name)
            sealed = ledger.central.add_phone(request)
            return open_phone_key(sealed, read.grant_id, ledger.credentials)

        return self._noted(visit, "phone.begun", work)

    def confirm(self, visit: Visit, phone_id: UUID, code: str, pin: str) -> tuple[Phone, ...]:
        """The first code of the phone, and the PIN that counts with its codes from now on."""
        from kiosk.contract.smart_otp import PhoneProof, PhonesRequest

        def work(ledger: Ledger, read: ReadRecord) -> tuple[Phone, ...]:
            proof = PhoneProof(grant_id=read.grant_id, number=read.number, code=code, pin=pin)
            try:
                return ledger.central.confirm_phone(phone_id, proof).phones
            except CentralRefusedError as refusal:
                if phone_fault(refusal.code) is not PhoneFault.ANEW:
                    raise
                # an answer before may have been lost: then the phone is there
                request = PhonesRequest(grant_id=read.grant_id, number=read.number)
                phones = ledger.central.phones(request).phones
                if all(phone.device_id != phone_id for phone in phones):
                    raise
                return phones

        return self._noted(visit, "phone.added", work)

    def remove(self, visit: Visit, phone_id: UUID) -> tuple[Phone, ...]:
        from kiosk.contract.smart_otp import PhonesRequest

        def work(ledger: Ledger, read: ReadRecord) -> tuple[Phone, ...]:
            request = PhonesRequest(grant_id=read.grant_id, number=read.number)
            return ledger.central.remove_phone(phone_id, request).phones

        return self._noted(visit, "phone.removed", work)

    def check(self, visit: Visit, phone_id: UUID, code: str, pin: str) -> None:
        """A code with the PIN, which counts once."""
        from kiosk.contract.smart_otp import PhoneProof

        def work(ledger: Ledger, read: ReadRecord) -> None:
            proof = PhoneProof(grant_id=read.grant_id, number=read.number, code=code, pin=pin)
            ledger.central.verify_phone(phone_id, proof)

        self._noted(visit, "phone.checked", work)

    def ask_to_sign(self, visit: Visit, phone_id: UUID, text: str) -> AskedToSign:
        """``text``: what the person reads, for the act of the journey under way."""
        from kiosk.contract.smart_otp import TextToSign

        act_id = visit.journey.act_id

        def work(ledger: Ledger, read: ReadRecord) -> AskedToSign:
            request = TextToSign(grant_id=read.grant_id, number=read.number, act_id=act_id, text=text)
            return ledger.central.ask_to_sign(phone_id, request)

        return self._noted(visit, "phone.asked_to_sign", work)

    def sign(self, visit: Visit, challenge_id: UUID, code: str, pin: str) -> TextSigned:
        """The code of the text, or the one of the time, with the PIN."""
        from kiosk.contract.smart_otp import PhoneProof

        def work(ledger: Ledger, read: ReadRecord) -> TextSigned:
            proof = PhoneProof(grant_id=read.grant_id, number=read.number, code=code, pin=pin)
            return ledger.central.sign_text(challenge_id, proof)

        return self._noted(visit, "phone.signed", work)

    def _noted(self, visit: Visit, what: str, work: Callable[[Ledger, ReadRecord], Answer]) -> Answer:
        ledger, read, visit_id = self._desk.get(), _read(visit), visit.visit_id
        outcome = "ok"
        try:
            return work(ledger, read)
        except KnownError as error:
            outcome = error.code
            raise
        finally:
            now = self._clock.now()
            ledger.audit.record(
                AuditEvent(what, now, visit_id=visit_id, outcome=outcome, grant=read.grant_id)
            )


def name_of_next(phones: tuple[Phone, ...], language: Language) -> str:
    """With the first free number; nothing of the person, for the app shows it to whoever sees the phone."""
    taken = {phone.name.rpartition(" ")[2] for phone in phones}
    free = next(number for number in range(1, len(phones) + 2) if str(number) not in taken)
    return f"{_NAMES[language]} {free}"


def _read(visit: Visit) -> ReadRecord:
    read = visit.record(PHONE_SECTIONS)
    if read is None:
        raise BugError("nobody has been granted their phones")
    return read
