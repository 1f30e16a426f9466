"""``reference`` as a technician's script sees it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kiosk.reference.reference_data import SHIPPED
from main import main


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, dict[str, Any]]:
    code = main(["reference", *arguments])
    printed = json.loads(capsys.readouterr().out)
    assert isinstance(printed, dict)
    return code, printed


def test_what_is_shipped_has_no_faults(capsys: pytest.CaptureFixture[str]) -> None:
    code, printed = run(capsys, "check")
    assert code == 0
    rows = {table["table"]: table["rows"] for table in printed["tables"]}
    assert (rows["communes"], rows["old communes"], rows["working days"]) == (3321, 10040, 4)
    statuses = {table["table"]: table.get("status") for table in printed["tables"]}
    assert (statuses["facilities"], statuses["offices"]) == ("sandbox", "sandbox")
    assert not any(table["faults"] for table in printed["tables"])


def test_faults_are_told_for_each_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    facilities = (SHIPPED / "facilities.csv").read_text("utf-8").replace(",01,09877,", ",01,99999,")
    (tmp_path / "facilities.csv").write_text(facilities.replace(",04,01708,", ",04,00004,"), "utf-8")
    (tmp_path / "offices.csv").write_text("no table", "utf-8")
    (tmp_path / "working_days.toml").write_text("", "utf-8")
    code, printed = run(capsys, "check", "--folder", str(tmp_path))
    faults = {table["table"]: table["faults"] for table in printed["tables"]}
    assert code == 1
    assert "Facility 01901: 99999 is no commune." in faults["facilities"]
    assert "Facility 04901: commune 00004 is not in province 04." in faults["facilities"]
    assert faults["offices"][0].startswith("offices.csv")
    assert faults["working days"][0].startswith("working_days.toml")
    assert faults["banks"] == []


def test_a_commune_that_is_gone_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    communes = (SHIPPED / "communes.csv").read_text("utf-8").replace("00004,phường,Ba Đình,01\n", "")
    (tmp_path / "communes.csv").write_text(communes, "utf-8")
    code, printed = run(capsys, "check", "--folder", str(tmp_path))
    faults = {table["table"]: table["faults"] for table in printed["tables"]}
    assert code == 1
    assert "Old commune 00004 became 00004, which is no commune." in faults["old communes"]
    code, printed = run(capsys, "address", "Trúc Bạch, Ba Đình, Hà Nội", "--folder", str(tmp_path))
    assert (code, printed["reading"], printed["suggestions"]) == (0, "old", [])


@pytest.mark.parametrize("command", [("check",), ("address", "Hà Nội")])
def test_a_misspelt_folder_or_file_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], command: tuple[str, ...]
) -> None:
    code, printed = run(capsys, *command, "--folder", str(tmp_path / "nothing"))
    assert (code, printed["error"]["code"], printed["error"]["field"]) == (
        1,
        "reference_data_wrong",
        "folder",
    )
    (tmp_path / "facility.csv").write_text("", "utf-8")
    code, printed = run(capsys, *command, "--folder", str(tmp_path))
    assert code == 1
    assert printed["error"]["sentence"] == "facility.csv: no table of reference data has this name."


def test_an_address_is_taken_apart(capsys: pytest.CaptureFixture[str]) -> None:
    code, printed = run(capsys, "address", "Số 5, P. Ba Đình, Hà Nội")
    assert (code, printed) == (
        0,
        {
            "reading": "current",
            "address": {
                "shown": "Số 5, Phường Ba Đình, Thành phố Hà Nội",
                "street": "Số 5",
                "commune": "00004",
                "province": "01",
            },
            "suggestions": [],
        },
    )
    code, printed = run(capsys, "address", "Số 5, Phường Trúc Bạch, Ba Đình, Hà Nội")
    assert (code, printed["reading"], printed["address"]["commune"]) == (0, "old", None)
    assert printed["suggestions"][0]["commune"] == "00004"
