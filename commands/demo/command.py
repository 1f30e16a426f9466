"""What ``main.py demo`` does: a window where there is a screen, a played visit where there is none."""

from __future__ import annotations

import argparse
import logging
import os
import shutil
import sys
from pathlib import Path

from commands.logs import configure_logging
from ui.environment import prepare_environment


def play(args: argparse.Namespace) -> int:
    configure_logging(logging.WARNING)
    has_screen = bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    out = _fresh_folder(args.out)
    if out is None:
        return 1
    prepare_environment()
    if args.offscreen or not (has_screen or sys.platform == "win32"):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        from commands.demo.played_visit import play_visit

        return play_visit(
            out,
            landscape=args.landscape,
            english=args.language == "en",
            line_down=args.line_down,
            as_json=args.json,
        )
    from commands.demo.window import show_window

    return show_window(out, landscape=args.landscape)


def _fresh_folder(out: Path) -> Path | None:
    """The folder, emptied of what an earlier demo left. Refuses a folder that holds anything else."""
    marker = out / ".made-by-demo"
    if out.exists() and not marker.exists() and any(out.iterdir()):
        print(f"The folder {out} holds other things; choose another with --out.", file=sys.stderr)
        return None
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    marker.touch()
    return out
