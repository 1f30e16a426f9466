"""The command line of the kiosk: ``python main.py COMMAND``; each command lives in ``commands/``.

Exit codes: 0 done; 1 the world's fault, said in a sentence (JSON where data is printed); 2 wrong usage.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module
from types import ModuleType
from typing import Any

from private_process import keep_private

# httpx brings a command line that, where it can, loads a hundred syntax highlighters into every process.
sys.modules["httpx._main"] = ModuleType("httpx._main")

COMMANDS = (
    "run",
    "demo",
    "gallery",
    "doctor",
    "status",
    "devices",
    "provision",
    "audit",
    "losses",
    "unsent",
    "ready-for-update",
    "retire",
    "usb",
    "feed",
    "central",
    "card",
    "face",
    "documents",
    "forms",
    "faq",
    "reference",
    "working-days",
    "benefits",
    "record",
    "services",
    "verify",
)


class _Parser(argparse.ArgumentParser):
    """Of every command: options are written in full, because what begins one today may begin two tomorrow."""

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **{"allow_abbrev": False, **named})


def main(argv: Sequence[str] | None = None) -> int:
    arguments = list(sys.argv[1:] if argv is None else argv)
    parser = _Parser(prog="main.py", description="Self-service kiosk of Vietnam Social Security offices.")
    subparsers = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    # Only the wanted command is imported, so that the first screen does not wait for the others.
    wanted = [arguments[0]] if arguments and arguments[0] in COMMANDS else COMMANDS
    for name in wanted:
        import_module(f"commands.{name.replace('-', '_')}").add_parser(subparsers)
    parsed = parser.parse_args(arguments)
    code: int = parsed.run(parsed)
    return code


if __name__ == "__main__":
    keep_private()
    sys.exit(main())
