from __future__ import annotations

import json
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest

from main import main
from tests.patience import PATIENCE
from tests.ready_made import kiosk_database
from tests.sync_parts import open_station, sample_act

ROOT = Path(__file__).parents[2]
Run: TypeAlias = Callable[..., tuple[int, str]]


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-W", "error", "main.py", "central", *arguments]


def test_it_serves_a_kiosk_until_told_to_stop(tmp_path: Path) -> None:
    arguments = command(
        "--port", "0", "--data", str(tmp_path / "central"), "--demo", "--json", "--kiosk-id", "KIOSK-05"
    )
    with subprocess.Popen(arguments, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        started = json.loads(process.stdout.readline())
        station = open_station(kiosk_database(tmp_path / "kiosk.db"))
        station.enrol(started["url"], started["enrolment_code"])
        station.recorder.record(sample_act())
        client = station.client(started["url"])
        client.server_time()
        client.close()
        process.send_signal(signal.SIGTERM)
        output, errors = process.communicate(timeout=PATIENCE)
    enrolment = station.credentials.get_enrolment()
    station.close()
    assert (process.returncode, output, errors) == (0, b"", b"")
    assert enrolment.kiosk_id == started["kiosk_id"] == "KIOSK-05"
    assert started["database"] == f"SQLite {tmp_path / 'central' / 'central.db'}"


def test_people_are_told_which_database_it_is_and_end_it_by_control_c(tmp_path: Path) -> None:
    arguments = command("--port", "0", "--data", str(tmp_path), "--demo")
    with subprocess.Popen(
        arguments, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        told = process.stdout.readline()
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=PATIENCE)
    assert told == f"Database: SQLite {tmp_path / 'central.db'}\n"
    assert (process.returncode, errors) == (0, "")


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """The command in this process, for what ends before it serves anybody: exit code and output."""

    def ran(*arguments: str) -> tuple[int, str]:
        code = main(["central", *arguments])
        return code, capsys.readouterr().out

    return ran


def test_it_never_starts_silently_on_a_file(run: Run, tmp_path: Path) -> None:
    code, output = run("--port", "0", "--data", str(tmp_path), "--json")
    assert (code, json.loads(output)["error"]["code"]) == (1, "database_missing")


def test_a_taken_port_is_told(run: Run, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        code, output = run("--port", port, "--data", str(tmp_path), "--demo", "--json")
    assert (code, json.loads(output)["error"]["code"]) == (1, "address_unusable")


def test_a_database_that_does_not_answer_is_told(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    url = f"postgresql://somebody:a-password@127.0.0.1:{port}/central"
    monkeypatch.setenv("BHXH_CENTRAL_DATABASE_URL", url)
    code, output = run("--port", "0", "--data", str(tmp_path), "--json")
    assert (code, json.loads(output)["error"]["code"]) == (1, "database_unusable")
    assert "a-password" not in output


def test_a_data_folder_that_cannot_be_made_is_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    code, output = run("--port", "0", "--data", str(tmp_path / "file" / "central"), "--demo", "--json")
    assert (code, json.loads(output)["error"]["code"]) == (1, "data_folder_unusable")


def test_help_and_wrong_usage(run: Run) -> None:
    for arguments, code in ((("--help",), 0), (("--port", "many"), 2)):
        with pytest.raises(SystemExit) as ended:
            run(*arguments)
        assert ended.value.code == code


def test_outside_the_demo_a_start_gives_out_no_code(tmp_path: Path) -> None:
    database = f"sqlite:///{tmp_path / 'central.db'}"
    arguments = command("--port", "0", "--data", str(tmp_path), "--database", database, "--json")
    with subprocess.Popen(arguments, cwd=ROOT, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        started = json.loads(process.stdout.readline())
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=PATIENCE)
    assert set(started) == {"url", "database", "workers", "metrics_port"}
