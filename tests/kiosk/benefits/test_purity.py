"""The engine stands on the standard library and ``kiosk.errors`` alone, and asks nobody for the time."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import kiosk.benefits

_SOURCES = sorted(Path(kiosk.benefits.__path__[0]).rglob("*.py"))


def _imported(source: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(source.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield str(node.module)


@pytest.mark.parametrize("source", _SOURCES, ids=lambda path: path.stem)
def test_imports_stay_inside(source: Path) -> None:
    for name in _imported(source):
        inside = name == "kiosk.errors" or name.startswith("kiosk.benefits")
        assert inside or name.split(".")[0] in sys.stdlib_module_names, name


@pytest.mark.parametrize("source", _SOURCES, ids=lambda path: path.stem)
def test_nobody_is_asked_for_the_time(source: Path) -> None:
    text = source.read_text("utf-8")
    assert ".today()" not in text
    assert ".now(" not in text
