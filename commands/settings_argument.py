"""The ``--settings`` argument that several commands share, and what a wrong setting tells the technician."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kiosk.settings import Settings

FONTS_FOLDER = Path(__file__).resolve().parent.parent / "ui" / "fonts"


def add_settings_argument(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--settings", type=Path, metavar="FILE", help="settings file (TOML)")


def find_settings(args: argparse.Namespace) -> Settings | None:
    """The settings, or None after saying on stderr which of them is wrong."""
    from pydantic import ValidationError

    from kiosk.settings import load_settings

    if args.settings is not None and not args.settings.is_file():
        print(f"The settings file {args.settings} does not exist.", file=sys.stderr)
        return None
    try:
        return load_settings(args.settings)
    except ValidationError as error:
        for fault in error.errors():
            place = ".".join(str(part) for part in fault["loc"])
            print(f"The setting {place} is wrong: {fault['msg']}", file=sys.stderr)
        return None
