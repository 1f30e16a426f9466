"""Members of staff sign in at the kiosk: number, PIN and code, with or without a line.

What is needed to check them came sealed in central's signed grants. A try is counted before it is checked and
a code's time step is spent once, both in the encrypted database; ages and lock-outs are measured by
`CountedTime`, never by the wall clock alone. Why a try failed is told to the audit log, not to who tried.
"""

from __future__ import annotations

import hmac
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

import pyotp
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from joserfc import jwe
from joserfc.errors import JoseError
from pydantic import ValidationError

from kiosk.audit import AuditEvent
from kiosk.authentication.staff_roles import RIGHTS, StaffRight
from kiosk.contract.staff import (
    CODE_DIGITS,
    CODE_SECONDS,
    StaffGrant,
    StaffGrantSet,
    StaffRole,
    StaffSecrets,
    peppered,
)
from kiosk.contract.wire import CONTENT_ALGORITHM, KEY_AGREEMENT_ALGORITHM
from kiosk.sync.credentials import Credentials
from kiosk.sync.staff_grants import open_grants
from local_db.staff_access import StaffAccess, TryLimits

_UNKNOWN = "unknown"  # in the place of every number that is nobody's: they share their tries
_WINDOW = 1  # time steps that a code may be early or late


@dataclass(frozen=True, slots=True)
class StaffMember:
    account: str
    name: str
    role: StaffRole

    @property
    def actor(self) -> str:
        """As the audit log names them."""
        return f"staff:{self.account}"

    def may(self, right: StaffRight) -> bool:
        return right in RIGHTS[self.role]


class SignInOutcome(StrEnum):
    DONE = "done"
    WRONG = "wrong"  # the number, the PIN or the code: which, is not said
    LOCKED = "locked"
    NOBODY = "nobody"  # no set of grants has come yet, or none for this key
    EXPIRED = "expired"  # the set is older than it may be: the kiosk needs its line once


@dataclass(frozen=True, slots=True)
class SignIn:
    """``member`` only when it was right; ``wait_seconds`` while the number is locked."""

    outcome: SignInOutcome
    member: StaffMember | None = None
    tries_left: int = 0
    wait_seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class StaffStanding:
    """How many of the staff may sign in here, and for how many more seconds without a line."""

    members: int
    seconds_left: float


