"""What central logs: one object a line, and nothing of what an exception says."""

from __future__ import annotations

import json
import logging
import sys

import pytest

from central.operations.log_lines import JsonLines, WordLines


def a_record(*, with_fault: bool) -> logging.LogRecord:
    found = None
    if with_fault:
        try:
            raise ValueError("079085001234")
        except ValueError:
            found = sys.exc_info()
    return logging.LogRecord("central.x", logging.ERROR, __file__, 1, "it %s", ("failed\n\ud800",), found)


def test_a_line_is_an_object() -> None:
    line = JsonLines().format(a_record(with_fault=False))
    assert "\n" not in line
    told = json.loads(line)
    assert set(told) == {"time", "level", "logger", "process", "message"}
    assert (told["level"], told["logger"], told["message"]) == ("ERROR", "central.x", "it failed\n\ud800")
    assert told["time"].endswith("+00:00")


@pytest.mark.parametrize("lines", [JsonLines(), WordLines()])
def test_of_an_exception_class_and_places_are_told(lines: logging.Formatter) -> None:
    line = lines.format(a_record(with_fault=True))
    assert "ValueError" in line
    assert "test_log_lines.py:" in line
    assert "079085001234" not in line
