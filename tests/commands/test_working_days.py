"""``working-days`` as a script sees it."""

from __future__ import annotations

import json

import pytest

from main import main
from tests.commands.run_main import run_main


def test_the_nth_working_day_is_printed() -> None:
    shown = run_main("working-days", "add", "2026-11-18", "7")
    assert (shown.returncode, shown.stderr) == (0, "")
    assert json.loads(shown.stdout) == {
        "start": "2026-11-18",
        "working_days": 7,
        "date": "2026-11-30",
        "confirmed": True,
    }


def test_a_day_of_an_undecided_year_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["working-days", "add", "2026-12-30", "5"]) == 0
    assert json.loads(capsys.readouterr().out)["confirmed"] is False


@pytest.mark.parametrize(
    ("day", "days", "code", "field"),
    [
        ("18/11/2026", "7", "date_wrong", "date"),
        ("20261118", "7", "date_wrong", "date"),
        ("2026-02-30", "7", "date_wrong", "date"),
        ("2026-11-18", "a few", "days_wrong", "n"),
        ("2026-11-18", "1.5", "days_wrong", "n"),
        ("2026-11-18", "0", "days_not_positive", "n"),
        ("2026-11-18", "-7", "days_not_positive", "n"),
        ("2026-11-18", "9999999", "outside_calendar", "n"),
        ("2035-11-18", "7", "outside_calendar", "date"),
    ],
)
def test_bad_input_is_one_error_object(
    capsys: pytest.CaptureFixture[str], day: str, days: str, code: str, field: str
) -> None:
    assert main(["working-days", "add", day, days]) == 1
    error = json.loads(capsys.readouterr().out)["error"]
    assert (error["code"], error["field"]) == (code, field)
    assert error["sentence"].endswith(".")
