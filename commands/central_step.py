"""What the subcommands of ``main.py central`` that do one thing and end have in common."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from datetime import datetime

from commands.central_settings import add_settings_arguments


def add_step(
    steps: argparse._SubParsersAction[argparse.ArgumentParser],
    name: str,
    told: str,
    run: Callable[[argparse.Namespace], int],
    work: Callable[..., dict[str, object]],
) -> argparse.ArgumentParser:
    """A subcommand that ``run`` carries out by ``work``. ``told`` is what it does, in small letters."""
    parser = steps.add_parser(name, help=told, description=f"{told[0].upper()}{told[1:]}.")
    add_settings_arguments(parser)
    parser.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help="print JSON")
    parser.set_defaults(run=run, work=work)
    return parser


def print_done(done: dict[str, object], *, as_json: bool) -> None:
    """``done``, or for people the text that it holds under ``text``."""
    text = done.pop("text")
    print(json.dumps(done, ensure_ascii=False, default=_plain) if as_json else text, flush=True)


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)
