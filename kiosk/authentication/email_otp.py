"""Proving an e-mail address by a one-time code that central sends and central checks.

Without a line to central the address stays ``pending``: the visit goes on, and the act says that central
still has to ask. The kiosk knows no code, so it cannot check one itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol
from uuid import UUID

from kiosk.clock import Clock
from kiosk.contract.wire import EmailCodeSent, EmailCodeVerified
from kiosk.errors import BugError, KnownError
from kiosk.masking import mask_email
from kiosk.sync.errors import CentralRefusedError, SyncError
from kiosk.visit import EmailConfirmation, Visit

CODE = re.compile(r"[0-9]{6}")


class EmailCodeService(Protocol):
    """The part of CentralClient that is needed here."""

    def send_email_code(self, address: str, language: str) -> EmailCodeSent: ...
    def verify_email_code(self, challenge_id: UUID, code: str) -> EmailCodeVerified: ...


class CodeOutcome(StrEnum):
    VERIFIED = "verified"
    WRONG = "wrong"
    EXPIRED = "expired"
    TOO_MANY_TRIES = "too_many_tries"
    PENDING = "pending"  # central could not be reached; the visit goes on


@dataclass(frozen=True, slots=True)
class CodeSent:
    masked_address: str
    valid_seconds: float
    resend_after_seconds: float


@dataclass(frozen=True, slots=True)
class CodeCheck:
    outcome: CodeOutcome
    tries_left: int | None = None


class CodeTooEarlyError(KnownError):
    """Another code may be asked for in ``wait_seconds``."""

    def __init__(self, wait_seconds: float) -> None:
        super().__init__("code_too_early", "A new one-time code was asked for too soon after the last.")
        self.wait_seconds = wait_seconds


@dataclass(frozen=True, slots=True)
class _Challenge:
    visit_id: UUID
    address: str
    challenge_id: UUID
    resend_at: float  # monotonic


# Central's problem codes that are about the code itself; all others mean that nothing could be checked.
_OUTCOMES = {
    "code-wrong": CodeOutcome.WRONG,
    "code-expired": CodeOutcome.EXPIRED,
    "code-used": CodeOutcome.EXPIRED,
    "code-unknown": CodeOutcome.EXPIRED,
    "code-too-many-tries": CodeOutcome.TOO_MANY_TRIES,
}


class EmailOtp:
    """Both calls block on the network, and both keep ``visit.contact.email_confirmation`` up to date."""

    def __init__(self, central: EmailCodeService, clock: Clock) -> None:
        self._central = central
        self._clock = clock
        self._challenge: _Challenge | None = None

    def send(self, visit: Visit) -> CodeSent | None:
        """Have a code sent to the visit's address; None when central cannot do it now (``pending``).

        Raises CodeTooEarlyError when the last code is too fresh; it is still good.
        """
        address = visit.contact.email
        if address is None:
            raise BugError("a code was asked for without an address")
        self._refuse_hurry(visit.visit_id, address)
        try:
            sent = self._central.send_email_code(address, visit.language.value)
        except CentralRefusedError as refusal:
            if refusal.code == "code-too-early":
                raise CodeTooEarlyError(refusal.retry_after or 60.0) from refusal
            return self._give_up(visit)
        except SyncError:
            return self._give_up(visit)
        resend_at = self._clock.monotonic() + sent.resend_after_seconds
        self._challenge = _Challenge(visit.visit_id, address, sent.challenge_id, resend_at)
        visit.contact.email_confirmation = EmailConfirmation.OPEN
        return CodeSent(mask_email(address), sent.expires_in_seconds, sent.resend_after_seconds)

    def verify(self, visit: Visit, code: str) -> CodeCheck:
        """Have central check what the person typed."""
        challenge = self._challenge
        if challenge is None or (challenge.visit_id, challenge.address) != (
            visit.visit_id,
            visit.contact.email,
        ):
            return CodeCheck(CodeOutcome.EXPIRED)
        typed = "".join(code.split())
        if not CODE.fullmatch(typed):
            return CodeCheck(CodeOutcome.WRONG)  # cannot be one: costs no try
        try:
            self._central.verify_email_code(challenge.challenge_id, typed)
        except CentralRefusedError as refusal:
            outcome = _OUTCOMES.get(refusal.code)
            if outcome is not None:
                return CodeCheck(outcome, refusal.problem.tries_left)
            self._give_up(visit)
            return CodeCheck(CodeOutcome.PENDING)
        except SyncError:
            self._give_up(visit)
            return CodeCheck(CodeOutcome.PENDING)
        self._challenge = None
        visit.contact.email_confirmation = EmailConfirmation.VERIFIED
        return CodeCheck(CodeOutcome.VERIFIED)

    def wipe(self) -> None:
        """Forget the address; called when the visit ends."""
        self._challenge = None

    def _refuse_hurry(self, visit_id: UUID, address: str) -> None:
        last = self._challenge
        if last is not None and (last.visit_id, last.address) == (visit_id, address):
            wait = last.resend_at - self._clock.monotonic()
            if wait > 0:
                raise CodeTooEarlyError(wait)

    @staticmethod
    def _give_up(visit: Visit) -> None:
        visit.contact.email_confirmation = EmailConfirmation.PENDING
