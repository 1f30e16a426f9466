"""``main.py central keys`` and ``rotate-key``: the keys that central signs and opens with.

They work on the folder of keys alone, also when central cannot start because one is gone. Every worker that
runs uses what they change from its next request on.
"""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from commands.central_faults import StartError, named_faults, tell_fault
from commands.central_settings import find_settings, settings_arguments
from commands.json_output import EXIT_FAULT
from kiosk.errors import KnownError

if TYPE_CHECKING:
    from central.keys.keyring import Ring

_TOLD = {
    ("receipt", False): "Kiosks trust the new key already; the one after it is published from now on.",
    ("receipt", True): "The lost key is trusted no more once a kiosk has asked central.",
    ("intake", False): "Kiosks seal to the new key once they have asked central; older acts open as before.",
    ("intake", True): "Acts sealed to the lost key wait in quarantine until its file is back.",
}


def add_key_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    shared = [settings_arguments()]
    shown = commands.add_parser(
        "keys", parents=shared, help="the keys of central", description="Print the keys of central."
    )
    rotate = commands.add_parser(
        "rotate-key",
        parents=shared,
        help="put another key in the place of the one in use",
        description="Put another key in the place of the one in use. Kiosks follow by themselves.",
    )
    rotate.add_argument("use", choices=("receipt", "intake"), metavar="receipt|intake", help="which key")
    rotate.add_argument(
        "--lost", action="store_true", help="the present one is gone or in wrong hands: trust it no more"
    )
    for parser in (shown, rotate):
        parser.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help="print JSON")
        parser.set_defaults(run=run)
    shown.set_defaults(use=None)


def run(arguments: argparse.Namespace) -> int:
    """Exit code 0 when it was done, 1 when something outside kept it from being done."""
    settings = find_settings(arguments)
    if settings is None:
        return EXIT_FAULT
    from central.keys.keyring import KeyUse, open_ring, rotate

    folder, now = settings.data_dir.absolute() / "keys", datetime.now(UTC)
    try:
        with named_faults():
            if not folder.is_dir():
                raise StartError("keys_missing", f"There are no keys of a central in {folder}.")
            ring = open_ring(folder, now)
            if arguments.use is not None:
                ring = rotate(folder, KeyUse(arguments.use), now, lost=arguments.lost)
    except KnownError as error:
        return tell_fault(arguments, error)
    told = "" if arguments.use is None else "\n" + _TOLD[arguments.use, arguments.lost]
    print(ring.model_dump_json() if arguments.json else _lines(ring) + told, flush=True)
    return 0


def _lines(ring: Ring) -> str:
    keys = [
        f"{each.use.value:8} {each.state.value:8} since {each.since:%Y-%m-%d}"
        f"  {'' if each.until is None else f'until {each.until:%Y-%m-%d}':16}  {each.kid}"
        for each in ring.keys
    ]
    return "\n".join([f"Set number {ring.number}", *keys])
