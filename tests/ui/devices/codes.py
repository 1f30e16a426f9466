"""One-time codes, and the central that sends them."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from kiosk.authentication.contact_codes import CodeCheck, CodeOut, ContactCodes
from kiosk.contract.wire import PROBLEM_TYPE_BASE, CodeChannel, CodeSent, CodeVerified, Problem
from kiosk.sync.act import new_act_id
from kiosk.sync.errors import CentralRefusedError, SyncError, SyncErrorCode
from kiosk.visit.channel_codes import find_code, put_off, send_ahead, send_code, verify_code
from kiosk.visit.visit import Visit
from tests.manual_clock import ManualClock


class TestCentral:
    """Central's side of one-time codes, as `central.messages.one_time_codes` keeps it; every code is 246810;
    ``online`` decides whether it can be reached.
    """

    __test__ = False

    def __init__(self, clock: ManualClock) -> None:
        self._clock = clock
        self.online = True
        self.mails: list[str] = []  # the addresses
        self.texts: list[str] = []  # the phones
        self.carries_texts = True
        self._codes: dict[UUID, tuple[str, float]] = {}  # address, when it was sent
        self._tries: dict[UUID, int] = {}

    def send_code(
        self, channel: CodeChannel, address: str, language: str, _key: str | None = None
    ) -> CodeSent:
        assert language in ("vi", "en")
        assert (channel is CodeChannel.EMAIL) is ("@" in address)
        self._reach()
        if channel is CodeChannel.PHONE and not self.carries_texts:
            raise _refusal("texts-not-set-up", 503, retry_after=600)
        now = self._clock.monotonic()
        waits = [at + 60 - now for each, at in self._codes.values() if each == address]
        if max(waits, default=0.0) > 0:
            raise _refusal("sent-just-now", 429, retry_after=max(waits))
        for challenge_id, (each, _) in self._codes.items():
            if each == address:
                self._tries[challenge_id] = 0
        challenge_id = new_act_id()
        self._codes[challenge_id], self._tries[challenge_id] = (address, now), 5
        (self.mails if channel is CodeChannel.EMAIL else self.texts).append(address)
        return CodeSent(
            challenge_id=challenge_id, digits=6, expires_in_seconds=300, resend_after_seconds=60, tries=5
        )

    def verify_code(self, challenge_id: UUID, code: str) -> CodeVerified:
        self._reach()
        _, sent_at = self._codes[challenge_id]
        if self._clock.monotonic() >= sent_at + 300:
            raise _refusal("code-expired", 410)
        if self._tries[challenge_id] <= 0:
            raise _refusal("code-too-many-tries", 403, tries_left=0)
        self._tries[challenge_id] -= 1
        left = self._tries[challenge_id]
        if code != "246810":
            raise _refusal("code-wrong" if left else "code-too-many-tries", 422, tries_left=left)
        return CodeVerified(challenge_id=challenge_id, verified_at=self._clock.now())

    def _reach(self) -> None:
        if not self.online:
            raise SyncError(SyncErrorCode.CENTRAL_UNREACHABLE, "The line is down.")


def _refusal(
    code: str, status: int, *, retry_after: float | None = None, tries_left: int | None = None
) -> CentralRefusedError:
    problem = Problem(type=f"{PROBLEM_TYPE_BASE}{code}", title=code, status=status, tries_left=tries_left)
    return CentralRefusedError(problem, retry_after)


class TestCodes:
    """The real kiosk's side of one-time codes over that central."""

    __test__ = False

    def __init__(self, clock: ManualClock) -> None:
        self.central = TestCentral(clock)
        self.otp = ContactCodes(self.central, clock)

    @property
    def sent(self) -> int:
        return len(self.central.mails)

    def find(self, visit: Visit, channel: str) -> CodeOut | None:
        return find_code(self.otp, visit, channel)

    def ahead(self, visit: Visit, channel: str) -> Callable[[], None]:
        return send_ahead(self.otp, visit, channel)

    def send(self, visit: Visit, channel: str) -> CodeOut | None:
        return send_code(self.otp, visit, channel)

    def verify(self, visit: Visit, channel: str, code: str) -> CodeCheck:
        return verify_code(self.otp, visit, channel, code)

    def put_off(self, visit: Visit, channel: str) -> None:
        put_off(visit, channel)
