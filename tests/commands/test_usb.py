"""Acts by stick from the command line: there, taken in, and back, each fault told as one JSON object."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import main
from central.embedded import EmbeddedCentral
from kiosk.clock import SystemClock
from kiosk.ledger import open_ledger
from kiosk.settings import load_settings
from kiosk.sync.enrolment import enrol
from tests.ready_made import central_folder
from tests.sync_parts import sample_act

Run = Callable[..., tuple[int, Any]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def call(*arguments: str | Path) -> tuple[int, Any]:
        code = main.main([str(each) for each in arguments])
        return code, json.loads(capsys.readouterr().out)

    return call


def test_the_whole_way_by_command(tmp_path: Path, run: Run) -> None:
    server = EmbeddedCentral(central_folder(tmp_path / "central"))
    server.start()
    file = tmp_path / "kiosk.toml"
    file.write_text(
        f'mode = "development"\ndata_folder = "{tmp_path}/data"\n[central]\nurl = "{server.url}"\n', "utf-8"
    )
    ledger = open_ledger(load_settings(file), SystemClock())
    enrol(ledger.central, ledger.credentials, server.new_enrolment_code())
    act = sample_act()
    ledger.recorder.record(act)
    ledger.close()
    server.stop()
    stick = tmp_path / "stick"
    stick.mkdir()
    data = ("--demo", "--data", tmp_path / "central", "--json")
    settings = ("--settings", file)

    code, told = run("usb", "export", stick, *settings)
    assert (code, told["acts"], told["files"]) == (0, 1, 0)
    package = Path(told["package"])
    code, told = run("central", "import-package", package, *data)
    assert (code, told["acts"], told["known"], told["problems"]) == (0, 1, 0, {})
    receipts = Path(told["receipts"])
    assert receipts.parent == stick
    code, told = run("usb", "receipts", receipts, *settings)
    assert (code, told) == (0, {"acts": 1, "files": 0, "refused": 0, "waiting": 0})

    code, told = run("central", "import-package", package, *data, "--receipts", stick / "again")
    assert (code, told["known"], (stick / "again").exists()) == (0, 1, True)
    assert told["imported_before"] is not None
    for arguments, fault in (
        (("usb", "export", stick, *settings), "usb_nothing_waits"),
        (("usb", "export", tmp_path / "no stick", *settings), "usb_gone"),
        (("usb", "receipts", package, *settings), "receipts_unreadable"),
        (("central", "import-package", receipts, *data), "package_unreadable"),
        (("central", "import-package", tmp_path / "nowhere", *data), "package_gone"),
        (
            ("central", "import-package", package, *data, "--receipts", tmp_path / "no" / "where"),
            "receipts_not_written",
        ),
    ):
        code, told = run(*arguments)
        assert (code, told["error"]["code"]) == (1, fault)
        assert told["error"]["sentence"].endswith((".", "?"))
