"""How long and how much this kiosk may keep that central does not have: what is only here is lost with it.

Warned of early, refused before anybody begins. Ages are measured by `CountedTime`, never by the wall clock.
"""

from __future__ import annotations

import logging
import math
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.policy import OfflinePolicy

if TYPE_CHECKING:
    from kiosk.ledger import Ledger

logger = logging.getLogger(__name__)

OFFLINE_LIMIT = "offline_limit"
_DAY = 86_400.0


@dataclass(frozen=True, slots=True)
class Standing:
    """How far each limit is used up; 1 and more: reached. ``disk`` counts only while the line is down."""

    age: float = 0.0
    count: float = 0.0
    disk: float = 0.0
    attachments: float = 0.0

    @property
    def share(self) -> float:
        return max(self.age, self.count, self.disk, self.attachments)

    @property
    def percent(self) -> int:
        return math.floor(100 * min(self.share, 9.99))

    @property
    def is_reached(self) -> bool:
        return self.share >= 1


def _free_percent(folder: Path) -> float:
    """Of the disk that ``folder`` lies on, or will lie on once it is made."""
    there = next(each for each in (folder, *folder.absolute().parents) if each.exists())
    usage = shutil.disk_usage(there)
    return 100 * usage.free / usage.total


class OfflineLimits:
    """``look`` reads the store, on the ledger's thread; the rest only remembers what it saw."""

    def __init__(
        self, policy: OfflinePolicy, folder: Path, measure: Callable[[Path], float] = _free_percent
    ) -> None:
        """``measure`` gives the percentage of the disk that is free."""
        self._policy = policy
        self._folder = folder
        self._measure = measure
        self.standing = Standing()

    def follow(self, policy: OfflinePolicy) -> None:
        """From the next look on."""
        self._policy = policy

    def look(self, ledger: Ledger) -> None:
        """Raises LocalDbError; then what was seen before stays."""
        before = self.standing
        self.standing = self._measure_now(ledger)
        if self.standing.is_reached is not before.is_reached:
            if self.standing.is_reached:
                logger.error("offline_limit: no visit begins until acts were sent, %s", self.standing)
            else:
                logger.info("the limits of offline work are kept again: visits begin")

    def _measure_now(self, ledger: Ledger) -> Standing:
        oldest = ledger.outbox.oldest_pending()
        age = 0.0 if oldest is None else max(0.0, ledger.counted_time.now() - oldest)
        free = self._measure(self._folder)
        return Standing(
            age=age / (self._policy.max_days * _DAY),
            count=ledger.outbox.pending_count() / self._policy.max_acts,
            attachments=ledger.attachments.backlog().size
            / (self._policy.max_attachment_megabytes * 1_000_000),
            disk=0.0 if ledger.sync.status.online else self._policy.min_free_percent / max(free, 1e-6),
        )

    def is_open(self) -> bool:
        """Whether a visit may begin. Does not block."""
        return not self.standing.is_reached

    def warns(self) -> bool:
        return 100 * self.standing.share >= self._policy.warn_at_percent
