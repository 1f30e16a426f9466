"""The doctor: each thing a visit needs, what is wrong and what to do, with real parts."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from commands.demo.world import World
from kiosk.clock import SystemClock
from kiosk.doctor import Check, check_speech, examine
from kiosk.ledger import open_ledger
from kiosk.measured import MeasuredLight, keep_measured_light
from kiosk.settings import Settings, SpeechSettings, load_settings
from tests.commands.run_main import run_main, run_python

NAMES = {
    "camera",
    "light",
    "reader",
    "trust",
    "chips",
    "printer",
    "database",
    "acts",
    "tables",
    "disk",
    "memory",
    "clock",
    *("workers", "offline", "staff", "audit", "central"),
}


def examine_in(world: World) -> dict[str, Check]:
    settings = world.settings()
    checks = examine(settings, world.hardware(), world.clock, lambda: open_ledger(settings, world.clock))
    return {check.name: check for check in checks}


def test_a_healthy_kiosk_has_nothing_to_complain_of(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.start()
    try:
        world.new_kiosk().close()
        checks = examine_in(world)
    finally:
        world.stop()
    assert set(checks) == NAMES
    of_this_machine = {"disk", "memory"}  # the test's own process is open
    assert [check for check in checks.values() if not check.ok and check.name not in of_this_machine] == []


def test_each_fault_comes_with_what_to_do(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.start()
    try:
        checks = examine_in(world)
        assert not checks["central"].ok  # never enrolled
        assert "provision" in checks["central"].advice.vi
        assert "chưa đo" in checks["light"].found.vi
        dark = MeasuredLight(screen_light=0.02, at=datetime(2026, 3, 2, 1, 30, tzinfo=UTC))
        keep_measured_light(world.settings().data_folder, dark)
        world.central.stop()
        world.face_camera.unplug()
        checks = examine_in(world)
    finally:
        world.stop()
    assert "measured on 2026-03-02; too little" in checks["light"].found.en
    for name in ("camera", "central"):
        assert not checks[name].ok
        assert checks[name].advice.vi


def write_settings(folder: Path, central_url: str, more: str = "") -> str:
    file = folder / "kiosk.toml"
    lines = [
        'mode = "development"',
        f'data_folder = "{folder}/data"',
        "[central]",
        f'url = "{central_url}"',
        "timeout_seconds = 2.0",
        more,
    ]
    file.write_text("\n".join(lines), "utf-8")
    return str(file)


def test_the_command_answers_in_lines_and_in_json(tmp_path: Path) -> None:
    file = write_settings(
        tmp_path, "http://127.0.0.1:9", '[face]\ncamera = "/dev/no-such-camera"\n[speech]\ntones = false'
    )
    lines = run_main("doctor", "--settings", file)
    assert lines.returncode == 1
    assert {line.split()[1] for line in lines.stdout.splitlines()} == NAMES
    answer = run_python("main.py", "doctor", "--settings", file, "--json")  # a process that nobody reads
    assert answer.returncode == 1
    checks = {check["name"]: check for check in json.loads(answer.stdout)["checks"]}
    assert not checks["camera"]["ok"]
    assert checks["database"]["ok"]
    assert checks["memory"]["ok"]


def test_enrolment_by_command(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.start()
    try:
        file = write_settings(tmp_path, world.central.url)
        refused = run_main("provision", "--settings", file, "--code", "wrong-code")
        assert refused.returncode == 1
        assert json.loads(refused.stdout)["error"]["code"]
        good = world.central.new_enrolment_code("KIOSK-01", "00100", "BHXH cơ sở Ba Đình")
        accepted = run_main("provision", "--settings", file, "--code", good)
        assert accepted.returncode == 0, accepted.stderr
        assert json.loads(accepted.stdout)["office_name"] == "BHXH cơ sở Ba Đình"
        examined = run_main("doctor", "--settings", file, "--simulated-devices", "--json")
        wrong = [check["name"] for check in json.loads(examined.stdout)["checks"] if not check["ok"]]
        assert set(wrong) <= {"disk", "memory"}  # of this machine, and of the test's own process
        ledger = open_ledger(load_settings(Path(file)), SystemClock())
        ledger.credentials.note_standing(revoked=True)
        ledger.close()
        examined = json.loads(run_main("doctor", "--settings", file, "--json").stdout)
        (told,) = [check for check in examined["checks"] if check["name"] == "central"]
        assert not told["ok"]
        assert told["found"] == "answers, but has revoked this kiosk; 0 acts are kept here"
        assert "main.py provision" in told["advice"]
    finally:
        world.stop()


def test_what_reads_aloud_is_looked_for_where_the_office_offers_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert check_speech(Settings(speech=SpeechSettings(tones=False))) == []
    offered = Settings(speech=SpeechSettings(enabled=True))
    monkeypatch.setenv("PATH", str(tmp_path))
    (silent,) = check_speech(Settings())
    assert (silent.name, silent.ok) == ("sound", False)
    (missing,) = check_speech(offered)
    assert not missing.ok
    assert "spd-say, espeak-ng, aplay not installed" in missing.found.en
    assert "alsa-utils" in missing.advice.en
    for program in ("spd-say", "espeak-ng"):
        (tmp_path / program).write_text("#!/bin/sh\n", "utf-8")
        (tmp_path / program).chmod(0o755)
    (without_tone,) = check_speech(offered)
    assert without_tone.found.en == "aplay not installed: something will not be heard"
