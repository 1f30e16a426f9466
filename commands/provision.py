"""``main.py provision``: enrol this kiosk at central with a one-time code, once."""

from __future__ import annotations

import argparse

from commands.json_output import error_json, print_json
from commands.settings_argument import add_settings_argument, find_settings


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser("provision", help="enrol this kiosk at central with a one-time code")
    add_settings_argument(parser)
    parser.add_argument("--code", required=True, help="the one-time code that staff got from central")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    from kiosk.clock import SystemClock
    from kiosk.errors import KnownError
    from kiosk.ledger import open_ledger
    from kiosk.sync.enrolment import enrol

    settings = find_settings(args)
    if settings is None:
        return 2
    try:
        ledger = open_ledger(settings, SystemClock())
    except KnownError as error:
        return error_json(error.code, error.sentence)
    try:
        enrolment = enrol(ledger.central, ledger.credentials, args.code)
    except KnownError as error:
        return error_json(error.code, error.sentence)
    finally:
        ledger.close()
    print_json(
        {
            "kiosk_id": enrolment.kiosk_id,
            "office_id": enrolment.office_id,
            "office_name": enrolment.office_name,
            "key_id": enrolment.kid,
        }
    )
    return 0
