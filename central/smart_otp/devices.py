"""The phones of a person: added, used for codes and signatures, removed.

Who asks has been found out before: nothing here proves a person but the code and the PIN. All that is about
one person happens one after the other, and a wrong try is written before anybody learns of it, so that many
at once find no more tries than one after the other.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pyotp
import uuid6
from sqlalchemy import Connection, Engine, Row, delete, func, insert, select, update

from central.keys.central_keys import CentralKeys
from central.keys.hashing import number_hash, person_hash
from central.notices.inbox import tell_event
from central.notices.sealing import NoticeSeals
from central.smart_otp.ocra import question_of
from central.smart_otp.proofs import SUITE, Proofs, has_signed, step_of, uri_of
from central.smart_otp.tables import (
    smart_otp_audit,
    smart_otp_challenge,
    smart_otp_device,
    smart_otp_enrolment,
)
from central.store.turns import wait_for_turn
from kiosk.clock import moment_text
from kiosk.contract.signing import text_sha256
from kiosk.contract.smart_otp import MOST_PHONES, SignedBy, is_pin_weak
from kiosk.errors import KnownError

_MOST_FAILURES = 5
_LOCKED = timedelta(minutes=15)
_TOLD = {"confirmed": "account.phone_added", "removed": "account.phone_removed"}
TO_CONFIRM = timedelta(minutes=10)
TO_SIGN = timedelta(minutes=5)

_Row = Row[*tuple[Any, ...]]


class SmartOtpError(KnownError):
    """What was asked for cannot be; ``code`` is stable."""


@dataclass(frozen=True, slots=True)
class Enrolment:
    """What the person's phone is told, once: nobody can look it up again."""

    device_id: UUID
    secret: str = field(repr=False)
    uri: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class ListedDevice:
    device_id: UUID
    name: str
    confirmed_at: datetime
    locked_until: datetime | None


@dataclass(frozen=True, slots=True)
class ToSign:
    """``signed`` is what the phone takes in and shows, and what its code is of."""

    challenge_id: UUID
    suite: str
    signed: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Signature:
    """Whose, for which act, and of which text, both by their hashes."""

    challenge_id: UUID
    act_id: UUID
    person_hash: str
    text_sha256: str
    by: SignedBy
    signed_at: datetime


