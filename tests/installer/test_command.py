"""`bhxh-kiosk` for technicians: the script itself, in a folder that stands for the machine."""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from installer.debian.contents import INSTALLER

SCRIPT = INSTALLER / "debian" / "kiosk" / "command"
# What the kiosk's program says and does here, by its first argument.
_PROGRAM = """#!/bin/sh
echo "$*" >>"$MACHINE/asked"
cat "$CREDENTIALS_DIRECTORY/database-key" >>"$MACHINE/keys"; echo >>"$MACHINE/keys"
if [ "$1" = retire ] && [ -e "$MACHINE/unsent" ]; then echo "unsent" >&2; exit 1; fi
while [ $# -gt 0 ]; do
    if [ "$1" = --write ]; then echo 'kiosk_id = "KIOSK-07"' >"$2"; fi
    shift
done
"""
_STUBS = {
    "id": "echo 0",
    "chown": "exit 0",
    "setpriv": 'while [ "${1#--}" != "$1" ]; do shift; done; exec "$@"',
    # Seals by copying; each key is another.
    "systemd-creds": """for last; do :; done
if [ "$1" = encrypt ]; then
    cat >/dev/null
    number=$(cat "$MACHINE/made")
    echo $((number + 1)) >"$MACHINE/made"
    echo "key-$number" >"$last"
else
    cp "$3" "$4"
fi""",
}


@dataclass(frozen=True)
class Machine:
    folder: Path

    def run(self, *arguments: str) -> int:
        command = ("/bin/sh", str(self.folder / "command"), *arguments)
        given = {"PATH": f"{self.folder}/bin:/usr/bin:/bin", "MACHINE": str(self.folder)}
        return subprocess.run(command, env=given, capture_output=True, check=False).returncode

    def lines(self, name: str) -> list[str]:
        return (self.folder / name).read_text("utf-8").split("\n")[:-1]

    @property
    def settings(self) -> Path:
        return self.folder / "etc/bhxh-kiosk/kiosk.toml"


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    for folder in (
        "bin",
        "etc/bhxh-kiosk",
        "run",
        "opt/bhxh-kiosk/current",
        "usr/share/doc/bhxh-kiosk/examples",
    ):
        (tmp_path / folder).mkdir(parents=True)
    for name, content in _STUBS.items():
        (tmp_path / "bin" / name).write_text(f"#!/bin/sh\n{content}\n", "utf-8")
        (tmp_path / "bin" / name).chmod(0o755)
    program = tmp_path / "opt/bhxh-kiosk/current/bhxh-kiosk"
    program.write_text(_PROGRAM, "utf-8")
    program.chmod(0o755)
    (tmp_path / "usr/share/doc/bhxh-kiosk/examples/kiosk.toml").write_text("# example\n", "utf-8")
    (tmp_path / "made").write_text("1\n", "utf-8")
    text = re.sub(
        r"(?<=[ =\"])/(etc|opt|run|usr)/(?=bhxh|share)", rf"{tmp_path}/\1/", SCRIPT.read_text("utf-8")
    )
    (tmp_path / "command").write_text(text, "utf-8")
    return Machine(tmp_path)


def test_one_command_makes_key_and_settings(machine: Machine) -> None:
    assert machine.run("provision", "--scan", "--panel", "27") == 0
    (asked,) = machine.lines("asked")
    assert asked.startswith("provision --scan --panel 27 --write ")
    assert machine.lines("keys") == ["key-1", ""]
    assert machine.settings.read_text("utf-8") == 'kiosk_id = "KIOSK-07"\n'
    assert machine.settings.stat().st_mode & 0o777 == 0o644
    assert machine.run("doctor") == 0
    assert machine.lines("asked")[-1] == "doctor"
    assert machine.lines("keys")[-2] == "key-1"
    assert list((machine.folder / "run").iterdir()) == []  # nothing of the key is left


def test_a_move_forgets_first_and_gets_a_new_key(machine: Machine) -> None:
    assert machine.run("provision", "--code", "AAAA") == 0
    assert not machine.settings.exists()  # by a code alone they are somebody's own
    assert machine.run("provision", "--move", "--ticket", "a b", "--panel", "27") == 0
    asked = [line.partition(" --write")[0] for line in machine.lines("asked")]
    assert asked == ["provision --code AAAA", "retire", "provision --ticket a b --panel 27"]
    assert machine.lines("keys")[::2] == ["key-1", "key-1", "key-2"]


def test_while_anything_is_unsent_key_and_settings_stay(machine: Machine) -> None:
    assert machine.run("provision", "--ticket", "a") == 0
    machine.settings.write_text("# ours\n", "utf-8")
    (machine.folder / "unsent").touch()
    assert machine.run("provision", "--ticket", "b", "--move") == 1
    assert machine.lines("asked")[-1] == "retire"
    assert machine.settings.read_text("utf-8") == "# ours\n"
    assert machine.run("doctor") == 0
    assert machine.lines("keys")[-2] == "key-1"
