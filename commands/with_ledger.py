"""What a command does with the kiosk's database: open it, tell a fault as JSON, close it."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import TYPE_CHECKING

from commands.json_output import error_json
from commands.settings_argument import find_settings

if TYPE_CHECKING:
    from kiosk.ledger import Ledger
    from kiosk.settings import Settings


def with_ledger(args: argparse.Namespace, work: Callable[[Ledger, Settings], int]) -> int:
    """The exit code of ``work``; 1 for a fault of the kiosk or its database, 2 for wrong settings."""
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
        return work(ledger, settings)
    except (KnownError, LocalDbError) as error:
        return error_json(error.code, error.sentence)
    finally:
        ledger.close()
