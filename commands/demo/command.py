"""What ``main.py demo`` does: a window where there is a screen, a played visit where there is none."""

from __future__ import annotations

import argparse
import logging
import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from commands.fresh_folder import make_fresh
from commands.logs import configure_logging
from ui.environment import prepare_environment

if TYPE_CHECKING:
    from commands.demo.plays import Play


def play(args: argparse.Namespace) -> int:
    configure_logging(logging.WARNING)
    has_screen = bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    out: Path = args.out / args.task
    if not make_fresh(out):
        print(f"The folder {out} holds other things; choose another with --out.", file=sys.stderr)
        return 1
    prepare_environment()
    if args.offscreen or not (has_screen or sys.platform == "win32"):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        return _play(out, args)
    if args.play:
        return _play(out, args)
    from commands.demo.window import show_window

    return show_window(out, landscape=args.landscape)


def _play(out: Path, args: argparse.Namespace) -> int:
    """Play one visit into ``out`` and print where everything is. 0 when central has every act."""
    started = time.perf_counter()
    from PySide6.QtGui import QGuiApplication

    from commands.demo.person import SimulatedPerson
    from commands.demo.played.visit import LANDSCAPE, PORTRAIT, PlayedVisit
    from commands.demo.plays import decided, load_plays
    from commands.demo.results import leave_results, tell
    from commands.demo.world import World, clock_for, holder_of
    from commands.json_output import print_json
    from ui.app import KioskWindow, load_fonts

    application = QGuiApplication.instance() or QGuiApplication(sys.argv[:1])
    load_fonts()
    plays = load_plays(args.task)
    if len(plays) == 1 and _is_decided(plays[0]) and not args.line_down:
        plays = decided(plays[0])
    world = World(out, person=holder_of(plays), clock=clock_for(plays))
    world.start()
    kiosk = world.new_kiosk()
    window = KioskWindow(kiosk, size=LANDSCAPE if args.landscape else PORTRAIT)
    visit = PlayedVisit(world, kiosk, window, out, line_down=args.line_down)
    try:
        kiosk.start()
        SimulatedPerson(world, window)
        visit.wait_until(lambda: kiosk.is_warm, "a kiosk that has loaded everything")
        visit.play(plays, english=args.language == "en")
        summary = leave_results(out, world, visit, time.perf_counter() - started)
    finally:
        visit.close()
        window.close()
        kiosk.close()
        world.stop()
        application.processEvents()
    if args.json:
        print_json(summary)
    else:
        tell(out, summary)
    return 0 if all(act["case_number"] for act in summary["acts"]) else 1


def _is_decided(play: Play) -> bool:
    """Whether it is filed for an officer to decide."""
    from kiosk.tasks.catalogue import load_catalogue

    task = load_catalogue().get(play.task_id)
    if task.petition is not None:  # which is answered, by the words of the play alone
        return bool(play.officer)
    return bool(task.act) and bool(play.officer or task.filing or task.answer_within)
