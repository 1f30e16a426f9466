"""``docs/security.md`` names what shows each of its rows: all of it is there."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "security.md").read_text("utf-8")
_DEFINED = re.compile(r"^def (test_\w+)", re.MULTILINE)


def test_every_test_that_is_named_is_there() -> None:
    files = list((ROOT / "tests").rglob("test_*.py"))
    tests = {name for file in files for name in _DEFINED.findall(file.read_text("utf-8"))}
    assert set(re.findall(r"`(test_\w+)`", PAGE)) <= tests
    assert set(re.findall(r"`(test_\w+\.py)`", PAGE)) <= {file.name for file in files}


def test_every_file_that_is_named_is_there() -> None:
    named = set(re.findall(r"`((?:bench|central|docs|kiosk|tests|ui)/[\w./-]+)`", PAGE))
    named |= {f"docs/{each}" for each in re.findall(r"\]\(([\w./-]+\.md)", PAGE)}
    assert [each for each in sorted(named) if not (ROOT / each).exists()] == []
