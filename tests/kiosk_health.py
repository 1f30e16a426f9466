"""A kiosk that is well, as it tells central; what a test wants otherwise is given by name."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from kiosk.contract.kiosk_state import Device, DeviceState, KioskHealth

AT = datetime(2026, 11, 2, 1, 0, tzinfo=UTC)


def healthy(**otherwise: Any) -> KioskHealth:
    usual: dict[str, Any] = {
        "taken_at": AT,
        "started_at": AT,
        "version": "0.1.0",
        "unsent_acts": 0,
        "unsent_files": 0,
        "oldest_unsent_seconds": None,
        "store_whole": True,
        "disk_free_megabytes": 50_000,
        "disk_free_percent": 60,
        "clock_error_seconds": 0,
        "last_contact_at": AT,
        "line_problem": None,
        "feed_age_seconds": 30,
        "devices": dict.fromkeys(Device, DeviceState.WORKS),
        "printer": "ready",
        "visits": {"finished": 12, "left": 2},
        "faults": 0,
    }
    return KioskHealth.model_validate(usual | otherwise)
