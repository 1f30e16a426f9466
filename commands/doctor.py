"""``main.py doctor``: one line for each thing that a visit needs, what is wrong and what to do."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from commands.json_output import print_json
from commands.settings_argument import add_settings_argument, find_settings

if TYPE_CHECKING:
    from kiosk.doctor import Check
    from kiosk.settings import Settings


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser(
        "doctor", help="check camera, reader, issuers, printer, database, clock, disk, central"
    )
    add_settings_argument(parser)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument(
        "--simulated-devices",
        action="store_true",
        help="reader, cameras, issuer and printer are programs: what of all else is wrong",
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    settings = find_settings(args)
    if settings is None:
        return 2
    with tempfile.TemporaryDirectory(prefix="bhxh-doctor-") as folder:
        checks = _examine(settings, Path(folder) if args.simulated_devices else None)
    if args.json:
        print_json({"checks": [_english(check) for check in checks]})
    else:
        for check in checks:
            advice = f" → {check.advice.en}" if check.advice.en else ""
            print(f"{'ok  ' if check.ok else 'FAIL'}  {check.name:<9} {check.found.en}{advice}")
    return 0 if all(check.ok for check in checks) else 1


def _examine(settings: Settings, simulated: Path | None) -> list[Check]:
    """``simulated``: an empty folder for devices that are programs; None: this machine's own."""
    from commands.hardware import real_hardware
    from kiosk.clock import SystemClock
    from kiosk.doctor import examine
    from kiosk.ledger import open_ledger

    clock = SystemClock()
    if simulated is None:
        return examine(settings, real_hardware(settings), clock, lambda: open_ledger(settings, clock))
    from commands.simulated_devices import with_simulated_devices

    settings, hardware = with_simulated_devices(settings, simulated)
    return examine(settings, hardware, clock, lambda: open_ledger(settings, clock))


def _english(check: Check) -> dict[str, object]:
    return {"name": check.name, "ok": check.ok, "found": check.found.en, "advice": check.advice.en}
