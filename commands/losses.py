"""``main.py losses``: acts that a receipt was shown for and that are not whole on this kiosk any more."""

from __future__ import annotations

import argparse
from collections import Counter
from typing import TYPE_CHECKING

from commands.json_output import error_json, print_json
from commands.settings_argument import add_settings_argument
from commands.with_ledger import with_ledger

if TYPE_CHECKING:
    from uuid import UUID

    from kiosk.ledger import Ledger
    from local_db.outbox import Loss


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser("losses", help="acts with a receipt that are not whole any more")
    commands = parser.add_subparsers(dest="losses_command", required=True, metavar="COMMAND")
    listing = commands.add_parser("list", help="each with its receipt number, time and reason")
    add_settings_argument(listing)
    listing.set_defaults(run=lambda args: with_ledger(args, lambda ledger, _: _list(ledger)))
    settle = commands.add_parser("settle", help="a member of staff has seen to one; audited")
    add_settings_argument(settle)
    settle.add_argument(
        "receipt", metavar="NUMBER", help="the receipt number, or STREAM/PLACE where there is none"
    )
    settle.add_argument("--staff", required=True, metavar="ACCOUNT", help="who has seen to it")
    settle.set_defaults(run=lambda args: with_ledger(args, lambda ledger, _: _settle(ledger, args)))


def _name(loss: Loss) -> str:
    """What the person's receipt says; without it the place, which at least says how many there are."""
    from kiosk.reference_number import reference_number

    return f"{loss.stream_id}/{loss.sequence}" if loss.act_id is None else reference_number(loss.act_id)


def _list(ledger: Ledger) -> int:
    from kiosk.reference_number import reference_number

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
            ],
            "files": [
                {"receipt": reference_number(act_id), "damaged": number}
                for act_id, number in _damaged_files(ledger).items()
            ],
        }
    )
    return 0


def _damaged_files(ledger: Ledger) -> Counter[UUID]:
    """Scans that are not what was sealed any more, by act."""
    return Counter(file.act_id for file in ledger.attachments.damaged())


def _settle(ledger: Ledger, args: argparse.Namespace) -> int:
    from kiosk.reference_number import reference_number

    wanted = args.receipt.strip().casefold()
    found = [loss for loss in ledger.outbox.losses() if _name(loss).casefold() == wanted]
    acts = [act_id for act_id in _damaged_files(ledger) if reference_number(act_id).casefold() == wanted]
    if not found and not acts:
        return error_json("loss_unknown", "No loss has this number: main.py losses list tells them.")
    try:
        for loss in found[:1]:
            ledger.keeper.settle(loss, args.staff)
        for act_id in acts:
            ledger.keeper.settle_files(act_id, args.staff)
    except ValueError:
        return error_json(
            "account_unusable", "An account has letters, digits, - and _ only, and no long number."
        )
    print_json({"receipt": _name(found[0]) if found else reference_number(acts[0]), "settled_by": args.staff})
    return 0
