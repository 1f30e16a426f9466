"""``main.py central quarantine``, beside a central that runs on the same data."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import Any

import pytest

from central.embedded import EmbeddedCentral
from main import main
from tests.central.judging.test_judging import OTHER_PERSON, send
from tests.sync_parts import Station, sample_act


class Commands:
    def __init__(self, folder: Path, url: str | None, capsys: pytest.CaptureFixture[str]) -> None:
        self._common = ["--demo", "--data", str(folder)] + ([] if url is None else ["--database", url])
        self._capsys = capsys

    def text(self, *arguments: str) -> str:
        assert main(["central", *self._common, "quarantine", *arguments]) == 0
        return self._capsys.readouterr().out

    def json(self, *arguments: str, code: int = 0) -> dict[str, Any]:
        assert main(["central", *self._common, "--json", "quarantine", *arguments]) == code
        told: dict[str, Any] = json.loads(self._capsys.readouterr().out)
        return told


@pytest.fixture
def commands(tmp_path: Path, database_url: str | None, capsys: pytest.CaptureFixture[str]) -> Commands:
    return Commands(tmp_path / "central", database_url, capsys)


def test_from_the_list_to_the_answer(station: Station, central: EmbeddedCentral, commands: Commands) -> None:
    assert commands.text("list") == "Nothing is in quarantine.\n"
    bad = dataclasses.replace(sample_act(), kind="account.closing")
    other = sample_act(OTHER_PERSON, payload={})
    send(station, central, bad, other)
    number = str(station.outbox.get(bad.act_id).case_number)
    assert [line.split()[-1] for line in commands.text("list").splitlines()] == [
        "kind-unknown",
        "content-invalid",
    ]
    listed = commands.json("list", "--problem", "kind-unknown")["entries"]
    assert [entry["case_number"] for entry in listed] == [number]

    plain = commands.text("show", number)
    assert "kind-unknown" in plain
    assert bad.subject_id not in plain
    assert commands.text("looks") == "Nobody has looked yet.\n"
    assert commands.json("show", number, "--content")["content"]["subject_id"] == bad.subject_id
    looks = commands.json("looks")["looks"]
    assert [(each["act_id"], each["way"]) for each in looks] == [(str(bad.act_id), "quarantine show")]
    assert looks[0]["who"]

    assert commands.json("again", "--problem", "kind-unknown") == {"queued": 1}
    assert commands.json("again", number) == {"queued": 1}
    central.wait_for_judging()
    assert commands.json("answer", number, "Xin lập lại hồ sơ.")["answered"]
    assert commands.json("show", number, code=1)["error"]["code"] == "not_in_quarantine"
    assert len(commands.json("list")["entries"]) == 1


def test_wrong_usage_and_what_is_not_there(commands: Commands) -> None:
    assert commands.json("show", "DK26-0000-0000-0001-0", code=1)["error"]["code"] == "not_in_quarantine"
    for wrong in (["again"], ["again", "x", "--problem", "y"], ["answer", "x"], []):
        with pytest.raises(SystemExit) as caught:
            commands.text(*wrong)
        assert caught.value.code == 2
