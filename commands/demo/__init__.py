"""``main.py demo``: a whole visit with simulated card, camera and person, and a central of its own."""

from __future__ import annotations

import argparse
from pathlib import Path


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser(
        "demo", help="the kiosk with simulated hardware and a central of its own; offscreen without a screen"
    )
    parser.add_argument("--task", choices=_task_names(), default="register", help="what the person asks for")
    parser.add_argument(
        "--out", type=Path, default=Path("out"), help="the demo leaves its results in OUT/TASK"
    )
    ways = parser.add_mutually_exclusive_group()
    ways.add_argument("--offscreen", action="store_true", help="play the visit offscreen, screen or not")
    ways.add_argument(
        "--play", action="store_true", help="play the visit by itself on the screen that is there"
    )
    parser.add_argument("--landscape", action="store_true", help="1920×1080 instead of 1080×1920")
    parser.add_argument("--language", choices=("vi", "en"), default="vi", help="of the person who visits")
    parser.add_argument("--line-down", action="store_true", help="central is down from before the submit")
    parser.add_argument("--json", action="store_true", help="print the transcript as one JSON object")
    parser.set_defaults(run=run)


def _task_names() -> tuple[str, ...]:
    """Every task that somebody plays, and all of them in one visit. Only looks at the names of files."""
    plays = Path(__file__).parent / "plays"
    return tuple(sorted(file.stem for file in plays.glob("*.toml")))


def run(args: argparse.Namespace) -> int:
    from commands.demo.command import play

    return play(args)
