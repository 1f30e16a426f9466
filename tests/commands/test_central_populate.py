from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, text

from tests.commands.run_main import run_main


def populate(folder: Path, *arguments: str) -> tuple[int, dict[str, Any]]:
    done = run_main("central", "populate", "--data", str(folder), "--json", *arguments)
    assert "Traceback" not in done.stderr
    return done.returncode, json.loads(done.stdout)


def test_a_country_is_made_once(tmp_path: Path) -> None:
    code, told = populate(tmp_path, "--demo", "--people", "40", "--seed", "3", "--on", "2026-11-20")
    assert (code, told["people"], told["seed"], told["on"]) == (0, 40, 3, "2026-11-20")
    assert told["contributions"] > 100
    engine = create_engine(f"sqlite:///{tmp_path / 'central.db'}")
    with engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM person")).scalar_one() == 40
    engine.dispose()
    code, told = populate(tmp_path, "--demo")
    assert (code, told["error"]["code"]) == (1, "register_not_empty")


def test_invented_people_stay_out_of_a_real_register(tmp_path: Path) -> None:
    database = f"sqlite:///{tmp_path / 'central.db'}"
    code, told = populate(tmp_path, "--database", database)
    assert (code, told["error"]["code"]) == (1, "not_a_demo")


def test_what_cannot_be_made_is_told(tmp_path: Path) -> None:
    assert populate(tmp_path, "--demo", "--people", "0")[1]["error"]["code"] == "people_out_of_range"
    assert populate(tmp_path, "--demo", "--on", "2020-01-01")[1]["error"]["code"] == "date_too_early"
