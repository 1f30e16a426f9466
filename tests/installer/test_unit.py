"""The shipped service units: sound, hardened, and of one mind with documents and code."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from kiosk.clock import SystemClock
from kiosk.ledger import open_ledger
from kiosk.settings import load_settings
from local_db.keys import DEFAULT_CREDENTIAL, DatabaseKey

ROOT = Path(__file__).parents[2]
UNIT = ROOT / "installer" / "session" / "bhxh-kiosk.service"
CENTRAL_UNIT = ROOT / "installer" / "central" / "bhxh-central.service"
UPDATE, TIMER = (UNIT.with_name(f"bhxh-kiosk-update.{kind}") for kind in ("service", "timer"))
MOST_EXPOSED = 35  # tenths, as systemd counts: 0 is safe, 100 is not
ANALYZE = shutil.which("systemd-analyze") or ""
_LOADED = re.compile(r"^LoadCredentialEncrypted=(?P<name>[^:\n]+):(?P<file>\S+)$", re.MULTILINE)


def test_unit_documents_and_code_call_the_credential_the_same() -> None:
    (loaded,) = _LOADED.finditer(UNIT.read_text("utf-8"))
    told = (ROOT / "docs" / "operations.md").read_text("utf-8")
    command = (ROOT / "installer" / "debian" / "kiosk" / "command").read_text("utf-8")
    (encrypted,) = re.finditer(r'systemd-creds encrypt .*--name=(?P<name>\S+) - "\$sealed\.new"', command)
    assert loaded["name"] == encrypted["name"] == DEFAULT_CREDENTIAL
    assert f"`{loaded['file']}`" in told
    assert f"sealed={loaded['file']}\n" in command
    assert f"--name={DEFAULT_CREDENTIAL} " in command


def test_a_production_kiosk_opens_with_what_the_unit_hands_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (loaded,) = _LOADED.finditer(UNIT.read_text("utf-8"))
    credentials = tmp_path / "credentials"
    credentials.mkdir()
    (credentials / loaded["name"]).write_bytes(DatabaseKey.generate().raw)
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(credentials))
    settings = load_settings(tmp_path / "none.toml", mode="production", data_folder=tmp_path / "data")
    ledger = open_ledger(settings, SystemClock())
    ledger.database.check_integrity()
    ledger.close()


def test_it_writes_where_the_settings_keep_the_data_and_leaves_no_core() -> None:
    unit = UNIT.read_text("utf-8")
    state = re.search(r"^StateDirectory=(\S+)$", unit, re.MULTILINE)
    assert state is not None
    assert load_settings(Path("/none.toml")).data_folder == Path("/var/lib") / state[1]
    assert "\nLimitCORE=0\n" in unit
    assert "ProcSubset=pid" not in unit  # hides /proc/sys, where the boot is told apart


@pytest.mark.skipif(not ANALYZE, reason="systemd-analyze is not installed")
@pytest.mark.parametrize("shipped", [UNIT, CENTRAL_UNIT, UPDATE, TIMER], ids=lambda unit: unit.name)
def test_systemd_finds_nothing_wrong_with_it(shipped: Path, tmp_path: Path) -> None:
    unit = shipped.read_text("utf-8")
    # Where it is installed these exist.
    unit = re.sub(r"^(ExecStart(?:Pre)?)=.*$", r"\1=/bin/true", unit, flags=re.MULTILINE)
    copy = tmp_path / shipped.name
    copy.write_text(re.sub(r"^Alias=.*$", "", unit, flags=re.MULTILINE), "utf-8")
    done = subprocess.run(
        [ANALYZE, "verify", "--man=no", str(copy)], capture_output=True, text=True, check=False
    )
    about_it = [line for line in done.stderr.splitlines() if shipped.name in line]
    assert about_it == []


@pytest.mark.skipif(not ANALYZE, reason="systemd-analyze is not installed")
@pytest.mark.parametrize("shipped", [UNIT, CENTRAL_UNIT], ids=lambda unit: unit.name)
def test_it_is_little_exposed(shipped: Path) -> None:
    done = subprocess.run(
        [ANALYZE, "security", "--offline=true", "--no-pager", f"--threshold={MOST_EXPOSED}", str(shipped)],
        capture_output=True,
        text=True,
        check=False,
    )
    if "unrecognized option" in done.stderr:
        pytest.skip("this systemd-analyze cannot judge a unit offline")
    assert done.returncode == 0, done.stdout[-200:]
