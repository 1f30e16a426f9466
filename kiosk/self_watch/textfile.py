"""The kiosk's figures in a file for Prometheus, as node_exporter's textfile collector reads it.

Exposition format 0.0.4: https://prometheus.io/docs/instrumenting/exposition_formats/
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from pathlib import Path

from kiosk.contract.kiosk_state import DeviceState, KioskHealth

NAME = "bhxh_kiosk.prom"
_PRINTS = frozenset({"ready", "none"})
_READABLE = 0o644  # by the exporter, which is another user


_FIGURES: tuple[tuple[str, str, Callable[[KioskHealth], float]], ...] = (
    ("taken_at_seconds", "When these figures were taken, Unix time.", lambda of: of.taken_at.timestamp()),
    ("started_at_seconds", "When the program started, Unix time.", lambda of: of.started_at.timestamp()),
    ("unsent_acts", "Acts that central has not confirmed.", lambda of: of.unsent_acts),
    ("unsent_files", "Scans that central does not have.", lambda of: of.unsent_files),
    (
        "oldest_unsent_seconds",
        "Age of the oldest act that waits, 0 for none.",
        lambda of: of.oldest_unsent_seconds or 0,
    ),
    ("store_whole", "1 while nothing of the store is lost or damaged.", lambda of: of.store_whole),
    ("disk_free_bytes", "Free where the data lie.", lambda of: of.disk_free_megabytes << 20),
    ("disk_free_ratio", "The same as a share.", lambda of: of.disk_free_percent / 100),
    (
        "clock_error_seconds",
        "Central's clock less this one's, as last heard.",
        lambda of: of.clock_error_seconds,
    ),
    (
        "last_contact_seconds",
        "When central last answered since the start, Unix time, 0 for never.",
        lambda of: 0 if of.last_contact_at is None else of.last_contact_at.timestamp(),
    ),
    (
        "feed_age_seconds",
        "Since central's feed was last read, -1 for never.",
        lambda of: -1 if of.feed_age_seconds is None else of.feed_age_seconds,
    ),
    ("printer_ready", "1 while the printer prints, or there is none.", lambda of: of.printer in _PRINTS),
    ("faults_of_day", "Faults of the program in the last 24 hours.", lambda of: of.faults),
)


def write_metrics(folder: Path, health: KioskHealth) -> None:
    """As a whole or not at all. Raises OSError."""
    temporary = folder / f".{NAME}.{secrets.token_hex(4)}"
    try:
        temporary.write_text(render(health), "utf-8")
        temporary.chmod(_READABLE)
        temporary.replace(folder / NAME)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise


def render(health: KioskHealth) -> str:
    return "".join(f"{line}\n" for line in _lines(health))


def _lines(health: KioskHealth) -> Iterator[str]:
    """No label holds anything of a person, an office or the machine's name: the exporter adds its own."""
    for name, what, measure in _FIGURES:
        yield from _head(name, what)
        yield f"bhxh_kiosk_{name} {measure(health):.15g}"
    yield from _head("info", "The version, always 1.")
    yield f'bhxh_kiosk_info{{version="{health.version}"}} 1'
    yield from _head("device_out", "1 while what needs the device is out of service.")
    for device, state in sorted(health.devices.items()):
        yield f'bhxh_kiosk_device_out{{device="{device.value}"}} {int(state is DeviceState.OUT)}'
    yield from _head("visits_of_day", "Visits that ended in the last 24 hours, by how.")
    for reason, count in sorted(health.visits.items()):
        yield f'bhxh_kiosk_visits_of_day{{ended="{reason}"}} {count}'


def _head(name: str, what: str) -> Iterator[str]:
    yield f"# HELP bhxh_kiosk_{name} {what}"
    yield f"# TYPE bhxh_kiosk_{name} gauge"
