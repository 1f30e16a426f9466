"""``main.py run``: the kiosk on this machine's hardware."""

from __future__ import annotations

import argparse

from commands.settings_argument import FONTS_FOLDER, add_settings_argument, find_settings
from ui.environment import prepare_environment


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser("run", help="start the kiosk with the settings of this machine")
    add_settings_argument(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    settings = find_settings(args)
    if settings is None:
        return 2
    prepare_environment()
    from commands.hardware import real_hardware
    from kiosk.app import Kiosk
    from kiosk.clock import SystemClock
    from kiosk.service.host import DebianHost
    from ui.app import run_window

    kiosk = Kiosk(settings, real_hardware(settings), SystemClock(), FONTS_FOLDER, DebianHost())
    return run_window(kiosk)
