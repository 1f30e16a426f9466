"""``main.py doctor``: one line for each thing that a visit needs, what is wrong and what to do."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from commands.json_output import print_json
from commands.settings_argument import add_settings_argument, find_settings

if TYPE_CHECKING:
    from kiosk.doctor import Check


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
        print_json({"checks": [_english(check) for check in checks]})
    else:
        for check in checks:
            advice = f" → {check.advice.en}" if check.advice.en else ""
            print(f"{'ok  ' if check.ok else 'FAIL'}  {check.name:<9} {check.found.en}{advice}")
    return 0 if all(check.ok for check in checks) else 1


def _english(check: Check) -> dict[str, object]:
    return {"name": check.name, "ok": check.ok, "found": check.found.en, "advice": check.advice.en}
