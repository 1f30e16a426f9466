"""Codes, devices and revocations from the command line, beside a server that runs or without one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

import main
from central.embedded import EmbeddedCentral
from ekyc.card.qr_decode import decode_qr_file
from kiosk.contract.provisioning import read_ticket
from kiosk.sync.errors import CentralRefusedError
from tests.ready_made import central_folder, kiosk_database
from tests.sync_parts import open_station


def central(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, Any]:
    code = main.main(["central", *arguments, "--json"])
    return code, json.loads(capsys.readouterr().out)


def test_a_kiosk_is_enrolled_listed_and_revoked_beside_a_running_server(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    server = EmbeddedCentral(central_folder(tmp_path / "central"))
    server.start()
    data = ("--demo", "--data", str(tmp_path / "central"))
    new_code = ("enrol-code", "KIOSK-07", "--office-id", "00100", "--office-name", "BHXH cơ sở Thử")
    qr = ("--qr", server.url, "--png", str(tmp_path / "ticket.png"))
    code, made = central(capsys, *data, *new_code, *qr)
    assert (code, made["kiosk_id"], made["hours"]) == (0, "KIOSK-07", 24)
    (drawn,) = decode_qr_file(tmp_path / "ticket.png")
    ticket = read_ticket(drawn.decode())
    assert drawn.decode() == made["ticket"]
    assert (ticket.url, ticket.code, ticket.office_name) == (
        server.url,
        made["enrolment_code"],
        "BHXH cơ sở Thử",
    )
    assert (tmp_path / "ticket.png").stat().st_mode & 0o777 == 0o600
    code, told = central(capsys, *data, *new_code, "--qr", "central.example.vn")
    assert (code, told["error"]["code"]) == (1, "ticket_malformed")
    station = open_station(kiosk_database(tmp_path / "kiosk.db"))
    station.enrol(server.url, made["enrolment_code"])
    assert station.credentials.get_enrolment().office_name == "BHXH cơ sở Thử"
    (listed,) = central(capsys, "devices", *data)[1]["devices"]
    assert (listed["kiosk_id"], listed["kid"]) == ("KIOSK-07", station.credentials.kid)
    assert (listed["revoked_at"], listed["office_id"]) == (None, "00100")
    assert central(capsys, "revoke", "KIOSK-07", *data) == (0, {"kiosk_id": "KIOSK-07", "revoked": True})
    client = station.client(server.url)
    with pytest.raises(CentralRefusedError) as caught:
        client.stream_state(uuid4())
    assert caught.value.code == "device-revoked"
    client.close()
    station.close()
    server.stop()
    assert central(capsys, "devices", *data)[1]["devices"][0]["revoked_at"] is not None
    code, told = central(capsys, "revoke", "KIOSK-07", *data)
    assert (code, told["error"]["code"]) == (1, "kiosk_unknown")


def test_people_read_a_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    server = EmbeddedCentral(central_folder(tmp_path / "central"))
    server.start()
    station = open_station(kiosk_database(tmp_path / "kiosk.db"))
    station.enrol(server.url, server.new_enrolment_code("KIOSK-07"))
    station.close()
    server.stop()
    assert main.main(["central", "--demo", "devices", "--data", str(tmp_path / "central")]) == 0
    head, row = capsys.readouterr().out.splitlines()
    names = "kiosk office enrolled state version last heard last act key to be looked at"
    assert head.split() == names.split()
    assert row.split()[0] == "KIOSK-07"
    assert "holds" in row


def test_without_a_database_nothing_is_made_up(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, told = central(capsys, "devices", "--data", str(tmp_path / "none"))
    assert (code, told["error"]["code"]) == (1, "database_missing")
    assert not (tmp_path / "none").exists()


def test_a_settings_file_serves_the_subcommands_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "central.toml"
    file.write_text(f'demo = true\ndata_dir = "{tmp_path / "central"}"\n', "utf-8")
    assert central(capsys, "devices", "--settings", str(file)) == (0, {"devices": []})
    assert central(capsys, "--settings", str(file), "devices") == (0, {"devices": []})
    assert (tmp_path / "central" / "central.db").exists()
