"""How the last update came out stands at central, with the first request after it."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path

import pytest

from central.embedded import EmbeddedCentral
from kiosk.last_update import find_last_update
from kiosk.ledger import open_ledger
from kiosk.policy import Policy, PolicyError, policy_with
from kiosk.settings import load_settings
from kiosk.sync.enrolment import enrol
from kiosk.version import VERSION
from tests.manual_clock import START, ManualClock
from tests.patience import until
from tests.ready_made import central_folder


def write(file: Path, version: str, outcome: str) -> None:
    last = {"version": version, "outcome": outcome, "at": 0.0, "why": ""}
    file.write_text(json.dumps({"pending": None, "last": last, "former": None, "failed": []}), "utf-8")


def test_central_knows_what_runs_and_how_the_last_update_came_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, clock = tmp_path / "state.json", ManualClock()
    monkeypatch.setattr("kiosk.last_update.STATE_FILE", file)
    server = EmbeddedCentral(central_folder(tmp_path / "central"), now=clock.now)
    server.start()
    line = {"url": server.url, "poll_seconds": 0.05, "retry_cap_seconds": 0.05}
    settings = load_settings(
        tmp_path / "none.toml", mode="development", data_folder=tmp_path / "data", central=line
    )
    ledger = open_ledger(settings, clock)
    enrol(ledger.central, ledger.credentials, server.new_enrolment_code())
    ledger.sync.start()

    def told() -> tuple[str | None, ...]:
        (device,) = server.central.devices.list()
        return device.version, device.update_version, device.update_outcome

    def told_is(expected: tuple[str | None, ...]) -> bool:
        return told() == expected

    until(partial(told_is, (VERSION, None, None)))
    for outcome in ("trial", "rolled-back"):
        write(file, "0.2.0", outcome)
        until(partial(told_is, (VERSION, "0.2.0", outcome)))
    (device,) = server.central.devices.list()
    assert device.update_noted_at == START
    ledger.close()
    server.stop()


@pytest.mark.parametrize(
    "content", ["", "{}", "null", '{"last": null}', '{"last": {"version": "1", "outcome": "x"}}']
)
def test_what_cannot_be_read_is_no_update(tmp_path: Path, content: str) -> None:
    file = tmp_path / "state.json"
    file.write_text(content, "utf-8")
    assert find_last_update(file) is None


def test_a_ring_has_its_version_and_a_window() -> None:
    told = {
        "update": {
            "versions": {"first": "0.3.0", "all": "0.2.0"},
            "window_from": "21:00",
            "window_until": "05:00",
        }
    }
    wish = policy_with(told, Policy()).update
    assert wish.wanted == "0.2.0"
    assert policy_with({"update": {**told["update"], "ring": "first"}}, Policy()).update.wanted == "0.3.0"
    assert Policy().update.wanted is None
    for at, is_open in (
        ("20:59", False),
        ("21:00", True),
        ("23:59", True),
        ("00:00", True),
        ("05:00", False),
    ):
        assert wish.is_open(START.time().fromisoformat(at)) is is_open
    day = policy_with({"update": {"window_from": "12:00", "window_until": "13:00"}}, Policy()).update
    assert day.is_open(START.time().fromisoformat("12:30"))
    assert not day.is_open(START.time().fromisoformat("21:30"))


@pytest.mark.parametrize(
    "wrong",
    [{"versions": {"all": "newest"}}, {"ring": "Nhóm 1"}, {"window_from": "evening"}, {"when": "now"}],
)
def test_a_wish_that_no_kiosk_may_use_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(PolicyError, match="update"):
        policy_with({"update": wrong}, Policy())
