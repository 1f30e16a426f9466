"""What central says of this kiosk itself, for people: that it was revoked, that its program is too old, how
far its clock is off.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

from kiosk.audit import AuditEvent
from kiosk.clock import Clock
from kiosk.version import VERSION, is_older

if TYPE_CHECKING:
    from kiosk.ledger import Ledger

logger = logging.getLogger(__name__)

DEVICE_REVOKED = "device_revoked"
PROGRAM_TOO_OLD = "program_too_old"
MOST_CLOCK_ERROR = timedelta(minutes=2)


class CentralWatch:
    """``look`` reads the store, on the ledger's thread; the rest only remembers what it saw."""

    def __init__(self, clock: Clock, note: Callable[[AuditEvent], None]) -> None:
        self._clock = clock
        self._note = note
        self.is_revoked = False  # no visit begins; what was recorded is kept
        self.is_too_old = False  # no visit begins until the program was renewed
        self.clock_error = timedelta()  # central's time less ours, when it is more than may be

    def look(self, ledger: Ledger) -> None:
        """After each exchange, and once when the ledger opens. What changed is logged and audited, once."""
        self._look_at_revocation(revoked=ledger.credentials.is_revoked)
        self._look_at_clock(ledger.sync.clock_offset)

    def ask_for_version(self, minimum: str) -> None:
        """What central's policy asks for now. Between visits."""
        too_old = is_older(VERSION, minimum)
        if too_old is self.is_too_old:
            return
        self.is_too_old = too_old
        if too_old:
            logger.error("program_too_old: central asks for %s, this is %s", minimum, VERSION)
        self._audit(
            "program.too_old" if too_old else "program.new_enough", f"asks-for-{minimum}".replace(".", "-")
        )

    def _look_at_revocation(self, *, revoked: bool) -> None:
        if revoked is self.is_revoked:
            return
        self.is_revoked = revoked
        if revoked:
            logger.error("device_revoked: central has revoked this kiosk; no visit begins, acts are kept")
        else:
            logger.info("central knows this kiosk again: visits begin")
        self._audit("device.revoked" if revoked else "device.restored")

    def _look_at_clock(self, offset: timedelta) -> None:
        error = offset if abs(offset) > MOST_CLOCK_ERROR else timedelta()
        before, self.clock_error = self.clock_error, error
        if abs(error - before) <= MOST_CLOCK_ERROR:  # the same error still
            return
        if not error:
            self._audit("clock.agrees_with_central")
            return
        minutes = min(round(abs(error).total_seconds() / 60), 99_999_999)
        way = "behind" if error > timedelta() else "ahead"
        logger.warning("the clock of this kiosk is %d minutes %s of central's", minutes, way)
        self._audit("clock.differs_from_central", f"{way}-{minutes}-minutes")

    def _audit(self, what: str, outcome: str = "ok") -> None:
        self._note(AuditEvent(what, self._clock.now(), actor="kiosk", outcome=outcome))
