"""The command line: help everywhere, wrong usage is 2, and only the wanted command is imported."""

from __future__ import annotations

from pathlib import Path

import pytest

import main as kiosk_main
from tests.commands.run_main import run_main, run_python


@pytest.mark.parametrize("command", kiosk_main.COMMANDS)
def test_every_command_explains_itself(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        kiosk_main.main([command, "--help"])
    assert ended.value.code == 0
    assert command in capsys.readouterr().out


def test_the_general_help_lists_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        kiosk_main.main(["--help"])
    assert ended.value.code == 0
    shown = capsys.readouterr().out
    assert all(command in shown for command in kiosk_main.COMMANDS)


@pytest.mark.parametrize(
    "arguments", [[], ["no-such-command"], ["card"], ["doctor", "--no-such-option"], ["doctor", "--js"]]
)
def test_wrong_usage_is_two(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        kiosk_main.main(arguments)
    assert ended.value.code == 2
    assert "usage" in capsys.readouterr().err


def test_a_settings_file_that_is_wrong_is_named_by_setting(tmp_path: Path) -> None:
    file = tmp_path / "kiosk.toml"
    file.write_text("[face]\nmatch_limit = 0.96\n", "utf-8")
    ended = run_main("doctor", "--settings", str(file))
    assert ended.returncode == 2
    assert "match_limit above 0.95 would accept strangers" in ended.stderr
    assert "Traceback" not in ended.stderr


IMPORTED_BY_RUN = """
import sys, main, contextlib
with contextlib.suppress(SystemExit):
    main.main(["run", "--help"])
print([name for name in sys.modules if name in ("cv2", "dlib", "fastapi", "sqlalchemy", "commands.demo")])
"""


def test_the_kiosk_window_loads_no_other_command() -> None:
    ended = run_python("-c", IMPORTED_BY_RUN)
    assert ended.stdout.strip().endswith("[]")
