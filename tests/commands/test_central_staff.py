"""Accounts of staff from the command line: what is shown once, and what is refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyotp
import pytest

import main
from tests.ready_made import central_folder


def central(capsys: pytest.CaptureFixture[str], folder: Path, *arguments: str) -> tuple[int, Any]:
    code = main.main(
        ["central", "staff", *arguments, "--demo", "--data", str(central_folder(folder)), "--json"]
    )
    return code, json.loads(capsys.readouterr().out)


def test_an_account_is_made_listed_reset_and_disabled(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    who = ("104201", "--name", "Trần Văn Mẫu", "--role", "supervisor", "--office-id", "00100")
    code, made = central(capsys, tmp_path, "add", *who)
    assert code == 0
    assert len(made["pin"]) == 6
    assert pyotp.parse_uri(made["uri"]).secret == made["code_secret"]
    assert central(capsys, tmp_path, "add", *who)[1]["error"]["code"] == "account_taken"
    _, anew = central(capsys, tmp_path, "reset", "104201")
    assert anew["code_secret"] != made["code_secret"]
    assert central(capsys, tmp_path, "disable", "104201")[1] == {"account": "104201", "disabled": True}
    (listed,) = central(capsys, tmp_path, "list")[1]["staff"]
    assert (listed["account"], listed["role"], listed["office_id"]) == ("104201", "supervisor", "00100")
    assert listed["disabled_at"] is not None
    assert not {"pin", "pin_hash", "code_secret", "salt"} & set(listed)
    code, told = central(capsys, tmp_path, "disable", "999999")
    assert (code, told["error"]["code"]) == (1, "account_unknown")


def test_secrets_of_the_pages_are_shown_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert central(capsys, tmp_path, "web-access", "104201")[1]["error"]["code"] == "account_unknown"
    who = ("104201", "--name", "Trần Văn Mẫu", "--role", "officer", "--office-id", "00100")
    _, made = central(capsys, tmp_path, "add", *who)
    code, given = central(capsys, tmp_path, "web-access", "104201")
    assert code == 0
    assert len(given["password"]) == 19
    assert pyotp.parse_uri(given["uri"]).secret == given["code_secret"] != made["code_secret"]
    assert central(capsys, tmp_path, "web-access", "104201")[1]["password"] != given["password"]
    demo = ("--demo", "--data", str(central_folder(tmp_path)))
    assert main.main(["central", "staff", "web-access", "104201", *demo]) == 0
    told = capsys.readouterr().out
    assert "█" in told
    assert "cannot be shown again" in told


def test_people_read_pin_qr_and_the_typed_secret(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    demo = ("--demo", "--data", str(central_folder(tmp_path)))
    arguments = ["add", "104201", "--name", "Lê Thị Thử", "--role", "technician", "--every-office"]
    assert main.main(["central", "staff", *arguments, *demo]) == 0
    told = capsys.readouterr().out
    assert "PIN" in told
    assert "█" in told
    assert "cannot be shown again" in told
    assert main.main(["central", "staff", "list", *demo]) == 0
    assert capsys.readouterr().out.split() == [
        "104201",
        "technician",
        "every",
        "office",
        "holds",
        "Lê",
        "Thị",
        "Thử",
    ]


def test_an_officer_gets_a_code_of_its_own_for_central(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    who = ("104201", "--name", "Trần Văn Mẫu", "--role", "officer", "--office-id", "00100")
    _, made = central(capsys, tmp_path, "add", *who)
    code, told = central(capsys, tmp_path, "vouch-code", "104201")
    assert code == 0
    assert pyotp.parse_uri(told["uri"]).secret == told["vouch_secret"] != made["code_secret"]
    code, told = central(capsys, tmp_path, "vouch-code", "999999")
    assert (code, told["error"]["code"]) == (1, "account_unknown")
