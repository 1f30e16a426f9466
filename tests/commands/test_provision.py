"""From central's QR to a kiosk that is enrolled, and from there to another office."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import numpy as np
import pytest
import segno

from central.embedded import EmbeddedCentral
from commands.provision import scan_ticket
from ekyc.face.frame_source import Image
from kiosk.audit import AuditEvent
from kiosk.clock import SystemClock
from kiosk.contract.provisioning import Ticket
from kiosk.errors import KnownError
from kiosk.ledger import open_ledger
from kiosk.settings import load_settings
from local_db.audit_log import AuditLog
from main import main
from tests.ready_made import central_folder
from tests.sync_parts import sample_act


@pytest.fixture
def central(tmp_path: Path) -> Iterator[EmbeddedCentral]:
    server = EmbeddedCentral(central_folder(tmp_path / "central"))
    server.start()
    yield server
    server.stop()


@pytest.fixture
def settings(tmp_path: Path) -> Path:
    file = tmp_path / "kiosk.toml"
    file.write_text(f'mode = "development"\ndata_folder = "{tmp_path}/data"\n# ours\n', "utf-8")
    return file


def _ticket(central: EmbeddedCentral, kiosk: str, office: str, keys: str = "") -> str:
    code = central.new_enrolment_code(kiosk, office, f"BHXH cơ sở {office}")
    kid, _ = central.central.keys.signing
    return Ticket(central.url, kiosk, office, f"BHXH cơ sở {office}", code, keys or kid).text()


def _provision(
    capsys: pytest.CaptureFixture[str], settings: Path, *more: str
) -> tuple[int, dict[str, object]]:
    code = main(["provision", "--settings", str(settings), *more])
    said = capsys.readouterr()
    told: dict[str, object] = json.loads(said.out)
    return code, told


def _audited(settings: Path) -> list[str]:
    ledger = open_ledger(load_settings(settings), SystemClock())
    actions = [each.action for each in AuditLog(ledger.database).entries()]
    ledger.close()
    return actions


def test_one_command_writes_the_settings_and_enrols(
    central: EmbeddedCentral, settings: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    more = ("--panel", "21.5", "--orientation", "lying", "--hotline", "1900 1234")
    code, told = _provision(capsys, settings, "--ticket", _ticket(central, "KIOSK-07", "00100"), *more)
    assert (code, told["kiosk_id"], told["office_id"]) == (0, "KIOSK-07", "00100")
    written = tomllib.loads(settings.read_text("utf-8"))
    assert written["kiosk_id"] == "KIOSK-07"
    assert written["office"] == {"code": "00100", "name": "BHXH cơ sở 00100", "hotline": "1900 1234"}
    assert written["central"] == {"url": central.url}
    assert written["screen"] == {"diagonal_inches": 21.5, "width": 1920, "height": 1080}
    assert "# ours" in settings.read_text("utf-8")
    assert "kiosk.enrolled" in _audited(settings)


def test_a_central_of_another_key_is_not_believed(
    central: EmbeddedCentral, settings: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, told = _provision(capsys, settings, "--ticket", _ticket(central, "KIOSK-07", "00100", "x" * 43))
    assert (code, _fault(told)) == (1, "central_not_genuine")
    ledger = open_ledger(load_settings(settings), SystemClock())
    assert ledger.credentials.find_enrolment() is None
    ledger.close()


def test_a_kiosk_moves_once_all_is_sent(
    central: EmbeddedCentral, settings: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _provision(capsys, settings, "--ticket", _ticket(central, "KIOSK-07", "00100"))[0] == 0
    ledger = open_ledger(load_settings(settings), SystemClock())
    ledger.recorder.record(sample_act())
    ledger.audit.record(AuditEvent("visit.begun", SystemClock().now()))
    ledger.close()
    ticket = _ticket(central, "KIOSK-08", "00200")
    central.stop()
    before = settings.read_text("utf-8")
    code, told = _provision(capsys, settings, "--move", "--ticket", ticket)
    assert (code, _fault(told)) == (1, "unsent")
    assert settings.read_text("utf-8") == before
    assert "visit.begun" in _audited(settings)
    central.start()
    code, told = _provision(capsys, settings, "--move", "--ticket", ticket)
    assert (code, told["kiosk_id"], told["office_id"]) == (0, "KIOSK-08", "00200")
    assert _audited(settings) == ["kiosk.enrolled"]


def test_what_is_no_ticket_changes_nothing(settings: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = settings.read_text("utf-8")
    code, told = _provision(capsys, settings, "--move", "--ticket", "https://example.vn")
    assert (code, _fault(told)) == (1, "ticket_malformed")
    assert settings.read_text("utf-8") == before


class _Camera:
    """A hand that brings a QR before the lens after a moment."""

    name, live = "test camera", True

    def __init__(self, text: str) -> None:
        code = segno.make(text, error="m", micro=False)
        rows = [[0 if dark else 255 for dark in row] for row in code.matrix_iter(scale=6, border=4)]
        picture = np.array(rows, np.uint8)
        seen = np.dstack([picture] * 3)
        self._frames: Iterator[Image | None] = iter([None, np.full_like(seen, 90), seen])

    def open(self) -> None: ...

    def read(self) -> Image | None:
        return next(self._frames, None)

    def close(self) -> None: ...


def test_a_camera_sees_the_ticket(central: EmbeddedCentral) -> None:
    text = _ticket(central, "KIOSK-07", "00100")
    assert scan_ticket(_Camera(text)).text() == text
    for camera, code in (
        (_Camera("https://example.vn"), "ticket_malformed"),
        (_Camera(text), "ticket_not_seen"),
    ):
        with pytest.raises(KnownError) as raised:
            scan_ticket(camera, 5 if code == "ticket_malformed" else 0)
        assert raised.value.code == code


def test_a_hand_scanner_types_the_ticket(
    central: EmbeddedCentral,
    settings: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("sys.stdin", StringIO(_ticket(central, "KIOSK-07", "00100") + "\n"))
    code, told = _provision(capsys, settings, "--ticket", "-")
    assert (code, told["kiosk_id"]) == (0, "KIOSK-07")


def _fault(told: dict[str, object]) -> object:
    error = told["error"]
    assert isinstance(error, dict)
    return error["code"]
