"""``main.py central case``, beside a central that runs on the same data."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from central.embedded import EmbeddedCentral
from kiosk.contract.staff import StaffRole
from main import main
from tests.acts import service_payload
from tests.central.casework.test_results import paper_of
from tests.central.judging.test_judging import send
from tests.sync_parts import Station, sample_act

OFFICER, SUPERVISOR, STRANGER = "104201", "204201", "104209"


class Commands:
    def __init__(self, folder: Path, url: str | None, capsys: pytest.CaptureFixture[str]) -> None:
        self._common = ["--demo", "--data", str(folder)] + ([] if url is None else ["--database", url])
        self._capsys = capsys

    def text(self, step: str, *arguments: str, account: str = OFFICER) -> str:
        assert main(["central", *self._common, "case", step, *arguments, "--as", account]) == 0
        return self._capsys.readouterr().out

    def json(self, step: str, *arguments: str, account: str = OFFICER, code: int = 0) -> dict[str, Any]:
        given = ["central", *self._common, "--json", "case", step, *arguments, "--as", account]
        assert main(given) == code
        told: dict[str, Any] = json.loads(self._capsys.readouterr().out)
        return told

    def fault(self, step: str, *arguments: str, account: str = OFFICER) -> str:
        code = self.json(step, *arguments, account=account, code=1)["error"]["code"]
        assert isinstance(code, str)
        return code


@pytest.fixture
def commands(tmp_path: Path, database_url: str | None, capsys: pytest.CaptureFixture[str]) -> Commands:
    return Commands(tmp_path / "central", database_url, capsys)


@pytest.fixture
def act_id(station: Station, central: EmbeddedCentral) -> str:
    act = sample_act(payload=service_payload(), kind="service.filed")
    send(station, central, act)
    for account, role, office in (
        (OFFICER, StaffRole.OFFICER, "00100"),
        (SUPERVISOR, StaffRole.SUPERVISOR, "00100"),
        (STRANGER, StaffRole.OFFICER, "00200"),
    ):
        central.central.staff.add(account, "Trần Văn Mẫu", role, office)
    return str(act.act_id)


def test_from_the_list_to_the_refusal(act_id: str, central: EmbeddedCentral, commands: Commands) -> None:
    number = commands.text("list").split()[0]
    assert commands.json("list")["cases"][0]["case_id"] == act_id
    assert commands.text("list", account=STRANGER) == "There is no such case.\n"
    assert commands.text("list", "--stuck") == "There is no such case.\n"

    plain = commands.text("show", number)
    assert "open" in plain
    assert "001099000017" not in plain
    assert commands.json("show", number, "--content")["content"][0]["subject_id"] == "001099000017"
    assert "001099000017" in commands.text("show", number, "--content")
    looks = [(each.who, each.way) for each in central.central.looks.newest(9)]
    assert looks == [(OFFICER, "case show")] * 2 + [(OFFICER, "case show, without content")]

    assert commands.json("take", number)["case"]["officer"] == OFFICER
    assert commands.fault("take", number) == "case_change_refused"
    assert commands.fault("refuse", number) == "reason_needed"
    told = commands.text("refuse", number, "--reason", "conditions_not_met", "--note", "Chưa đủ tháng đóng")
    assert told == f"{number} is in_review; refuse waits for a supervisor.\n"
    assert commands.fault("refuse", number, "--reason", "withdrawn") == "second_person_needed"
    version = commands.json("show", number)["case"]["version"]
    again = ("refuse", number, "--reason", "conditions_not_met", "--version")
    assert commands.fault(*again, str(version - 1), account=SUPERVISOR) == "case_changed"
    assert commands.json(*again, str(version), account=SUPERVISOR)["case"]["state"] == "refused"
    assert "Chưa đủ tháng đóng" in commands.text("show", number)
    assert [each["case_id"] for each in commands.json("list", "--state", "refused")["cases"]] == [act_id]

    assert commands.fault("show", number, account=STRANGER) == "case_of_another_office"
    assert commands.fault("refused") == "role_insufficient"
    refused = commands.json("refused", account=SUPERVISOR)["refused"]
    assert [each["problem"] for each in refused] == [
        "case-changed",
        "second-person-needed",
        "reason-needed",
        "case-change-refused",
    ]
    assert commands.text("refused", "--limit", "1", account=SUPERVISOR).split()[-1] == "case-changed"


def test_wrong_usage(commands: Commands) -> None:
    assert commands.fault("list") == "staff_account_ended"
    for wrong in (["carry-out", "x"], ["take"], ["list", "--state", "gone"]):
        with pytest.raises(SystemExit) as caught:
            commands.text(*wrong)
        assert caught.value.code == 2


@pytest.mark.usefixtures("act_id")
def test_a_result_is_given_and_originals_are_told_of(commands: Commands, tmp_path: Path) -> None:
    number = commands.text("list").split()[0]
    assert (
        commands.fault("check-papers", number, "--paper", "birth_certificate=original_seen")
        == "paper_unknown"
    )
    assert commands.fault("check-papers", number) == "paper_check_needed"
    commands.text("take", number)
    for account in (OFFICER, SUPERVISOR):
        commands.text("refuse", number, "--reason", "conditions_not_met", account=account)
    given = ("--file", str(tmp_path / "decision.pdf"), "--paper-number", "125/QĐ-BHXH")
    assert commands.fault("give-result", number, *given) == "file_unreadable"
    (tmp_path / "decision.pdf").write_bytes(b"%PDF-1.7 nothing")
    assert commands.fault("give-result", number, *given) == "paper_unusable"
    (tmp_path / "decision.pdf").write_bytes(paper_of("Quyết định"))
    commands.text("give-result", number, *given)
    told = commands.text("show", number)
    assert "result: 125/QĐ-BHXH\n" in told
    assert f"result: {number}/TB, being made\n" in told
    assert commands.json("show", number)["results"][0]["number"] == "125/QĐ-BHXH"
