"""``main.py ready-for-update``: what the updater decides by."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sqlalchemy import text

import main
from central.embedded import EmbeddedCentral
from kiosk.clock import SystemClock
from kiosk.ledger import open_ledger
from kiosk.settings import load_settings
from kiosk.sync.enrolment import enrol
from kiosk.version import VERSION
from tests.ready_made import central_folder
from tests.sync_parts import sample_act


def asked(file: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, object]:
    main.main(["ready-for-update", "--settings", str(file)])
    told: dict[str, object] = json.loads(capsys.readouterr().out)
    return told


def test_it_counts_acts_and_names_what_is_wrong_with_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    server = EmbeddedCentral(central_folder(tmp_path / "central"))
    server.start()
    file = tmp_path / "kiosk.toml"
    settings = f'mode = "development"\ndata_folder = "{tmp_path}/data"\n[central]\nurl = "{server.url}"\n'
    wish = '[update]\nring = "first"\nversions = { first = "0.3.0" }\n'
    wish += "window_from = 00:00:00\nwindow_until = 00:00:00\n"
    file.write_text(settings + wish, "utf-8")
    ledger = open_ledger(load_settings(file), SystemClock())
    enrol(ledger.central, ledger.credentials, server.new_enrolment_code())
    for _ in range(2):
        ledger.recorder.record(sample_act())
    server.stop()
    told = {"version": VERSION, "acts": 2, "faults": [], "wanted": "0.3.0", "window_open": True}
    assert asked(file, capsys) == told  # while another process has it open, as a running kiosk has
    with ledger.database.write() as connection:
        connection.execute(text("UPDATE envelope SET sealed = 'x' WHERE rowid = 1"))
    ledger.close()
    assert asked(file, capsys)["faults"] == ["1 acts that wait cannot be read"]


def test_a_database_that_does_not_open_is_a_fault(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "kiosk.toml"
    file.write_text(f'mode = "development"\ndata_folder = "{tmp_path}/data"\n', "utf-8")
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "kiosk.db").write_bytes(b"no database of ours" * 300)
    assert "error" in asked(file, capsys)
