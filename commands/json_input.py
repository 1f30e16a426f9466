"""A JSON object from a file or standard input, read strictly; what is wrong is told as ``{"error": …}``."""

from __future__ import annotations

import json
import sys
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from commands.json_output import EXIT_FAULT, print_json

if TYPE_CHECKING:
    from kiosk.benefits.errors import InputError

_MAX_INPUT_BYTES = 20_000_000


def read_json_input(path: str | None, name: str = "input") -> object:
    """The content of the file, of standard input for ``-``; ``name``: of the option. Raises InputError."""
    from kiosk.benefits.errors import InputError

    if path is None:
        raise InputError("missing_key", f"--{name} FILE (or -) is needed", name)
    try:
        content = sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
    except OSError as error:
        raise InputError("unreadable", f"the file cannot be read: {error.strerror}", name) from error
    if len(content) > _MAX_INPUT_BYTES:
        raise InputError("out_of_range", "the input is too long", name)
    try:
        return json.loads(content.decode("utf-8"), parse_float=Decimal, parse_constant=_no_constant)
    except (ValueError, RecursionError):
        raise InputError("not_json", "the input is not JSON in UTF-8", name) from None


def _no_constant(name: str) -> object:
    raise ValueError(f"{name} is not JSON")


def input_fault(error: InputError) -> dict[str, object]:
    return {"error": {"code": error.code, "sentence": error.sentence, "field": error.field}}


def print_input_fault(error: InputError) -> int:
    print_json(input_fault(error))
    return EXIT_FAULT