class StaffSignIn:
    """Thread-safe; every call blocks."""

    def __init__(
        self,
        access: StaffAccess,
        credentials: Credentials,
        record: Callable[[AuditEvent], None],
        *,
        wall: Callable[[], datetime],
        counted_now: Callable[[], float],
        limits: TryLimits | None = None,
    ) -> None:
        """``wall`` is the best known time; ``record`` writes an audit line durably."""
        self._access = access
        self._credentials = credentials
        self._record = record
        self._wall = wall
        self._counted_now = counted_now
        self._limits = limits or TryLimits()
        self._hasher = PasswordHasher()

    def sign_in(self, account: str, pin: str, code: str) -> SignIn:
        """Raises LocalDbError; then nobody is in."""
        return self._try(account, "staff.signed_in", lambda grant: self._find_fault(grant, pin, code))

    def take_up(self, account: str, pin: str) -> SignIn:
        """By the PIN alone, for who signed in fully at this kiosk a while ago: whether that still counts,
        `kiosk.shift` knows. Raises LocalDbError.
        """
        return self._try(account, "staff.taken_up", lambda grant: self._find_pin_fault(grant, pin))

    def _try(self, account: str, what: str, find_fault: Callable[[StaffGrant | None], str | None]) -> SignIn:
        kept = self._access.find_grants()
        granted = None if kept is None else open_grants(kept.signed, self._credentials)
        if kept is None or granted is None:
            return self._refuse(SignInOutcome.NOBODY, _UNKNOWN, "no-grants")
        if self._seconds_left(granted, kept.counted_at) <= 0:
            return self._refuse(SignInOutcome.EXPIRED, _UNKNOWN, "grants-expired")
        grant = next((each for each in granted.grants if each.account == account), None)
        known = _UNKNOWN if grant is None else grant.account
        wait = self._access.begin_try(known, self._counted_now(), self._limits)
        if wait > 0:
            return self._refuse(SignInOutcome.LOCKED, known, "locked", wait)
        fault = find_fault(grant)
        if grant is not None and fault is None:
            member = StaffMember(grant.account, grant.name, grant.role)
            self._audit(what, known, grant.role.value)
            return SignIn(SignInOutcome.DONE, member)
        return self._fail(known, fault or "unknown")

    def standing(self) -> StaffStanding | None:
        """None before the first set came, or where it is not for the present key. Raises LocalDbError."""
        kept = self._access.find_grants()
        granted = None if kept is None else open_grants(kept.signed, self._credentials)
        if kept is None or granted is None:
            return None
        return StaffStanding(len(granted.grants), max(0.0, self._seconds_left(granted, kept.counted_at)))

    def _seconds_left(self, granted: StaffGrantSet, counted_at: float) -> float:
        lifetime = (granted.expires_at - granted.issued_at).total_seconds()
        return counted_at + lifetime - self._counted_now()

    def _find_fault(self, grant: StaffGrant | None, pin: str, code: str) -> str | None:
        """Why the try fails, for the audit log; None when all is right, and then the code is spent."""
        secrets = None if grant is None else self._unseal(grant)
        if grant is None or secrets is None:
            self._hasher.hash(peppered("0" * 64, pin))  # an unknown number takes as long as a known one
            return "unknown" if grant is None else "unsealable"
        pin_right = self._is_pin(secrets, pin)
        step = self._find_step(secrets, code)
        if not pin_right:
            return "pin"
        if step is None:
            return "code"
        return None if self._access.use_step(grant.account, step) else "code-used"

    def _find_pin_fault(self, grant: StaffGrant | None, pin: str) -> str | None:
        secrets = None if grant is None else self._unseal(grant)
        if grant is None or secrets is None:
            return "unknown" if grant is None else "unsealable"
        if not self._is_pin(secrets, pin):
            return "pin"
        self._access.forgive(grant.account)
        return None

    def _unseal(self, grant: StaffGrant) -> StaffSecrets | None:
        try:
            opened = jwe.decrypt_compact(
                grant.sealed,
                self._credentials.device_key,
                algorithms=[KEY_AGREEMENT_ALGORITHM, CONTENT_ALGORITHM],
            )
            found = StaffSecrets.model_validate_json(opened.plaintext or b"")
        except (JoseError, ValidationError, ValueError):
            return None
        return found if found.account == grant.account else None

    def _is_pin(self, secrets: StaffSecrets, pin: str) -> bool:
        try:
            return self._hasher.verify(secrets.pin_hash, peppered(secrets.pepper, pin))
        except (VerificationError, InvalidHashError):
            return False

    def _find_step(self, secrets: StaffSecrets, code: str) -> int | None:
        """The time step whose code this is (RFC 6238)."""
        totp = pyotp.TOTP(secrets.code_secret, digits=CODE_DIGITS, interval=CODE_SECONDS)
        present = int(self._wall().timestamp()) // CODE_SECONDS
        steps = range(present - _WINDOW, present + _WINDOW + 1)
        matching = [step for step in steps if hmac.compare_digest(totp.generate_otp(step), code)]
        return matching[-1] if matching else None

    def _fail(self, account: str, why: str) -> SignIn:
        left = self._access.tries_left(account, self._limits)
        if left > 0:
            return self._refuse(SignInOutcome.WRONG, account, why, left=left)
        self._audit("staff.sign_in.failed", account, why)
        self._audit("staff.locked_out", account)
        return SignIn(SignInOutcome.LOCKED, wait_seconds=self._limits.lock_seconds)

    def _refuse(
        self, outcome: SignInOutcome, account: str, why: str, wait: float = 0.0, left: int = 0
    ) -> SignIn:
        self._audit("staff.sign_in.failed", account, why)
        return SignIn(outcome, tries_left=left, wait_seconds=wait)

    def _audit(self, what: str, account: str, outcome: str = "ok") -> None:
        at = self._wall()
        self._record(AuditEvent(what, at, actor=f"staff:{account}", outcome=outcome))
