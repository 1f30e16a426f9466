"""One JSON object on standard output, whatever happens: what a technician's script can rely on."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping

EXIT_FAULT = 1  # the world's fault, told as {"error": …}; 0 is success and 2 a usage error of argparse


def print_json(data: Mapping[str, object]) -> None:
    """Print ``data`` as one indented JSON object; values must be what JSON knows (str, int, list, dict …)."""
    text = json.dumps(data, ensure_ascii=False, indent=2, allow_nan=False)
    sys.stdout.buffer.write(text.encode("utf-8") + b"\n")
    sys.stdout.buffer.flush()


def error_json(code: str, sentence: str, field: str | None = None) -> int:
    """Print the error object, with the input that is wrong if one is, and return its exit code."""
    error = {"code": code, "sentence": sentence}
    print_json({"error": error if field is None else {**error, "field": field}})
    return EXIT_FAULT
