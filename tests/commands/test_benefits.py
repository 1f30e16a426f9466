"""``main.py benefits`` from outside: JSON in, JSON out, exit codes."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from central.embedded import EmbeddedCentral
from kiosk.benefits.parameters import SHIPPED_EDITION
from kiosk.clock import SystemClock
from kiosk.ledger import open_ledger
from kiosk.settings import load_settings
from local_db.feed import ReceivedPage
from tests.commands.run_main import ROOT, run_main
from tests.feed_parts import tables_entry
from tests.ready_made import central_folder

AGE = {"sex": "male", "born": "1965-01-15"}


def _benefits(*arguments: str, given: str = "") -> tuple[int, Any]:
    command = [sys.executable, "main.py", "benefits", *arguments]
    ended = subprocess.run(command, cwd=ROOT, input=given.encode(), capture_output=True, check=False)
    assert ended.stderr == b""
    return ended.returncode, json.loads(ended.stdout)


def test_the_list_names_every_calculator_and_what_it_needs() -> None:
    code, shown = _benefits("list")
    rows = {row["name"]: row for row in shown["calculators"]}
    assert code == 0
    assert len(rows) >= 25
    assert rows["retirement_age"]["needs"] == ["sex", "born"]
    assert "from" in rows["pension_rise"]["needs"]
    assert rows["pension"]["vi"] == "Lương hưu"


def test_one_answer_from_a_file_and_from_standard_input(tmp_path: Path) -> None:
    file = tmp_path / "age.json"
    file.write_text(json.dumps(AGE), "utf-8")
    code, answer = _benefits("retirement_age", "--input", str(file))
    assert code == 0
    assert (answer["calculator"], answer["outcome"]) == ("retirement_age", "information")
    assert answer["values"]["pension_from"] == "2026-08-01"
    assert _benefits("retirement_age", "--input", "-", given=json.dumps(AGE)) == (0, answer)
    explained = {"reasons", "rules", "alternatives", "warnings", "parameters", "notice"}
    assert set(answer) == {"calculator", "outcome", "amounts", "values", *explained}


def test_a_lawful_no_is_an_answer() -> None:
    facts = {"on": "2026-11-22", "born": "1990"}
    code, answer = _benefits("social_pension", "--input", "-", given=json.dumps(facts))
    assert (code, answer["outcome"]) == (0, "not_eligible")
    assert answer["reasons"][0]["article"].startswith("Luật 41/2024/QH15, Điều 21 khoản 1")


@pytest.mark.parametrize(
    ("name", "given", "error"),
    [
        ("retirement_age", '{"sex": "male", "born": "1965", "eyes": 2}', ("unknown_key", "eyes")),
        ("retirement_age", '{"sex": "male"}', ("missing_key", "born")),
        ("retirement_age", "[]", ("wrong_type", "")),
        ("retirement_age", "{", ("not_json", "input")),
        ("retirement_age", '{"sex": NaN}', ("not_json", "input")),
        (
            "retirement_age",
            "\ud800".encode("utf-8", "surrogatepass").decode("latin-1"),
            ("not_json", "input"),
        ),
        ("nonsense", "{}", ("unknown_calculator", "calculator")),
        ("batch", "{}", ("missing_key", "cases")),
        ("batch", '{"cases": [1]}', ("missing_key", "cases[0]")),
    ],
)
def test_bad_input_is_an_error_object(name: str, given: str, error: tuple[str, str]) -> None:
    code, shown = _benefits(name, "--input", "-", given=given)
    assert code == 1
    assert (shown["error"]["code"], shown["error"]["field"]) == error
    assert shown["error"]["sentence"]


def test_a_missing_file_and_a_missing_option_are_said(tmp_path: Path) -> None:
    assert _benefits("pension", "--input", str(tmp_path / "none.json"))[1]["error"]["code"] == "unreadable"
    assert _benefits("pension")[1]["error"] == {
        "code": "missing_key",
        "sentence": "--input FILE (or -) is needed",
        "field": "input",
    }


def test_a_batch_answers_every_case_in_order() -> None:
    cases = [
        {"id": "a", "calculator": "retirement_age", "input": AGE},
        {"id": 2, "calculator": "retirement_age", "input": {"sex": "x"}},
        {"id": "c", "calculator": "contraception", "input": {"average": 9000000.5, "kind": "iud", "days": 1}},
    ]
    code, shown = _benefits("batch", "--input", "-", given=json.dumps({"cases": cases}))
    assert code == 0
    first, second, third = shown["answers"]
    assert (first["id"], first["values"]["reached_in"]) == ("a", "2026-07")
    assert (second["id"], second["error"]["field"]) == (2, "sex")
    assert third["amounts"] == {"total": 300_000}


def test_parameters_all_and_of_a_day() -> None:
    code, shown = _benefits("parameters")
    assert code == 0
    levels = [row for row in shown["parameters"] if row["name"] == "reference_level"]
    assert [row["value"] for row in levels][-2:] == ["2340000", "2530000"]
    of_day = {row["name"]: row for row in _benefits("parameters", "--on", "2026-06-30")[1]["parameters"]}
    assert of_day["reference_level"]["value"] == "2340000"
    assert of_day["regional_minimum_wage"]["value"]["I"] == "5310000"
    assert of_day["fund_interest_monthly_percent"]["status"] == "unsure"
    code, shown = _benefits("parameters", "--on", "2026-06-31")
    assert (code, shown["error"]["code"]) == (1, "impossible_date")


def test_the_command_loads_nothing_heavy() -> None:
    code = "import sys, main; main.main(['benefits', 'list']); print(sorted(sys.modules))"
    ended = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    loaded = ended.stdout.splitlines()[-1]
    for heavy in ("PySide6", "pydantic", "sqlalchemy", "numpy", "cv2"):
        assert f"'{heavy}'" not in loaded


def test_wrong_usage_is_told_by_the_parser() -> None:
    assert run_main("benefits").returncode == 2


@pytest.fixture
def enrolled(tmp_path: Path) -> Iterator[list[str]]:
    """The arguments that name an enrolled kiosk; its central keeps its keys in ``central``."""
    central = EmbeddedCentral(central_folder(tmp_path / "central"))
    central.start()
    settings = tmp_path / "kiosk.toml"
    settings.write_text(
        f'mode = "development"\ndata_folder = "{tmp_path}/data"\n[central]\nurl = "{central.url}"\n', "utf-8"
    )
    arguments = ["--settings", str(settings)]
    assert run_main("provision", "--code", central.new_enrolment_code(), *arguments).returncode == 0
    yield arguments
    central.stop()


def test_the_tables_in_use_are_named(tmp_path: Path, enrolled: list[str]) -> None:
    code, shown = _benefits("tables", *enrolled)
    assert (code, shown["number"], shown["origin"]) == (0, SHIPPED_EDITION.number, "release")
    assert shown["faults"] == []
    ledger = open_ledger(load_settings(tmp_path / "kiosk.toml"), SystemClock())
    entry = tables_entry(7, date(2026, 1, 1))
    ledger.told.apply(ReceivedPage("", "W10", 1, True, False, (entry,)), entry.received_at)
    ledger.close()
    code, shown = _benefits("tables", *enrolled)
    assert (code, shown["number"], shown["origin"], shown["issued_on"]) == (0, 7, "central", "2026-12-20")
