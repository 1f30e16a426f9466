"""The machine under the kiosk: how it is asked, what a refusal comes to, which stick is found."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import pytest

from kiosk.errors import KnownError
from kiosk.service.host import DebianHost, NoHost, Power


class _Run:
    """In the place of `subprocess.run`."""

    def __init__(self, code: int = 0, said: bytes = b"") -> None:
        self.code, self.said = code, said
        self.asked: list[list[str]] = []

    def __call__(self, command: list[str], **_named: Any) -> subprocess.CompletedProcess[bytes]:
        self.asked.append([Path(command[0]).name, *command[1:]])
        return subprocess.CompletedProcess(command, self.code, self.said, b"")


@pytest.fixture(autouse=True)
def _programs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}")


@pytest.mark.parametrize(("what", "word"), [(Power.MACHINE, "reboot"), (Power.OFF, "poweroff")])
def test_the_machine_is_asked_without_a_word_to_anybody_else(tmp_path: Path, what: Power, word: str) -> None:
    run = _Run()
    DebianHost(tmp_path, run).power(what)
    assert run.asked == [["systemctl", "--no-ask-password", "--no-wall", word]]


def test_a_refusal_is_told(tmp_path: Path) -> None:
    for ask in (DebianHost(tmp_path, _Run(1)).power, NoHost().power):
        with pytest.raises(KnownError) as raised:
            ask(Power.OFF)
        assert raised.value.code == "power_refused"
    with pytest.raises(KnownError) as raised:
        DebianHost(tmp_path, _Run(1)).log()
    assert raised.value.code == "log_unreadable"


def test_only_the_kiosks_own_log_is_read(tmp_path: Path) -> None:
    run = _Run(said="khởi động\n".encode())
    assert DebianHost(tmp_path, run).log() == "khởi động\n"
    assert "--unit=bhxh-kiosk.service" in run.asked[0]


def test_a_folder_without_a_stick_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert DebianHost(tmp_path / "none").find_stick() is None
    (tmp_path / "sdb1").mkdir()
    assert DebianHost(tmp_path).find_stick() is None
    monkeypatch.setattr("os.path.ismount", lambda path: path == tmp_path / "sdb1")
    assert DebianHost(tmp_path).find_stick() == tmp_path / "sdb1"
    assert NoHost().find_stick() is None
