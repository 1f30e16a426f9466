from __future__ import annotations

import json
import signal
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, text

from simulation.country.sought import sought
from tests.commands.run_main import ROOT, run_main


def populate(folder: Path, *arguments: str) -> tuple[int, dict[str, Any]]:
    done = run_main("central", "populate", "--data", str(folder), "--json", *arguments)
    assert done.stderr == ""
    return done.returncode, json.loads(done.stdout)


def test_a_country_is_made_once(tmp_path: Path) -> None:
    code, told = populate(tmp_path, "--demo", "--people", "40", "--seed", "3", "--on", "2026-11-20")
    assert (code, told["people"], told["seed"], told["on"]) == (0, 40, 3, "2026-11-20")
    assert told["contributions"] > 100
    assert people_in(tmp_path) == 40
    code, told = populate(tmp_path, "--demo")
    assert (code, told["error"]["code"]) == (1, "register_not_empty")
    for _ in range(2):  # what its people are to be told on a day is worked out once
        done = run_main(
            "central", "notices", "--data", str(tmp_path), "--demo", "--json", "--day", "2026-11-20"
        )
        told = json.loads(done.stdout)
        assert (told["day"], told["finished"]) == ("2026-11-20", True)
        assert told["notices"] > told["people"] // 2 > 0


def test_invented_people_stay_out_of_a_real_register(tmp_path: Path) -> None:
    database = f"sqlite:///{tmp_path / 'central.db'}"
    code, told = populate(tmp_path, "--database", database)
    assert (code, told["error"]["code"]) == (1, "not_a_demo")


def test_what_cannot_be_made_is_told(tmp_path: Path) -> None:
    assert populate(tmp_path, "--demo", "--people", "0")[1]["error"]["code"] == "people_out_of_range"
    assert populate(tmp_path, "--demo", "--on", "2020-01-01")[1]["error"]["code"] == "date_too_early"


def test_a_demo_has_a_hundred_people_and_those_of_the_plays_and_keeps_them(tmp_path: Path) -> None:
    arguments = [sys.executable, "-W", "error", "main.py", "central", "--demo", "--json", "--port", "0"]
    for _ in range(2):
        with subprocess.Popen(
            [*arguments, "--data", str(tmp_path)], cwd=ROOT, stdout=subprocess.PIPE
        ) as process:
            assert process.stdout is not None
            assert "url" in json.loads(process.stdout.readline())
            process.send_signal(signal.SIGTERM)
        assert process.returncode == 0
        assert people_in(tmp_path) == 100 + sum(map(len, sought(date(2026, 3, 2))))


def people_in(folder: Path) -> int:
    engine = create_engine(f"sqlite:///{folder / 'central.db'}")
    with engine.connect() as connection:
        found: int = connection.execute(text("SELECT count(*) FROM person")).scalar_one()
    engine.dispose()
    return found
