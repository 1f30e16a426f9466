"""What staff should know of this kiosk: only what needs somebody."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kiosk.card_trust import TrustFinding
    from kiosk.central_watch import CentralWatch
    from kiosk.ledger import Ledger
    from kiosk.offline import OfflineLimits
    from kiosk.room import Room
    from kiosk.self_watch.outages import Outages
    from kiosk.told import Told

# Problems of the line that no waiting mends, by the code that the sync worker tells.
_LINE_PROBLEMS = frozenset(
    {
        "not_enrolled",
        "stream_diverged",
        "central_not_trusted",
        "central_keys_not_trusted",
        "receipt_invalid",
        "receipt_mismatch",
    }
)


@dataclass(frozen=True, slots=True)
class StaffNote:
    """``code`` is stable and chooses the sentence, ``number`` stands in it."""

    code: str
    number: int = 0


@dataclass(frozen=True, slots=True)
class Watched:
    """What is looked at. ``ledger`` is None while the store is not open."""

    ledger: Ledger | None
    restarts: Mapping[str, int]
    offline: OfflineLimits
    jumped_seconds: float
    central: CentralWatch
    room: Room
    outages: Outages
    trust: TrustFinding
    told: Told


def staff_notes(watched: Watched) -> tuple[StaffNote, ...]:
    """*Blocking.* The gravest first."""
    return (
        *_central_notes(watched),
        *_store_notes(watched.ledger),
        *_room_notes(watched.room),
        *(StaffNote(f"{device.value}_out") for device in watched.outages.out),
        *_offline_notes(watched.offline),
        *_worker_notes(watched.restarts),
        *_feed_notes(watched.ledger, watched.told),
        *_clock_notes(watched),
        *_trust_notes(watched.trust),
    )


def _central_notes(watched: Watched) -> list[StaffNote]:
    if watched.central.is_revoked:
        return [StaffNote("device_revoked")]
    if watched.central.is_too_old:
        return [StaffNote("program_too_old")]
    problem = None if watched.ledger is None else watched.ledger.sync.status.last_problem
    return [StaffNote(problem)] if problem in _LINE_PROBLEMS else []


def _room_notes(room: Room) -> list[StaffNote]:
    return [] if room.is_enough_to_begin() else [StaffNote("disk_full")]


def _offline_notes(offline: OfflineLimits) -> list[StaffNote]:
    if not offline.is_open():
        return [StaffNote("offline_refused")]
    return [StaffNote("offline_near", offline.standing.percent)] if offline.warns() else []


def _clock_notes(watched: Watched) -> list[StaffNote]:
    differs = watched.central.clock_error.total_seconds()
    notes = []
    if minutes := round(abs(differs) / 60):
        notes.append(StaffNote("clock_behind" if differs > 0 else "clock_ahead", minutes))
    if minutes := round(abs(watched.jumped_seconds) / 60):
        notes.append(StaffNote("clock_jumped", minutes))
    return notes


def _trust_notes(trust: TrustFinding) -> list[StaffNote]:
    return [] if trust.ok else [StaffNote(f"trust_{trust.code.value}")]


def _store_notes(ledger: Ledger | None) -> list[StaffNote]:
    from local_db.errors import LocalDbError

    if ledger is None:
        return [StaffNote("store_closed")]
    try:
        health, quarantined = ledger.keeper.health(), ledger.outbox.counts().quarantined
    except LocalDbError:
        return [StaffNote("store_damaged")]
    found = [
        StaffNote("acts_lost", health.lost),
        StaffNote("acts_aside", health.aside),
        StaffNote("files_damaged", health.files),
        StaffNote("acts_elsewhere", health.elsewhere),
        StaffNote("audit_altered", health.audit_faults),
        StaffNote("acts_quarantined", quarantined),
    ]
    return [note for note in found if note.number]


def _worker_notes(restarts: Mapping[str, int]) -> list[StaffNote]:
    return [StaffNote("workers_restarted", sum(restarts.values()))] if restarts else []


def _feed_notes(ledger: Ledger | None, told: Told) -> list[StaffNote]:
    """Tables, lists or policy of central that this kiosk cannot use: it goes on with those before."""
    refused = len(told.faults) + (ledger is not None and ledger.sync.feed.problem is not None)
    return [StaffNote("feed_refused", refused)] if refused else []
