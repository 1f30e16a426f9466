"""``main.py retire``: send everything, then forget everything, before a kiosk leaves its office."""

from __future__ import annotations

import argparse

from commands.json_output import error_json, print_json
from commands.settings_argument import add_settings_argument, find_settings


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser(
        "retire",
        help="send all that waits, then delete the data of this kiosk",
        description="Refuses, and deletes nothing, while anything is unsent, damaged or lost, and while the"
        " kiosk runs. What central has confirmed, it has: a copy of it here ends with this.",
    )
    add_settings_argument(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    from kiosk.clock import SystemClock
    from kiosk.errors import KnownError
    from kiosk.retiring import retire
    from local_db.errors import LocalDbError

    settings = find_settings(args)
    if settings is None:
        return 2
    try:
        records = retire(settings, SystemClock())
    except (KnownError, LocalDbError) as error:
        return error_json(error.code, error.sentence)
    print_json({"retired": settings.kiosk_id, "audit_records": records})
    return 0
