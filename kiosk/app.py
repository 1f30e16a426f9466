"""The composition root: builds every part from the settings and hands each what it needs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ekyc.verification import VerificationPolicy
from kiosk.clock import VIETNAM_TIME, Clock
from kiosk.devices import CardStation, FaceStation, Hardware
from kiosk.errors import KnownError
from kiosk.ledger import LedgerDesk
from kiosk.navigator import Navigator
from kiosk.receipts import Receipts
from kiosk.registration.submission import Submission
from kiosk.settings import Settings
from kiosk.visit import Visit

if TYPE_CHECKING:
    from kiosk.authentication.email_otp import CodeCheck, CodeSent
    from kiosk.sync.recorder import RecordedAct


class Kiosk:
    """All parts of one kiosk. Making it is quick; ``start`` then opens the slow ones in the background."""

    def __init__(self, settings: Settings, hardware: Hardware, clock: Clock, fonts_folder: Path) -> None:
        self.settings = settings
        self.clock = clock
        self.line = LedgerDesk(settings, clock)
        self.navigator = Navigator(clock, self.line.note, self._let_go)
        self.card = CardStation(settings, hardware, clock)
        self.face = FaceStation(settings, hardware)
        self.codes = _Codes(self.line)
        self.submitter = _Submitter(self.line, settings, clock)
        self.receipts = Receipts(settings, self.line, fonts_folder)

    @property
    def policy(self) -> VerificationPolicy:
        """What the office asks for, as of today."""
        today = self.clock.now().astimezone(VIETNAM_TIME).date()
        return VerificationPolicy(
            today=today,
            max_attempts=self.settings.face.max_attempts,
            chip_proofs=self.settings.card.chip_proof_policy,
        )

    def start(self) -> None:
        """Open database and line, load card libraries and face models; returns at once."""
        self.line.start()
        self.card.warm_up()
        self.face.warm_up()

    @property
    def is_warm(self) -> bool:
        """Whether everything that ``start`` began is there: from now on nobody waits for anything to load."""
        return self.line.find() is not None and self.card.is_warm and self.face.is_warm

    def _let_go(self) -> None:
        """The visit ends: no device or service may hold on to the person."""
        self.card.cancel()
        self.face.cancel()
        self.codes.wipe()

    def close(self) -> None:
        """End every device and thread; what is unsent stays in the outbox."""
        self.card.close()
        self.face.close()
        self.line.close()


class _Codes:
    """One-time codes, once the ledger is open. Both calls block."""

    def __init__(self, desk: LedgerDesk) -> None:
        self._desk = desk

    def send(self, visit: Visit) -> CodeSent | None:
        return self._desk.get().email_otp.send(visit)

    def verify(self, visit: Visit, code: str) -> CodeCheck:
        return self._desk.get().email_otp.verify(visit, code)

    def wipe(self) -> None:
        """Forget the address that a code was sent to. Does not block."""
        if (ledger := self._desk.find()) is not None:
            ledger.email_otp.wipe()


class _Submitter:
    """Submits a visit, once the ledger is open. Blocks."""

    def __init__(self, desk: LedgerDesk, settings: Settings, clock: Clock) -> None:
        self._desk = desk
        self._settings = settings
        self._clock = clock

    def submit(self, visit: Visit) -> RecordedAct:
        """Raises `KnownError` (disk full, not enrolled, …); nothing is lost and it may be called again."""
        from local_db.errors import LocalDbError

        submission = Submission(
            self._desk.get().recorder, self._clock, self._settings.office.code, self._settings.kiosk_id
        )
        try:
            return submission.submit(visit)
        except LocalDbError as error:
            raise KnownError(error.code, error.sentence) from error
