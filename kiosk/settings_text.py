"""Single values written into the text of a settings file, whose comments and other lines stay as they are."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

Value = str | int | float | bool


def with_values(text: str, values: Mapping[tuple[str, str], Value]) -> str:
    """``values`` by table ("" for what stands above all tables) and key. Tables that lack are added."""
    lines = text.splitlines()
    for (table, key), value in values.items():
        lines = _with_value(
            lines, table, f"{key} = {_written(value)}", re.compile(rf"\s*{re.escape(key)}\s*=")
        )
    return "\n".join(lines) + "\n"


def _with_value(lines: list[str], table: str, line: str, old: re.Pattern[str]) -> list[str]:
    begin, end = _table(lines, table)
    if begin is None:
        return [*lines, "", f"[{table}]", line]
    for number in range(begin, end):
        if old.match(lines[number]):
            return [*lines[:number], line, *lines[number + 1 :]]
    while end > begin and not lines[end - 1].strip():
        end -= 1
    return [*lines[:end], line, *lines[end:]]


def _table(lines: list[str], table: str) -> tuple[int | None, int]:
    """Where the lines of a table begin and end."""
    heads = [number for number, line in enumerate(lines) if line.lstrip().startswith("[")]
    if not table:
        return 0, heads[0] if heads else len(lines)
    for place, number in enumerate(heads):
        if lines[number].partition("#")[0].strip() == f"[{table}]":
            return number + 1, heads[place + 1] if place + 1 < len(heads) else len(lines)
    return None, 0


def _written(value: Value) -> str:
    """As TOML writes it; its strings are those of JSON, but for the one character more that it escapes."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
