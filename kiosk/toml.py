"""TOML files as tables. The parser is compiled: the catalogue is a third of a megabyte of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import tomli

from kiosk.errors import KnownError


class TomlError(KnownError):
    """The file is not there, no UTF-8 or no TOML; the sentence says which."""


def read_toml(file: Path) -> dict[str, Any]:
    """Raises `TomlError`."""
    try:
        return tomli.loads(file.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise TomlError("toml_unreadable", f"{file.name} cannot be read: {error}") from error