class SmartOtp:
    def __init__(self, engine: Engine, keys: CentralKeys, now: Callable[[], datetime]) -> None:
        self._engine = engine
        self._keys = keys
        self._now = now
        self._proofs = Proofs(keys)
        self._seals = NoticeSeals(keys)

    def devices(self, number: str) -> list[ListedDevice]:
        query = (
            select(smart_otp_device)
            .where(smart_otp_device.c.number_hash == self._hash(number))
            .order_by(smart_otp_device.c.confirmed_at, smart_otp_device.c.device_id)
        )
        with self._engine.connect() as connection:
            rows = connection.execute(query).all()
        return [ListedDevice(row.device_id, row.name, row.confirmed_at, row.locked_until) for row in rows]

    def enrol(self, number: str, name: str) -> Enrolment:
        """A phone to come, in the place of one that was not confirmed. Raises SmartOtpError
        ``too_many_devices``.
        """
        device_id, secret = uuid4(), pyotp.random_base32()

        def work(connection: Connection, person: str) -> str | None:
            mine = smart_otp_device.c.number_hash == person
            count = connection.execute(select(func.count()).select_from(smart_otp_device).where(mine))
            if count.scalar_one() >= MOST_PHONES:
                return "too_many_devices"
            connection.execute(delete(smart_otp_enrolment).where(smart_otp_enrolment.c.number_hash == person))
            connection.execute(
                insert(smart_otp_enrolment).values(
                    number_hash=person,
                    device_id=device_id,
                    name=name,
                    secret=self._proofs.seal(device_id, secret),
                    enrolled_at=self._now(),
                    failures=0,
                )
            )
            return None

        self._do("enrolled", number, work, device_id)
        return Enrolment(device_id, secret, uri_of(secret, name))

    def confirm(self, number: str, device_id: UUID, code: str, pin: str) -> None:
        """The first code shows that the phone knows its secret. Raises SmartOtpError ``pin_weak`` (costs no
        try), ``enrolment_unknown`` (also a confirmed one), ``enrolment_expired``, ``code_wrong``; after five
        wrong codes the enrolment is gone.
        """
        if is_pin_weak(pin):
            raise SmartOtpError("pin_weak", "This PIN is too easy to guess.")
        self._do(
            "confirmed",
            number,
            lambda connection, person: self._confirm(connection, person, device_id, code, pin),
            device_id,
        )

    def verify(self, number: str, device_id: UUID, code: str, pin: str) -> None:
        """Spends the code. Raises SmartOtpError ``device_unknown``, ``device_locked``, ``code_used``,
        ``proof_wrong`` (of code and PIN it is not told which).
        """

        def work(connection: Connection, person: str) -> str | None:
            device = self._find_device(connection, person, device_id)
            if device is None:
                return "device_unknown"
            step = step_of(self._proofs.unseal(device_id, device.secret), code, self._now())
            return self._judge(connection, device, pin, step)

        self._do("verified", number, work, device_id)

    def ask_to_sign(self, number: str, device_id: UUID, act_id: UUID, text: str) -> ToSign:
        """``text`` is what the person reads and signs for an act. Raises SmartOtpError ``device_unknown``."""
        challenge_id = uuid4()
        signed = f"{challenge_id}\n{text}"  # also what is signed twice has two codes

        def work(connection: Connection, person: str) -> str | None:
            if self._find_device(connection, person, device_id) is None:
                return "device_unknown"
            row = {
                "challenge_id": challenge_id,
                "device_id": device_id,
                "question": question_of(signed),
                "act_id": act_id,
                "text_sha256": text_sha256(text),
                "made_at": self._now(),
            }
            connection.execute(insert(smart_otp_challenge).values(row))
            return None

        self._do("asked_to_sign", number, work, device_id, challenge_id)
        return ToSign(challenge_id, SUITE, signed)

    def sign(self, number: str, challenge_id: UUID, code: str, pin: str) -> Signature:
        """The code of the text, or one of the time. A text is signed once. Raises SmartOtpError
        ``challenge_unknown``, ``challenge_spent``, ``challenge_expired``, ``device_locked``, ``code_used``,
        ``proof_wrong``.
        """
        signed: list[Signature] = []

        def work(connection: Connection, person: str) -> str | None:
            outcome = self._sign(connection, person, challenge_id, code, pin)
            if isinstance(outcome, str):
                return outcome
            signed.append(outcome)
            return None

        self._do("signed", number, work, challenge_id=challenge_id)
        return signed[0]

    def remove(self, number: str, device_id: UUID) -> None:
        """With what it was asked to sign. Raises SmartOtpError ``device_unknown``."""

        def work(connection: Connection, person: str) -> str | None:
            if self._find_device(connection, person, device_id) is None:
                return "device_unknown"
            for table in (smart_otp_challenge, smart_otp_device):
                connection.execute(delete(table).where(table.c.device_id == device_id))
            return None

        self._do("removed", number, work, device_id)

    def _confirm(
        self, connection: Connection, person: str, device_id: UUID, code: str, pin: str
    ) -> str | None:
        table, now = smart_otp_enrolment, self._now()
        mine = (table.c.number_hash == person) & (table.c.device_id == device_id)
        row = connection.execute(select(table).where(mine)).first()
        if row is None:
            return "enrolment_unknown"
        if not row.enrolled_at <= now < row.enrolled_at + TO_CONFIRM:
            connection.execute(delete(table).where(mine))
            return "enrolment_expired"
        step = step_of(self._proofs.unseal(device_id, row.secret), code, now)
        if step is None and row.failures + 1 < _MOST_FAILURES:
            connection.execute(update(table).where(mine).values(failures=row.failures + 1))
            return "code_wrong"
        connection.execute(delete(table).where(mine))
        if step is None:
            return "code_wrong"
        connection.execute(
            insert(smart_otp_device).values(
                device_id=device_id,
                number_hash=person,
                name=row.name,
                secret=row.secret,
                pin_hash=self._proofs.hash_pin(device_id, pin),
                confirmed_at=now,
                last_step=step,
                failures=0,
            )
        )
        return None

    def _sign(
        self, connection: Connection, person: str, challenge_id: UUID, code: str, pin: str
    ) -> Signature | str:
        table, now = smart_otp_challenge, self._now()
        mine = table.c.challenge_id == challenge_id
        asked = connection.execute(select(table).where(mine)).first()
        device = None if asked is None else self._find_device(connection, person, asked.device_id)
        if asked is None or device is None:
            return "challenge_unknown"
        if asked.signed_at is not None:
            return "challenge_spent"
        if not asked.made_at <= now < asked.made_at + TO_SIGN:
            return "challenge_expired"
        secret = self._proofs.unseal(device.device_id, device.secret)
        if has_signed(secret, asked.question, code, now):
            # spent with its challenge: the step of the codes of the time stays where it is
            by = SignedBy.TEXT_CODE
            refusal = self._judge(connection, device, pin, device.last_step + 1, keep=True)
        else:
            by = SignedBy.TIME_CODE
            refusal = self._judge(connection, device, pin, step_of(secret, code, now))
        if refusal is not None:
            return refusal
        connection.execute(update(table).where(mine).values(signed_at=now))
        return Signature(challenge_id, asked.act_id, person, asked.text_sha256, by, now)

    def _judge(
        self, connection: Connection, device: _Row, pin: str, step: int | None, *, keep: bool = False
    ) -> str | None:
        """``step`` None: the code was wrong. The PIN is hashed either way, so that the time tells nothing."""
        now = self._now()
        if device.locked_until is not None and now < device.locked_until:
            return "device_locked"
        mine = smart_otp_device.c.device_id == device.device_id
        knows_pin = self._proofs.is_pin(device.device_id, device.pin_hash, pin)
        if knows_pin and step is not None and step > device.last_step:
            spent = device.last_step if keep else step
            right = update(smart_otp_device).where(mine)
            connection.execute(right.values(last_step=spent, failures=0, locked_until=None))
            return None
        failures = device.failures + 1 if device.locked_until is None else 1  # after a lock they begin anew
        locked = now + _LOCKED if failures >= _MOST_FAILURES else None
        wrong = update(smart_otp_device).where(mine).values(failures=failures, locked_until=locked)
        connection.execute(wrong)
        # of the PIN neither tells anything
        return "code_used" if step is not None and step <= device.last_step else "proof_wrong"

    def _find_device(self, connection: Connection, person: str, device_id: UUID) -> _Row | None:
        mine = (smart_otp_device.c.number_hash == person) & (smart_otp_device.c.device_id == device_id)
        return connection.execute(select(smart_otp_device).where(mine)).first()

    def _locked(self, connection: Connection, person: str) -> Sequence[_Row]:
        mine = smart_otp_device.c.number_hash == person, smart_otp_device.c.locked_until > self._now()
        return connection.execute(select(smart_otp_device).where(*mine)).all()

    def _tell(self, connection: Connection, number: str, kind: str, key: str) -> None:
        """The person, of what somebody did to their phones; of one lock once."""
        person, now = person_hash(self._keys.hashing, number), self._now()
        values = {"moment": moment_text(now)}
        tell_event(connection, self._seals, person, now, kind=kind, key=key, values=values)

    def _hash(self, number: str) -> str:
        return number_hash(self._keys.hashing, number)

    def _do(
        self,
        what: str,
        number: str,
        work: Callable[[Connection, str], str | None],
        device_id: UUID | None = None,
        challenge_id: UUID | None = None,
    ) -> None:
        """``work`` returns why it refuses: raised after the commit, so that what counted stays counted."""
        person = self._hash(number)
        with self._engine.begin() as connection:
            wait_for_turn(connection, f"smart otp of {person}")
            refusal = work(connection, person)
            entry = UUID(bytes=uuid6.uuid7().bytes)
            if refusal is None and what in _TOLD:
                self._tell(connection, number, _TOLD[what], str(entry))
            for device in self._locked(connection, person) if refusal is not None else ():
                key = f"{device.device_id} {device.locked_until}"
                self._tell(connection, number, "account.phone_locked", key)
            connection.execute(
                insert(smart_otp_audit).values(
                    entry=entry,
                    at=self._now(),
                    what=what if refusal is None else f"{what}_refused",
                    code=refusal,
                    number_hash=person,
                    device_id=device_id,
                    challenge_id=challenge_id,
                )
            )
        if refusal is not None:
            raise SmartOtpError(refusal, "Smart OTP refused what was asked for.")
