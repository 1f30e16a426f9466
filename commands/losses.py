"""``main.py losses``: acts that a receipt was shown for and that are not whole on this kiosk any more."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import TYPE_CHECKING

from commands.json_output import error_json, print_json
from commands.settings_argument import add_settings_argument, find_settings

if TYPE_CHECKING:
    from kiosk.ledger import Ledger
    from local_db.outbox import Loss


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser("losses", help="acts with a receipt that are not whole any more")
    commands = parser.add_subparsers(dest="losses_command", required=True, metavar="COMMAND")
    listing = commands.add_parser("list", help="each with its receipt number, time and reason")
    add_settings_argument(listing)
    listing.set_defaults(run=lambda args: _with_ledger(args, _list))
    settle = commands.add_parser("settle", help="a member of staff has seen to one; audited")
    add_settings_argument(settle)
    settle.add_argument(
        "receipt", metavar="NUMBER", help="the receipt number, or STREAM/PLACE where there is none"
    )
    settle.add_argument("--staff", required=True, metavar="ACCOUNT", help="who has seen to it")
    settle.set_defaults(run=lambda args: _with_ledger(args, lambda ledger: _settle(ledger, args)))


def _with_ledger(args: argparse.Namespace, work: Callable[[Ledger], int]) -> int:
    from kiosk.clock import SystemClock
    from kiosk.errors import KnownError
    from kiosk.ledger import open_ledger
    from local_db.errors import LocalDbError

    settings = find_settings(args)
    if settings is None:
        return 2
    try:
        ledger = open_ledger(settings, SystemClock())
    except KnownError as error:
        return error_json(error.code, error.sentence)
    try:
        return work(ledger)
    except LocalDbError as error:
        return error_json(error.code, error.sentence)
    finally:
        ledger.close()


def _name(loss: Loss) -> str:
    """What the person's receipt says; without it the place, which at least says how many there are."""
    from kiosk.reference_number import reference_number

    return f"{loss.stream_id}/{loss.sequence}" if loss.act_id is None else reference_number(loss.act_id)


def _list(ledger: Ledger) -> int:
    print_json(
        {
            "losses": [
                {
                    "receipt": _name(loss),
                    "recorded_at": None if loss.recorded_at is None else loss.recorded_at.isoformat(),
                    "fault": loss.fault.value,
                    "at_central": loss.at_central,
                    "settled_by": loss.settled_by,
                }
                for loss in ledger.outbox.losses()
            ]
        }
    )
    return 0


def _settle(ledger: Ledger, args: argparse.Namespace) -> int:
    wanted = args.receipt.strip().casefold()
    found = [loss for loss in ledger.outbox.losses() if _name(loss).casefold() == wanted]
    if not found:
        return error_json("loss_unknown", "No loss has this number: main.py losses list tells them.")
    try:
        ledger.keeper.settle(found[0], args.staff)
    except ValueError:
        return error_json(
            "account_unusable", "An account has letters, digits, - and _ only, and no long number."
        )
    print_json({"receipt": _name(found[0]), "settled_by": args.staff})
    return 0
