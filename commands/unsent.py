"""``main.py unsent``: may this kiosk's data go? Asked before a package is purged or a machine given away."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from commands.settings_argument import add_settings_argument, find_settings

if TYPE_CHECKING:
    from kiosk.settings import Settings


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser(
        "unsent",
        help="whether anything waits here that central does not have",
        description="Ends with 0 only when central has everything: no act and no scan waits, none is damaged"
        " or lost with nobody having seen to it. Whatever cannot be opened counts as unsent.",
    )
    add_settings_argument(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    settings = find_settings(args)
    if settings is None:
        return 2
    if not settings.data_folder.is_dir() or not any(settings.data_folder.iterdir()):
        print("Nothing was ever recorded on this kiosk.")
        return 0
    found = _look(settings)
    if not found:
        print("Central has everything that was recorded on this kiosk.")
        return 0
    print(f"Not to be deleted: {'; '.join(found)}.", file=sys.stderr)
    return 1


def _look(settings: Settings) -> list[str]:
    """What is unsent, in words; empty when nothing is."""
    from kiosk.clock import SystemClock
    from kiosk.errors import KnownError
    from kiosk.ledger import open_ledger
    from kiosk.retiring import find_unsent
    from local_db.errors import LocalDbError

    # A fresh database would be made where there is none, and would say that it knows of nothing.
    if not (settings.data_folder / "kiosk.db").is_file():
        return ["the data folder holds files, and no database that tells what they are"]
    if aside := len(list(settings.data_folder.glob("kiosk.db.damaged-*"))):
        return [f"{aside} files of a database that was damaged lie here"]
    try:
        ledger = open_ledger(settings, SystemClock())
    except KnownError as error:
        return [f"the database cannot be opened ({error.code})"]
    try:
        return find_unsent(ledger)
    except LocalDbError as error:
        return [f"the database cannot be read ({error.code})"]
    finally:
        ledger.close()
