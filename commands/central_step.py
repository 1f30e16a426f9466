"""What the subcommands of ``main.py central`` that do one thing and end have in common."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, TypeAlias

from commands.central_faults import complete, named_faults, tell_fault
from commands.central_settings import find_settings, settings_arguments
from commands.json_output import EXIT_FAULT
from kiosk.errors import KnownError

if TYPE_CHECKING:
    from central.assembly import Central

Work: TypeAlias = "Callable[[Central, argparse.Namespace], dict[str, object]]"
"""Returns what is printed as JSON; ``text`` is what people read instead."""


def add_step(
    steps: argparse._SubParsersAction[argparse.ArgumentParser],
    name: str,
    told: str,
    work: Work,
) -> argparse.ArgumentParser:
    """A subcommand that ``work`` does. ``told`` is what it does, in small letters."""
    parser = steps.add_parser(
        name, parents=[settings_arguments()], help=told, description=f"{told[0].upper()}{told[1:]}."
    )
    parser.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help="print JSON")
    parser.set_defaults(run=_carry_out, work=work)
    return parser


def _carry_out(arguments: argparse.Namespace) -> int:
    """Exit code 0 when it was done, 1 when it was refused or something outside kept it from being done."""
    try:
        with _open_central(arguments) as central:
            done = arguments.work(central, arguments)
    except KnownError as error:
        return tell_fault(arguments, error)
    _print_done(done, as_json=arguments.json)
    return 0


@contextmanager
def _open_central(arguments: argparse.Namespace) -> Iterator[Central]:
    """The parts of central by the settings of this machine. Raises KnownError."""
    settings = find_settings(arguments)
    if settings is None:
        raise SystemExit(EXIT_FAULT)
    with ExitStack() as stack, named_faults():
        from central.assembly import build_central

        central = build_central(complete(settings, arguments, stack))
        stack.callback(central.engine.dispose)
        yield central


def _print_done(done: dict[str, object], *, as_json: bool) -> None:
    """``done``, or for people the text that it holds under ``text``."""
    text = done.pop("text")
    print(json.dumps(done, ensure_ascii=False, default=_plain) if as_json else text, flush=True)


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)
