"""``main.py doctor``: one line for each thing that a visit needs, what is wrong and what to do."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from commands.json_output import print_json
from commands.settings_argument import add_settings_argument, find_settings


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser(
        "doctor", help="check camera, reader, issuers, printer, database, clock, disk, central"
    )
    add_settings_argument(parser)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    from commands.hardware import real_hardware
    from kiosk.clock import SystemClock
    from kiosk.doctor import examine
    from kiosk.ledger import open_ledger

    settings = find_settings(args)
    if settings is None:
        return 2
    clock = SystemClock()
    checks = examine(settings, real_hardware(settings), clock, lambda: open_ledger(settings, clock))
    if args.json:
        print_json({"checks": [asdict(check) for check in checks]})
    else:
        for check in checks:
            advice = f" → {check.advice}" if check.advice else ""
            print(f"{'ok  ' if check.ok else 'FAIL'}  {check.name:<9} {check.found}{advice}")
    return 0 if all(check.ok for check in checks) else 1
