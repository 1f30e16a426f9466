"""How this kiosk is, in one value: for central, for a monitor's file, and for ``main.py status``."""

from __future__ import annotations

import shutil
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from kiosk.clock import Clock
from kiosk.contract.kiosk_state import Device, DeviceState, KioskHealth
from kiosk.places import EndReason
from kiosk.room import free_bytes
from kiosk.self_watch.faults import FAULT
from kiosk.settings import Settings
from kiosk.version import VERSION
from local_db.durable_file import write_new_file

if TYPE_CHECKING:
    from pathlib import Path

    from kiosk.ledger import Ledger

_DAY = timedelta(days=1)
NO_PRINTER = "none"


def take_health(
    settings: Settings,
    clock: Clock,
    ledger: Ledger,
    *,
    started_at: datetime,
    devices: dict[Device, DeviceState],
    printer: str,
) -> KioskHealth:
    """*Blocking*, on the ledger's thread. Raises LocalDbError."""
    now, status, feed = clock.now(), ledger.sync.status, ledger.told.state()
    health, oldest = ledger.keeper.health(), ledger.outbox.oldest_pending()
    free, total = free_bytes(settings.data_folder), shutil.disk_usage(settings.data_folder).total
    return KioskHealth(
        taken_at=now,
        started_at=started_at,
        version=VERSION,
        unsent_acts=ledger.outbox.pending_count(),
        unsent_files=ledger.attachments.backlog().count,
        oldest_unsent_seconds=None if oldest is None else _age(ledger.counted_time.now() - oldest),
        store_whole=not (health.lost or health.aside or health.files or health.audit_faults),
        disk_free_megabytes=free >> 20,
        disk_free_percent=100 * free // max(1, total),
        clock_error_seconds=round(ledger.sync.clock_offset.total_seconds()),
        last_contact_at=status.last_contact,
        line_problem=status.last_problem,
        feed_age_seconds=None if feed is None else _age((now - feed.read_at).total_seconds()),
        devices=devices,
        printer=printer,
        visits={
            each.value: ledger.audit.count(f"visit.ended.{each.value}", now - _DAY) for each in EndReason
        },
        faults=ledger.audit.count(FAULT, now - _DAY) - ledger.audit.count(f"{FAULT}.device", now - _DAY),
    )


def keep_health(file: Path, health: KioskHealth) -> None:
    """For `read_health` of another program on this machine. Raises OSError."""
    write_new_file(file, health.model_dump_json().encode())


def read_health(file: Path) -> KioskHealth | None:
    """As the kiosk last saw itself; None where it never did."""
    try:
        return KioskHealth.model_validate_json(file.read_bytes())
    except (OSError, ValueError):
        return None


def _age(seconds: float) -> int:
    return max(0, min(round(seconds), (1 << 31) - 1))
