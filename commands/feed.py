"""``main.py feed``: what central's feed has told this kiosk, when it came, and what of it is in use."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from commands.json_output import EXIT_FAULT, error_json, print_json
from commands.settings_argument import add_settings_argument, find_settings


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser("feed", help="what central has sent this kiosk, and what of it is in use")
    add_settings_argument(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Exit code 1 when something was received that cannot be used."""
    from kiosk.clock import SystemClock
    from kiosk.errors import KnownError
    from kiosk.law_tables import LawTables
    from kiosk.ledger import open_ledger
    from kiosk.reference.reference_data import ReferenceData
    from kiosk.told import Told
    from local_db.errors import LocalDbError

    settings = find_settings(args)
    if settings is None:
        return 2
    clock = SystemClock()
    try:
        ledger = open_ledger(settings, clock)
    except KnownError as error:
        return error_json(error.code, error.sentence)
    told = Told(settings, clock, LawTables(), ReferenceData(settings.reference_folder))
    try:
        state, entries = ledger.told.state(), ledger.told.entries()
        told.load(ledger.told)
    except LocalDbError as error:
        return error_json(error.code, error.sentence)
    finally:
        ledger.close()
    told.adopt()
    print_json(
        {
            "read_at": None if state is None else state.read_at.isoformat(),
            "in_use": {
                "benefits": told.tables.book.edition.number,
                "reference": told.lists.number,
                "policy": told.policies.number,
                "revocations": told.revocations.number,
                "texts": told.texts.number,
            },
            "received": [
                {
                    "topic": each.topic,
                    "key": each.key,
                    "for": each.scope,
                    "number": each.number,
                    "effective_from": None if each.effective_from is None else str(each.effective_from),
                    "published_at": each.published_at.isoformat(),
                    "received_at": each.received_at.isoformat(),
                }
                for each in entries
            ],
            "notices": [each.model_dump(mode="json") for each in told.notices],
            "faults": [asdict(fault) for fault in told.faults],
        }
    )
    return EXIT_FAULT if told.faults else 0
