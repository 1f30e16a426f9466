"""``main.py status``: how this kiosk is, beside it or without it. Opens no device and asks nobody."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import TYPE_CHECKING

from commands.json_output import print_json
from commands.settings_argument import add_settings_argument, find_settings

if TYPE_CHECKING:
    from kiosk.contract.kiosk_state import KioskHealth
    from kiosk.status import Status


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser(
        "status",
        help="what waits, disk, clock, devices, visits and faults of this kiosk",
        description="Works beside the running kiosk. Ends with 1 when something needs somebody.",
    )
    add_settings_argument(parser)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--no-check", action="store_true", help="do not read every page of the database")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    from kiosk.clock import SystemClock
    from kiosk.status import take_status
    from kiosk.tasks.catalogue import SHIPPED, load_catalogue

    settings = find_settings(args)
    if settings is None:
        return 2
    own = settings.services_folder
    catalogue = load_catalogue(SHIPPED if own is None else (*SHIPPED, own))
    status = take_status(settings, SystemClock(), catalogue, check=not args.no_check)
    if args.json:
        print_json(status.as_json())
    else:
        for name, value in _lines(status):
            print(f"{name:<15} {value}")
    return 1 if status.needs else 0


def _lines(status: Status) -> Iterator[tuple[str, str]]:
    yield (
        "kiosk",
        f"{status.kiosk_id}, version {status.version}, {'runs' if status.running else 'does not run'}",
    )
    yield "database", status.database
    yield "central", "revoked" if status.revoked else "enrolled" if status.enrolled else "not enrolled"
    if status.health is not None:
        yield from _of_health(status.health)
    yield "out of service", ", ".join(status.out_of_service) or "nothing"
    if status.tasks_out_of_service:
        yield (
            "tasks stopped",
            f"{len(status.tasks_out_of_service)} ({', '.join(status.tasks_out_of_service)})",
        )
    yield "needs somebody", ", ".join(status.needs) or "nothing"


def _of_health(health: KioskHealth) -> Iterator[tuple[str, str]]:
    oldest = health.oldest_unsent_seconds
    since = "" if oldest is None else f", the oldest for {oldest / 3600:.1f} hours"
    yield "waiting", f"{health.unsent_acts} acts, {health.unsent_files} scans{since}"
    heard = (
        "never since the start" if health.last_contact_at is None else f"{health.last_contact_at:%F %T} UTC"
    )
    yield "last contact", heard if health.line_problem is None else f"{heard} ({health.line_problem})"
    feed = health.feed_age_seconds
    yield "feed", "never read" if feed is None else f"read {feed / 60:.0f} minutes ago"
    yield "disk", f"{health.disk_free_megabytes} MB free, {health.disk_free_percent} %"
    yield "clock", f"{health.clock_error_seconds} s off central's"
    yield "devices", ", ".join(f"{device} {state}" for device, state in health.devices.items())
    yield "printer", health.printer
    yield "visits", ", ".join(f"{how} {count}" for how, count in health.visits.items()) + ", in 24 hours"
    yield "faults", f"{health.faults} in 24 hours"
