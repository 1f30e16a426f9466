"""Runs the command line as a technician does."""

from __future__ import annotations

import io
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

from main import main

ROOT = Path(__file__).parents[2]


def run_main(*arguments: str) -> subprocess.CompletedProcess[str]:
    """In this process: to begin one takes longer than most commands."""
    with redirect_stdout(_stream()) as output, redirect_stderr(_stream()) as errors:
        try:
            code = main(arguments)
        except SystemExit as ended:  # of the parser, for wrong usage
            code = int(ended.code or 0)
    return subprocess.CompletedProcess(arguments, code, _written(output), _written(errors))


def _stream() -> io.TextIOWrapper[io.BytesIO]:
    """Takes bytes too, as a terminal does."""
    return io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)


def _written(stream: io.TextIOWrapper[io.BytesIO]) -> str:
    return stream.buffer.getvalue().decode()


def run_python(*arguments: str) -> subprocess.CompletedProcess[str]:
    """In a process of its own."""
    return subprocess.run([sys.executable, *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
