"""``main.py ready-for-update``: asked by the updater before the version of the kiosk is changed, and after.

It opens the database as this version does, migration and all, and tells what it finds as JSON.
"""

from __future__ import annotations

import argparse
from dataclasses import astuple
from typing import TYPE_CHECKING

from commands.json_output import print_json
from commands.settings_argument import add_settings_argument
from commands.with_ledger import with_ledger

if TYPE_CHECKING:
    from kiosk.ledger import Ledger
    from kiosk.settings import Settings


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser(
        "ready-for-update",
        help="whether this kiosk may change its version, and to which (for bhxh-kiosk update)",
        description="Opens the database as this version does, which may migrate it.",
    )
    add_settings_argument(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    return with_ledger(args, _tell)


def _tell(ledger: Ledger, settings: Settings) -> int:
    print_json(_look(settings, ledger))
    return 0


def _look(settings: Settings, ledger: Ledger) -> dict[str, object]:
    """``acts``: ever recorded. ``faults``: with them no version is changed: that would hide them."""
    from kiosk.clock import VIETNAM_TIME, SystemClock
    from kiosk.told import policy_of_today
    from kiosk.version import VERSION

    clock = SystemClock()
    wish = policy_of_today(settings, ledger.told, clock).update
    return {
        "version": VERSION,
        "acts": sum(astuple(ledger.outbox.counts())),
        "faults": _faults(ledger),
        "wanted": wish.wanted,
        "window_open": wish.is_open(clock.now().astimezone(VIETNAM_TIME).time()),
    }


def _faults(ledger: Ledger) -> list[str]:
    """Of the outbox. What merely waits for central is none: it waits as well under another version."""
    from local_db.errors import LocalDbError

    health, unfit = ledger.keeper.health(), len(ledger.outbox.unfit_acts())
    told = (
        (health.lost, "acts are lost or damaged"),
        (health.aside, "acts were put aside"),
        (unfit, "acts that wait cannot be read"),
        (health.files, "scans are damaged"),
    )
    found = [f"{number} {what}" for number, what in told if number]
    try:
        ledger.database.check_integrity()
    except LocalDbError as error:
        found.append(f"the database is not whole ({error.code})")
    return found
