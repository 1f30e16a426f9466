"""What the subcommands of ``main.py central`` that do one thing and end have in common."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from typing import TYPE_CHECKING

from commands.central_faults import complete, named_faults
from commands.central_settings import add_settings_arguments, find_settings
from commands.json_output import EXIT_FAULT

if TYPE_CHECKING:
    from central.app import Central


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


@contextmanager
def open_central(arguments: argparse.Namespace) -> Iterator[Central]:
    """The parts of central by the settings of this machine. Raises StartError."""
    settings = find_settings(arguments)
    if settings is None:
        raise SystemExit(EXIT_FAULT)
    with ExitStack() as stack, named_faults():
        from central.app import build_central

        central = build_central(complete(settings, arguments, stack))
        stack.callback(central.engine.dispose)
        yield central


def print_done(done: dict[str, object], *, as_json: bool) -> None:
    """``done``, or for people the text that it holds under ``text``."""
    text = done.pop("text")
    print(json.dumps(done, ensure_ascii=False, default=_plain) if as_json else text, flush=True)


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)
