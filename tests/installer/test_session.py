"""What surrounds the kiosk on its machine: nobody signs in beside it, nothing of memory reaches a disk."""

from __future__ import annotations

import configparser
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from central.settings import load_settings as load_central_settings
from installer.debian.contents import INSTALLER
from kiosk.service.host import STICKS
from kiosk.settings import Mode, load_settings

SESSION, CENTRAL = INSTALLER / "session", INSTALLER / "central"
UNIT = (SESSION / "bhxh-kiosk.service").read_text("utf-8")


def settings_of(name: str) -> dict[str, str]:
    """Of a file of ``key = value`` lines, with or without sections; keys as written."""
    parser = configparser.ConfigParser(interpolation=None, strict=True)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    text = (SESSION / name).read_text("utf-8")
    parser.read_string(text if re.search(r"^\[", text, re.MULTILINE) else f"[all]\n{text}")
    return {key: value for section in parser.sections() for key, value in parser[section].items()}


def of_unit(key: str) -> list[str]:
    return re.findall(rf"^{key}=(.*)$", UNIT, re.MULTILINE)


def test_a_frozen_kiosk_stands_again_within_ten_seconds() -> None:
    """With four seconds for the start, which `bench` measures."""
    assert of_unit("Type") == ["notify"]
    assert of_unit("NotifyAccess") == ["all"]  # the kiosk is a child of the compositor
    assert of_unit("WatchdogSignal") == ["SIGKILL"]
    (bites,), (pause,) = of_unit("WatchdogSec"), of_unit("RestartSec")
    assert int(bites) + int(pause) + 4 <= 10
    assert of_unit("Restart") == ["always"]
    assert of_unit("StartLimitIntervalSec") == ["0"]
    # Each start is counted, as root and by what is no part of the version; while it fails nothing starts.
    assert of_unit("ExecStartPre") == ["+/usr/sbin/bhxh-kiosk update before-start"]


def test_keys_and_memory_of_the_kernel_are_closed() -> None:
    kernel = settings_of("sysctl.conf")
    assert kernel["kernel.sysrq"] == "0"
    assert kernel["kernel.core_pattern"] == "|/bin/false"
    assert kernel["fs.suid_dumpable"] == "0"
    assert settings_of("coredump.conf") == {"Storage": "none", "ProcessSizeMax": "0"}
    assert of_unit("MemorySwapMax") == of_unit("LimitCORE") == ["0"]


def test_no_prompt_beside_the_kiosk_and_the_screen_stays_on() -> None:
    logind = settings_of("logind.conf")
    assert logind["NAutoVTs"] == logind["ReserveVT"] == "0"
    assert logind["IdleAction"] == "ignore"
    assert set(settings_of("sleep.conf").values()) == {"no"}
    assert settings_of("no-console.conf") == {"ConditionPathExists": "/etc/bhxh-kiosk/console"}
    assert "-s" not in of_unit("ExecStart")[0].split("--")[0]  # cage(1): -s lets keys switch terminals


def test_its_user_has_no_password_and_no_shell() -> None:
    user = (SESSION / "sysusers.conf").read_text("utf-8")
    assert "/usr/sbin/nologin" in user
    assert of_unit("User") == ["bhxh-kiosk"]


def test_its_processes_stay_in_its_unit() -> None:
    """PAM would move them into a scope of logind's, where no notice of theirs is heard."""
    assert of_unit("PAMName") == []
    (wanted,), after = of_unit("Wants"), " ".join(of_unit("After"))
    assert "seatd.service" in wanted.split()
    assert "seatd.service" in after.split()
    (runtime,) = of_unit("RuntimeDirectory")
    (session,) = (line for line in of_unit("Environment") if "XDG_RUNTIME_DIR" in line)
    assert f"XDG_RUNTIME_DIR=/run/{runtime}" in session.split()
    assert "LIBSEAT_BACKEND=seatd" in session.split()
    # seatd's socket is for this group, and the profile knows socket and folder.
    assert "m bhxh-kiosk video" in (SESSION / "sysusers.conf").read_text("utf-8")
    profile = (SESSION / "apparmor").read_text("utf-8")
    assert "/run/seatd.sock rw," in profile
    assert f"owner /run/{runtime}/** rwk," in profile


