"""How long this kiosk keeps what it has sent."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import TYPE_CHECKING

from kiosk.clock import Clock
from kiosk.ledger_desk import LedgerDesk
from kiosk.policy import RetentionPolicy

if TYPE_CHECKING:
    from kiosk.ledger import Ledger

logger = logging.getLogger(__name__)

_LOOK_SECONDS = 3600.0


class Retention:
    """Deletes sealed texts and files whose time is over. Measured by central's clock (without a line: by the
    newest receipt that it signed): one that was set wrong here must not delete what a restored central may
    still ask for.
    """

    def __init__(self, policy: RetentionPolicy, desk: LedgerDesk, clock: Clock) -> None:
        self._keep = timedelta(days=policy.sealed_days)
        self._desk = desk
        self._clock = clock
        self._looked_at: float | None = None

    def follow(self, policy: RetentionPolicy) -> None:
        """From the next purge on."""
        self._keep = timedelta(days=policy.sealed_days)

    def start(self) -> None:
        self._desk.when_quiet(self.purge)

    def purge(self, ledger: Ledger) -> None:
        """On the ledger's thread; looks once an hour, or again at once while much is left to delete."""
        now = self._clock.monotonic()
        central_now = ledger.sync.central_time() or ledger.outbox.newest_receipt()
        if central_now is None or (self._looked_at is not None and now < self._looked_at + _LOOK_SECONDS):
            return
        purged = ledger.outbox.purge(central_now - self._keep)
        files = ledger.attachments.purge(central_now - self._keep)
        self._looked_at = None if purged or files else now
        if purged or files:
            logger.info(
                "the sealed texts of %d acts and %d files were deleted: sent, and their time was over",
                purged,
                files,
            )
