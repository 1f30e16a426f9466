"""Proving an e-mail address, or a phone, by a one-time code that central sends and central checks.

Without a line to central nothing can be proved now: the visit goes on, and the act says that central still
has to ask. The kiosk knows no code, so it cannot check one itself; what it knows of each address is whether a
code that was sent there holds, and it says so of no other.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from threading import Lock
from typing import Protocol
from uuid import UUID, uuid4

from kiosk.clock import Clock
from kiosk.contract.wire import CodeChannel, CodeSent, CodeVerified
from kiosk.errors import KnownError
from kiosk.language import Language
from kiosk.masking import mask_address
from kiosk.sync.errors import CentralRefusedError, SyncError

CODE = re.compile(r"[0-9]{6}")
_USUAL_WAIT = 60.0  # s, where central names none


class CodeService(Protocol):
    """The part of CentralClient that is needed here."""

    def send_code(
        self, channel: CodeChannel, address: str, language: str, request_key: str | None = None
    ) -> CodeSent: ...
    def verify_code(self, challenge_id: UUID, code: str) -> CodeVerified: ...


class CodeOutcome(StrEnum):
    VERIFIED = "verified"
    WRONG = "wrong"
    EXPIRED = "expired"
    TOO_MANY_TRIES = "too_many_tries"
    PENDING = "pending"  # central could not be reached; the visit goes on


@dataclass(frozen=True, slots=True)
class CodeOut:
    """A code that was sent to an address and holds. ``is_new``: nobody was told of it before."""

    masked_address: str
    sent_at: datetime
    valid_seconds: float  # from now
    resend_after_seconds: float  # from now; 0 when another may be asked for
    is_new: bool


@dataclass(frozen=True, slots=True)
class CodeCheck:
    """``challenge_id`` and ``verified_at`` are there when the code was right, and central's ``statement``."""

    outcome: CodeOutcome
    tries_left: int | None = None
    challenge_id: UUID | None = None
    verified_at: datetime | None = None
    statement: str | None = field(default=None, repr=False)


class CodeTooEarlyError(KnownError):
    """No code to the address holds, and another may be asked for only in ``wait_seconds``."""

    def __init__(self, wait_seconds: float) -> None:
        super().__init__("code_too_early", "A new one-time code was asked for too soon after the last.")
        self.wait_seconds = wait_seconds


@dataclass(slots=True)
class _Code:
    """The last code of one address. Times are monotonic, in seconds."""

    resend_at: float
    challenge_id: UUID | None = None  # None: whatever was sent there is of no use here
    sent_at: datetime | None = None
    expires_at: float = 0.0
    tries_left: int = 0
    told: bool = False  # to whoever types it

    def holds(self, now: float) -> bool:
        return self.challenge_id is not None and self.tries_left > 0 and now < self.expires_at


# Central's problem codes that are about the code itself; all others mean that nothing could be checked.
_OUTCOMES = {
    "code-wrong": CodeOutcome.WRONG,
    "code-expired": CodeOutcome.EXPIRED,
    "code-used": CodeOutcome.WRONG,  # the right one was taken, and the answer lost: it is taken again
    "code-unknown": CodeOutcome.EXPIRED,
    "code-too-many-tries": CodeOutcome.TOO_MANY_TRIES,
}


