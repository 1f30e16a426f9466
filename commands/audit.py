"""``main.py audit``: is this kiosk's audit log whole, as its device signed it, and where did visits end?"""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from commands.json_output import error_json, print_json
from commands.settings_argument import add_settings_argument, find_settings
from commands.with_ledger import with_ledger

if TYPE_CHECKING:
    from kiosk.ledger import Ledger


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser("audit", help="the audit log of this kiosk")
    commands = parser.add_subparsers(dest="audit_command", required=True, metavar="COMMAND")
    verify = commands.add_parser("verify", help="follow the chain and its signatures; name what does not fit")
    add_settings_argument(verify)
    verify.set_defaults(run=run_verify)
    exits = commands.add_parser("exits", help="how many visits ended before their task was done, by where")
    exits.add_argument("--days", type=int, default=30, help="so many back (default: %(default)s)")
    add_settings_argument(exits)
    exits.set_defaults(run=run_exits)


def run_verify(args: argparse.Namespace) -> int:
    """Exit code 1 when a record was altered, dropped, put in or moved."""
    return with_ledger(args, lambda ledger, _: _verify(ledger))


def _verify(ledger: Ledger) -> int:
    asked = _ask_central(ledger)
    found = ledger.audit.examine()
    faults = [{"fault": fault.kind.value, "first": fault.first, "last": fault.last} for fault in found.faults]
    print_json(
        {
            "records": found.head.sequence,
            "head": found.head.hash,
            "checkpoints": found.checkpoints,
            "countersigned_up_to": found.countersigned_up_to,
            "central_asked": asked,
            "whole": not faults,
            "faults": faults,
        }
    )
    return 1 if faults else 0


def run_exits(args: argparse.Namespace) -> int:
    """Counts only: the log knows nothing of who it was."""
    from datetime import timedelta

    from kiosk.clock import SystemClock
    from kiosk.errors import KnownError
    from kiosk.ledger import open_ledger
    from kiosk.visit.exits import UNFINISHED, exit_reasons
    from local_db.audit_log import AuditLog
    from local_db.errors import LocalDbError

    settings = find_settings(args)
    if settings is None:
        return 2
    clock = SystemClock()
    try:
        ledger = open_ledger(settings, clock)
    except KnownError as error:
        return error_json(error.code, error.sentence)
    since = clock.now() - timedelta(days=args.days)
    log = AuditLog(ledger.database)
    try:
        counted = {each.code: log.count(f"{UNFINISHED}.{each.code}", since) for each in exit_reasons()}
        begun, unfinished = log.count("visit.begun", since), log.count(UNFINISHED, since)
    except LocalDbError as error:
        return error_json(error.code, error.sentence)
    finally:
        ledger.close()
    words = {each.code: each.text.vi for each in exit_reasons()}
    exits = [{"code": code, "text": words[code], "visits": count} for code, count in counted.items()]
    print_json({"days": args.days, "visits": begun, "unfinished": unfinished, "exits": exits})
    return 0


def _ask_central(ledger: Ledger) -> bool:
    """Up to where central has seen the log; without a line what it said before counts."""
    from kiosk.errors import KnownError
    from kiosk.sync.countersigning import Countersigning
    from local_db.audit_log import AuditLog

    if ledger.credentials.find_enrolment() is None:
        return False
    try:
        Countersigning(AuditLog(ledger.database), ledger.credentials, ledger.central).exchange()
    except KnownError:
        return False
    return True
