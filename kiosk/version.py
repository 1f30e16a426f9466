"""Which release of the kiosk this is: ``major.minor.patch``, as in ``pyproject.toml``."""

from __future__ import annotations

VERSION = "0.1.0"


def is_older(version: str, than: str) -> bool:
    """Of two versions in three numbers."""
    return _numbers(version) < _numbers(than)


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))