class ContactCodes:
    """``send`` and ``verify`` block on the network. The codes of one visit, by address, of e-mail or a phone
    number: one after another and back again find each its own code, with its own life, wait and tries.
    """

    def __init__(self, central: CodeService, clock: Clock) -> None:
        self._central = central
        self._clock = clock
        self._codes: dict[str, _Code] = {}
        self._unanswered: dict[tuple[str, Language], str] = {}  # keys of requests whose answer was lost
        self._asking: dict[str, Lock] = {}  # by address: who asks while an answer is on its way waits for it

    def find(self, address: str) -> CodeOut | None:
        """The code that holds for this address, if there is one. Does not block."""
        code = self._codes.get(_key(address))
        return None if code is None else self._out(address, code)

    def ahead(self, channel: CodeChannel, address: str, language: Language) -> Callable[[], None]:
        """What has a code sent before anybody asks for it, unless one holds: it is there when they do. To be
        called on another thread, where it blocks; once the visit is over it does nothing. What cannot be sent
        now is said to who asks.
        """
        codes, key = self._codes, _key(address)
        lock = self._asking.setdefault(key, Lock())

        def send() -> None:
            with lock, suppress(CodeTooEarlyError):
                held = codes.get(key)
                if held is None or not held.holds(self._clock.monotonic()):
                    self._ask(codes, channel, address, language)

        return send

    def send(self, channel: CodeChannel, address: str, language: Language) -> CodeOut | None:
        """Have a code sent; the one that holds already, where a new one may not be asked for yet or could not
        be sent; None when central cannot do it now.

        Raises CodeTooEarlyError when no code holds and a new one may not be asked for yet.
        """
        codes = self._codes
        with self._asking.setdefault(_key(address), Lock()):
            code = self._ask(codes, channel, address, language)
        return None if code is None else self._out(address, code)

    def _ask(
        self, codes: dict[str, _Code], channel: CodeChannel, address: str, language: Language
    ) -> _Code | None:
        """``codes``: of the visit that asks; once it is over nothing is sent for it."""
        if codes is not self._codes:
            return None
        key, asked_at = _key(address), self._clock.monotonic()
        held = codes.get(key)
        if held is not None and asked_at < held.resend_at:
            return self._held_or_wait(held)
        sent_at = self._clock.now()
        unanswered = self._unanswered
        request_key = unanswered.pop((key, language), None) or str(uuid4())
        try:
            sent = self._central.send_code(channel, address, language.value, request_key)
        except CentralRefusedError as refusal:
            return self._refused(key, codes, refusal)
        except SyncError:
            codes.pop(key, None)  # nobody knows whether a new code is out, which would have ended this one
            unanswered[key, language] = request_key  # asked again, central tells of the code that it sent
            return None
        # Life is counted from the question, the wait from the answer: neither is told too favourably.
        codes[key] = code = _Code(
            resend_at=self._clock.monotonic() + sent.resend_after_seconds,
            challenge_id=sent.challenge_id,
            sent_at=sent_at,
            expires_at=asked_at + sent.expires_in_seconds,
            tries_left=sent.tries,
        )
        return code

    def verify(self, address: str, code: str) -> CodeCheck:
        """Have central check what the person typed."""
        held = self._codes.get(_key(address))
        if held is None or held.challenge_id is None or self._clock.monotonic() >= held.expires_at:
            return CodeCheck(CodeOutcome.EXPIRED)
        if held.tries_left <= 0:
            return CodeCheck(CodeOutcome.TOO_MANY_TRIES, 0)
        typed = "".join(code.split())
        if not CODE.fullmatch(typed):
            return CodeCheck(CodeOutcome.WRONG)  # cannot be one: costs no try
        challenge_id = held.challenge_id
        try:
            verified = self._central.verify_code(challenge_id, typed)
        except CentralRefusedError as refusal:
            return self._not_verified(held, refusal)
        except SyncError:
            held.tries_left -= 1  # central may have counted it
            return CodeCheck(CodeOutcome.PENDING)
        held.challenge_id = None  # used
        return CodeCheck(
            CodeOutcome.VERIFIED,
            challenge_id=challenge_id,
            verified_at=verified.verified_at,
            statement=verified.statement,
        )

    def wipe(self) -> None:
        """Forget the addresses; called when the visit ends. What is still under way finds its way nowhere."""
        self._codes = {}
        self._unanswered = {}
        self._asking = {}

    def _refused(self, key: str, codes: dict[str, _Code], refusal: CentralRefusedError) -> _Code | None:
        """No code was sent, so one that was sent before goes on to hold."""
        if refusal.code == "sent-just-now":
            resend_at = self._clock.monotonic() + (refusal.retry_after or _USUAL_WAIT)
            held = codes.setdefault(key, _Code(resend_at))
            held.resend_at = resend_at
            return self._held_or_wait(held)
        return codes.get(key)

    @staticmethod
    def _not_verified(held: _Code, refusal: CentralRefusedError) -> CodeCheck:
        outcome = _OUTCOMES.get(refusal.code, CodeOutcome.PENDING)
        left = refusal.problem.tries_left
        if outcome is CodeOutcome.WRONG:
            held.tries_left = held.tries_left - 1 if left is None else left
        elif outcome is not CodeOutcome.PENDING:
            held.tries_left = 0
        if outcome is CodeOutcome.WRONG and held.tries_left <= 0:
            outcome = CodeOutcome.TOO_MANY_TRIES
        return CodeCheck(outcome, left)

    def _held_or_wait(self, held: _Code) -> _Code:
        now = self._clock.monotonic()
        if not held.holds(now):
            raise CodeTooEarlyError(max(0.0, held.resend_at - now))
        return held

    def _out(self, address: str, code: _Code) -> CodeOut | None:
        now = self._clock.monotonic()
        if code.sent_at is None or not code.holds(now):
            return None
        is_new, code.told = not code.told, True
        wait = max(0.0, code.resend_at - now)
        return CodeOut(mask_address(address), code.sent_at, code.expires_at - now, wait, is_new)


def _key(address: str) -> str:
    """Central takes capitals and small letters for one address, so that they share its codes."""
    return address.lower()
