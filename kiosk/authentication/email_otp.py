"""Proving an e-mail address by a one-time code that central sends and central checks.

Without a line to central nothing can be proved now: the visit goes on, and the act says that central still
has to ask. The kiosk knows no code, so it cannot check one itself. A code belongs to the address that it was
sent to.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol
from uuid import UUID

from kiosk.clock import Clock
from kiosk.contract.wire import EmailCodeSent, EmailCodeVerified
from kiosk.errors import KnownError
from kiosk.language import Language
from kiosk.masking import mask_email
from kiosk.sync.errors import CentralRefusedError, SyncError

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
    """``challenge_id`` and ``verified_at`` are there when the code was right."""

    outcome: CodeOutcome
    tries_left: int | None = None
    challenge_id: UUID | None = None
    verified_at: datetime | None = None


class CodeTooEarlyError(KnownError):
    """Another code may be asked for in ``wait_seconds``. ``code_is_out``: one that was sent is still good."""

    def __init__(self, wait_seconds: float, *, code_is_out: bool) -> None:
        super().__init__("code_too_early", "A new one-time code was asked for too soon after the last.")
        self.wait_seconds = wait_seconds
        self.code_is_out = code_is_out


@dataclass(frozen=True, slots=True)
class _Challenge:
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
    """Both calls block on the network. The codes of one visit, by address: one address after another and
    back again find each its own code.
    """

    def __init__(self, central: EmailCodeService, clock: Clock) -> None:
        self._central = central
        self._clock = clock
        self._challenges: dict[str, _Challenge] = {}

    def send(self, address: str, language: Language) -> CodeSent | None:
        """Have a code sent; None when central cannot do it now.

        Raises CodeTooEarlyError when the last code is too fresh.
        """
        self._refuse_hurry(address)
        try:
            sent = self._central.send_email_code(address, language.value)
        except CentralRefusedError as refusal:
            if refusal.code == "code-too-early":
                raise CodeTooEarlyError(
                    refusal.retry_after or 60.0, code_is_out=address in self._challenges
                ) from refusal
            return None
        except SyncError:
            return None
        resend_at = self._clock.monotonic() + sent.resend_after_seconds
        self._challenges[address] = _Challenge(sent.challenge_id, resend_at)
        return CodeSent(mask_email(address), sent.expires_in_seconds, sent.resend_after_seconds)

    def verify(self, address: str, code: str) -> CodeCheck:
        """Have central check what the person typed."""
        challenge = self._challenges.get(address)
        if challenge is None:
            return CodeCheck(CodeOutcome.EXPIRED)
        typed = "".join(code.split())
        if not CODE.fullmatch(typed):
            return CodeCheck(CodeOutcome.WRONG)  # cannot be one: costs no try
        try:
            verified = self._central.verify_email_code(challenge.challenge_id, typed)
        except CentralRefusedError as refusal:
            outcome = _OUTCOMES.get(refusal.code)
            return CodeCheck(outcome or CodeOutcome.PENDING, refusal.problem.tries_left)
        except SyncError:
            return CodeCheck(CodeOutcome.PENDING)
        self._challenges.pop(address, None)
        return CodeCheck(
            CodeOutcome.VERIFIED, challenge_id=challenge.challenge_id, verified_at=verified.verified_at
        )

    def wipe(self) -> None:
        """Forget the addresses; called when the visit ends."""
        self._challenges.clear()

    def _refuse_hurry(self, address: str) -> None:
        last = self._challenges.get(address)
        if last is not None:
            wait = last.resend_at - self._clock.monotonic()
            if wait > 0:
                raise CodeTooEarlyError(wait, code_is_out=True)
