"""``main.py unsent`` ends with 0 only when central has everything: a purge deletes on its word."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest

from central.embedded import EmbeddedCentral
from kiosk.clock import SystemClock
from kiosk.ledger import open_ledger
from kiosk.settings import load_settings
from kiosk.sync.enrolment import enrol
from tests.commands.run_main import run_main
from tests.patience import PATIENCE
from tests.ready_made import central_folder
from tests.sync_parts import sample_act


@pytest.fixture
def central(tmp_path: Path) -> Iterator[EmbeddedCentral]:
    server = EmbeddedCentral(central_folder(tmp_path / "central"))
    server.start()
    yield server
    server.stop()


def settings_file(folder: Path, central_url: str = "http://127.0.0.1:9") -> Path:
    file = folder / "kiosk.toml"
    text = f'mode = "development"\ndata_folder = "{folder}/data"\n[central]\nurl = "{central_url}"\n'
    file.write_text(text, "utf-8")
    return file


def unsent(file: Path) -> tuple[int, str]:
    done = run_main("unsent", "--settings", str(file))
    return done.returncode, done.stdout + done.stderr


def test_an_act_is_unsent_until_central_has_signed_for_it(tmp_path: Path, central: EmbeddedCentral) -> None:
    file = settings_file(tmp_path, central.url)
    assert unsent(file) == (0, "Nothing was ever recorded on this kiosk.\n")
    ledger = open_ledger(load_settings(file), SystemClock())
    enrol(ledger.central, ledger.credentials, central.new_enrolment_code())
    ledger.recorder.record(sample_act())
    ledger.close()
    assert unsent(file) == (1, "Not to be deleted: 1 acts wait for central.\n")
    ledger = open_ledger(load_settings(file), SystemClock())
    sent = Event()
    ledger.sync.listen(lambda _status: None, lambda _act_id, _case: sent.set())
    ledger.sync.start()
    assert sent.wait(PATIENCE)
    ledger.close()
    assert unsent(file) == (0, "Central has everything that was recorded on this kiosk.\n")


def test_what_cannot_be_opened_counts_as_unsent(tmp_path: Path) -> None:
    data = tmp_path / "data"
    file = settings_file(tmp_path)
    data.mkdir()
    (data / "attachments").mkdir()
    assert unsent(file)[0] == 1
    assert not (data / "kiosk.db").exists()
    (data / "kiosk.db").write_bytes(b"no database of ours" * 300)
    code, said = unsent(file)
    assert code == 1
    assert "cannot be opened" in said
    (data / "kiosk.db.damaged-1").touch()
    assert unsent(file)[0] == 1
