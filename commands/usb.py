"""``main.py usb``: carry acts and files to central on a stick, and its receipts back."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from commands.json_output import print_json
from commands.settings_argument import add_settings_argument
from commands.with_ledger import with_ledger

if TYPE_CHECKING:
    from kiosk.ledger import Ledger


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser("usb", help="carry acts to central on a stick, and its receipts back")
    commands = parser.add_subparsers(dest="usb_command", required=True, metavar="COMMAND")
    export = commands.add_parser("export", help="write what waits for central into one package")
    add_settings_argument(export)
    export.add_argument(
        "path", type=Path, metavar="PATH", help="the folder of the stick, or the file to write"
    )
    export.add_argument(
        "--all",
        action="store_true",
        help="also what central has had, for one that was restored from a backup",
    )
    export.set_defaults(run=lambda args: with_ledger(args, lambda ledger, _: _export(ledger, args)))
    receipts = commands.add_parser("receipts", help="take the receipts that came back")
    add_settings_argument(receipts)
    receipts.add_argument("path", type=Path, metavar="PATH", help="the file of receipts from central")
    receipts.set_defaults(run=lambda args: with_ledger(args, lambda ledger, _: _receipts(ledger, args)))


def _export(ledger: Ledger, args: argparse.Namespace) -> int:
    from kiosk.sync.package import PackageExport

    done = PackageExport(ledger.carrying).write(args.path, everything=args.all)
    print_json(
        {
            "package": str(done.path),
            "package_id": str(done.package_id),
            "acts": done.acts,
            "files": done.files,
            "bytes": done.size,
            "files_left": done.files_left,
            "files_damaged": done.files_damaged,
        }
    )
    return 0


def _receipts(ledger: Ledger, args: argparse.Namespace) -> int:
    from kiosk.sync.carried_receipts import ReceiptsReturn

    taken = ReceiptsReturn(ledger.carrying).take(args.path)
    told: dict[str, object] = {
        "acts": taken.acts,
        "files": taken.files,
        "refused": taken.refused,
        "waiting": ledger.outbox.pending_count(),
    }
    if taken.wants_everything:
        told["next"] = "Central lacks earlier acts: export once more with --all."
    elif taken.moved:
        told["next"] = "Acts have got a new place in line: export once more."
    print_json(told)
    return 0
