"""``main.py central cut-tables``: central's tables in parts, by kiosk or by office."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from commands.central_step import add_step

if TYPE_CHECKING:
    from central.assembly import Central


def add_partition_command(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    step = add_step(commands, "cut-tables", "cut the tables that grow into parts, by hash", _cut)
    step.add_argument("--by", choices=("kiosk", "office"), default="kiosk")
    step.add_argument("--parts", type=_number_of_parts, default=16, metavar="N", help="2 to 256 (16)")


def _number_of_parts(typed: str) -> int:
    parts = int(typed)
    if not 2 <= parts <= 256:
        raise argparse.ArgumentTypeError("2 to 256")
    return parts


def _cut(central: Central, arguments: argparse.Namespace) -> dict[str, object]:
    from central.operations.partitions import CutBy, cut

    cut(central.engine, CutBy(arguments.by), arguments.parts)
    text = f"Each table that grows lies in {arguments.parts} parts now, by {arguments.by}."
    return {"by": arguments.by, "parts": arguments.parts, "text": text}
