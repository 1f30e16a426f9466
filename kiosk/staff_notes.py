"""What staff who come to help should know of this kiosk, beyond the line: only what needs somebody."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kiosk.ledger import Ledger
    from kiosk.offline import OfflineLimits
    from kiosk.told import Told


@dataclass(frozen=True, slots=True)
class StaffNote:
    """``code`` is stable and chooses the sentence, ``number`` stands in it."""

    code: str
    number: int = 0


def staff_notes(
    ledger: Ledger | None,
    restarts: Mapping[str, int],
    offline: OfflineLimits,
    jumped_seconds: float,
    told: Told | None = None,
) -> tuple[StaffNote, ...]:
    """*Blocking.* The gravest first. ``ledger`` is None while the store is not open."""
    return (
        *_store_notes(ledger),
        *_offline_notes(offline),
        *_worker_notes(restarts),
        *_feed_notes(ledger, told),
        *_clock_notes(jumped_seconds),
    )


def _offline_notes(offline: OfflineLimits) -> list[StaffNote]:
    if not offline.is_open():
        return [StaffNote("offline_refused")]
    return [StaffNote("offline_near", offline.standing.percent)] if offline.warns() else []


def _clock_notes(jumped_seconds: float) -> list[StaffNote]:
    minutes = round(abs(jumped_seconds) / 60)
    return [StaffNote("clock_jumped", minutes)] if minutes else []


def _store_notes(ledger: Ledger | None) -> list[StaffNote]:
    from local_db.errors import LocalDbError

    if ledger is None:
        return [StaffNote("store_closed")]
    try:
        health = ledger.keeper.health()
    except LocalDbError:
        return [StaffNote("store_damaged")]
    found = [
        StaffNote("acts_lost", health.lost),
        StaffNote("acts_aside", health.aside),
        StaffNote("files_damaged", health.files),
        StaffNote("acts_elsewhere", health.elsewhere),
        StaffNote("audit_altered", health.audit_faults),
    ]
    return [note for note in found if note.number]


def _worker_notes(restarts: Mapping[str, int]) -> list[StaffNote]:
    return [StaffNote("workers_restarted", sum(restarts.values()))] if restarts else []


def _feed_notes(ledger: Ledger | None, told: Told | None) -> list[StaffNote]:
    """Tables, lists or policy of central that this kiosk cannot use: it goes on with those before."""
    refused = len(() if told is None else told.faults) + (
        ledger is not None and ledger.sync.feed.problem is not None
    )
    return [StaffNote("feed_refused", refused)] if refused else []