def test_the_kiosk_ends_before_its_compositor() -> None:
    """Which, told to end, tears the screen away from under the kiosk."""
    (start,), (stop,) = of_unit("ExecStart"), of_unit("ExecStop")
    (runtime,) = of_unit("RuntimeDirectory")
    assert f"echo $$$$ >/run/{runtime}/pid; exec /opt/bhxh-kiosk/current/bhxh-kiosk run" in start
    assert f"read -r kiosk </run/{runtime}/pid && kill $$kiosk" in stop


def test_no_keyboard_switches_the_machine_off() -> None:
    rule = (SESSION / "power-key.rules").read_text("utf-8")
    assert 'ENV{ID_INPUT_KEYBOARD}=="1", TAG-="power-switch"' in rule


def test_a_tpm_is_used_where_there_is_one() -> None:
    """systemd loads these by name; where they are missing it seals to the host alone and says nothing."""
    control = (INSTALLER / "debian" / "kiosk" / "control").read_text("utf-8")
    (depends,) = re.findall(r"^Depends: (.*)$", control, re.MULTILINE)
    assert {"libtss2-esys-3.0.2-0", "libtss2-rc0", "seatd"} <= set(depends.split(", "))
    assert "--with-key=auto" not in (INSTALLER / "debian" / "kiosk" / "command").read_text("utf-8")


def test_the_kiosk_may_restart_its_machine_and_no_more() -> None:
    """What polkit is told of the kiosk's user, and that nobody else gains by it."""
    rules = (SESSION / "polkit.rules").read_text("utf-8")
    allowed = re.findall(r'"(org\.[a-z0-9.-]+)"', rules)
    logind = {each.removeprefix("org.freedesktop.login1.") for each in allowed if ".login1." in each}
    assert logind == {
        *("reboot", "reboot-multiple-sessions", "power-off", "power-off-multiple-sessions"),
    }
    assert rules.count("polkit.addRule") == rules.count('subject.user == "bhxh-kiosk"') == 2
    assert rules.count("{") == rules.count("}")


def test_a_stick_runs_nothing_and_is_the_kiosks_alone() -> None:
    (rule,) = re.findall(r"^ACTION.*$", (SESSION / "stick.rules").read_text("utf-8"), re.MULTILINE)
    for option in ("nosuid", "nodev", "noexec", "uid=bhxh-kiosk", "umask=0077"):
        assert option in rule
    assert f" {STICKS}/%k" in rule
    assert f"d {STICKS} 0755 root root -" in (SESSION / "tmpfiles.conf").read_text("utf-8")


@pytest.mark.skipif(shutil.which("systemd-sysusers") is None, reason="systemd-sysusers is not installed")
def test_systemd_makes_user_and_folder(tmp_path: Path) -> None:
    for kind, file in (("sysusers", SESSION / "sysusers.conf"), ("sysusers", CENTRAL / "sysusers.conf")):
        command = (f"systemd-{kind}", "--dry-run", f"--root={tmp_path}", str(file))
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if "unrecognized option" in done.stderr:
            pytest.skip("this one cannot try without doing")
        assert done.returncode == 0, done.stderr


@pytest.mark.skipif(shutil.which("apparmor_parser") is None, reason="apparmor_parser is not installed")
def test_the_profile_is_one() -> None:
    command = ("apparmor_parser", "--skip-kernel-load", "--skip-cache", str(SESSION / "apparmor"))
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert of_unit("AppArmorProfile") == ["-bhxh-kiosk"]


def test_example_settings_are_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    kiosk = load_settings(SESSION / "kiosk.toml")
    assert kiosk.mode is Mode.PRODUCTION
    assert kiosk.face.camera.startswith("/dev/bhxh-kiosk/")
    central = load_central_settings({}, CENTRAL / "central.toml")
    assert not central.demo
    postgresql = (CENTRAL / "postgresql.conf").read_text("utf-8")
    (connections,) = re.findall(r"^max_connections = (\d+)$", postgresql, re.MULTILINE)
    assert int(connections) > 24 * (central.workers + 1)
    nginx = (CENTRAL / "nginx.conf").read_text("utf-8")
    assert f"server 127.0.0.1:{central.port};" in nginx
