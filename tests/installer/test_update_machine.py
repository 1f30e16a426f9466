"""The updater on files as they lie on a machine: its folders, locks and copies; programs of a few lines."""

from __future__ import annotations

import json
import os
import re
import stat
from pathlib import Path
from typing import Any

import pytest

from central.pages.labels import labels
from installer.updating import __main__ as command_line
from installer.updating.machine import KioskMachine
from installer.updating.state import Outcome, StateFile
from installer.updating.updater import UpdateError
from kiosk.last_update import LastUpdate, UserAgent, find_last_update
from kiosk.version import VERSION
from kiosk.visit_mark import VisitMark

OLD, NEW = "0.1.0", "0.2.0"
FOUND = {"acts": 1, "faults": [], "wanted": None, "window_open": True}
CALL = 'exec "{versions}/$BHXH_KIOSK_VERSION/bhxh-kiosk" "$@"'


class Fake:
    """A machine in a folder. A version is what its program says and does when it is asked."""

    def __init__(self, root: Path) -> None:
        root.mkdir()
        call = self._script(root / "call", CALL.format(versions=root / "opt" / "bhxh-kiosk"))
        self.machine = KioskMachine(root, (str(call),))
        for folder in (self.machine.versions, self.machine.data):
            folder.mkdir(parents=True)
        self.database.write_bytes(b"sealed pages")
        self.log.write_bytes(b"newest pages")
        self.note.write_bytes(b"ends at 7")
        self.stand(OLD)
        self.machine.point(OLD)

    @property
    def database(self) -> Path:
        return self.machine.data / "kiosk.db"

    @property
    def note(self) -> Path:
        return self.machine.data / "kiosk.db.audit-head"

    @property
    def log(self) -> Path:
        return self.machine.data / "kiosk.db-wal"

    def stand(self, version: str, *, does: str = "", self_test: int = 0, **says: Any) -> None:
        """``does``: to the database when it is asked how that stands."""
        told = json.dumps({**FOUND, **says})
        folder = self.machine.versions / version
        folder.mkdir(exist_ok=True)
        asked = (
            f"[ $1 = ready-for-update ] || exit {self_test}\ncd {self.machine.data}\n{does}\necho '{told}'"
        )
        self._script(folder / "bhxh-kiosk", asked)

    def update(self, *arguments: str) -> int:
        return command_line.main(list(arguments), self.machine)

    @staticmethod
    def _script(path: Path, content: str) -> Path:
        path.write_text(f"#!/bin/sh\n{content}\n", "utf-8")
        path.chmod(0o755)
        return path


@pytest.fixture
def fake(tmp_path: Path) -> Fake:
    return Fake(tmp_path / "root")


def outcome(fake: Fake) -> LastUpdate | None:
    return find_last_update(fake.machine.folder / "state.json")


def test_the_newest_that_stands_is_taken_by_one_step(fake: Fake, capsys: pytest.CaptureFixture[str]) -> None:
    fake.stand(NEW, does="echo migrated > kiosk.db; rm -f kiosk.db-wal")
    assert fake.update("apply") == 0
    assert os.readlink(fake.machine.versions / "current") == NEW
    assert outcome(fake) == LastUpdate(NEW, "trial")
    assert fake.update("apply") == 1  # nothing stands that is newer
    assert fake.update("confirm", "--after", "0") == 0
    assert outcome(fake) == LastUpdate(NEW, "done")
    assert not (fake.machine.folder / "backup").exists()
    assert fake.update("apply") == 1
    assert "nothing_newer" in capsys.readouterr().err


def test_a_version_that_spoils_the_database_leaves_it_as_it_was(fake: Fake) -> None:
    fake.stand(
        NEW,
        does="echo spoilt | tee kiosk.db > kiosk.db.audit-head; rm kiosk.db-wal; touch kiosk.db-shm",
        acts=0,
    )
    assert fake.update("apply") == 1
    assert fake.machine.current() == OLD
    assert fake.database.read_bytes() == b"sealed pages"
    assert fake.log.read_bytes() == b"newest pages"
    assert fake.note.read_bytes() == b"ends at 7"
    assert sorted(path.name for path in fake.machine.data.glob("kiosk.db*")) == [
        "kiosk.db",
        "kiosk.db-wal",
        "kiosk.db.audit-head",
        "kiosk.db.lock",
    ]
    assert outcome(fake) == LastUpdate(NEW, "refused")


def test_it_fails_its_own_test_or_says_nothing(fake: Fake) -> None:
    fake.stand(NEW, self_test=1)
    assert fake.update("apply") == 1
    fake.stand(NEW, does="exit 3")
    assert fake.update("apply") == 1
    assert outcome(fake) == LastUpdate(NEW, "refused")
    assert fake.machine.current() == OLD


def test_three_starts_that_were_never_good_go_back(fake: Fake, capsys: pytest.CaptureFixture[str]) -> None:
    fake.stand(NEW)
    fake.update("apply")
    for _ in range(3):
        assert fake.update("before-start") == 0
        assert fake.machine.current() == NEW
    fake.log.write_bytes(b"an act of the newer version")
    assert fake.update("before-start") == 0
    assert fake.machine.current() == OLD
    assert fake.log.read_bytes() == b"an act of the newer version"
    capsys.readouterr()
    fake.update("status")
    told = json.loads(capsys.readouterr().out)
    assert (told["runs"], told["stand"], told["not_again"]) == (OLD, [OLD, NEW], [NEW])
    assert (told["last"]["outcome"], told["last"]["why"]) == ("rolled-back", "starts")


def test_no_start_while_the_database_cannot_be_put_back(fake: Fake) -> None:
    """Cut off while the newer version migrated, and the copy is not to be read: acts wait, none is risked."""
    fake.stand(NEW, does="kill -9 $PPID")  # the updater with it, as a power cut would
    fake.machine.folder.mkdir()
    fake.machine.back_up()
    state = '{"pending": {"before": "0.1.0", "after": "0.2.0", "switching": false, "starts": []},'
    state += ' "last": null, "former": null, "failed": [], "fetched_at": 0}'
    (fake.machine.folder / "state.json").write_text(state, "utf-8")
    fake.database.write_bytes(b"half")
    kept = fake.machine.folder / "backup"
    kept.rename(kept.with_name("elsewhere"))
    assert fake.update("before-start") == 1
    kept.with_name("elsewhere").rename(kept)
    assert fake.update("before-start") == 0
    assert fake.database.read_bytes() == b"sealed pages"
    assert outcome(fake) == LastUpdate(NEW, "interrupted")


def test_the_kiosk_may_read_how_it_came_out_and_nobody_the_copy(fake: Fake) -> None:
    """Also where the unit, which keeps all that the kiosk writes to itself, called first."""
    before = os.umask(0o077)
    try:
        fake.update("before-start")
        fake.stand(NEW)
        fake.update("apply")
    finally:
        os.umask(before)
    folder = fake.machine.folder
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (folder, *folder.iterdir())}
    assert modes == {folder.name: 0o755, "state.json": 0o644, "backup": 0o700, "changing.lock": 0o600}


def test_a_state_that_cannot_be_read_keeps_no_kiosk_from_starting(fake: Fake) -> None:
    fake.machine.folder.mkdir()
    (fake.machine.folder / "state.json").write_bytes(b"\0" * 20)
    assert fake.update("before-start") == 0


def test_not_in_a_visit(fake: Fake, capsys: pytest.CaptureFixture[str]) -> None:
    fake.stand(NEW)
    mark = VisitMark(fake.machine.data)
    mark.set()
    assert fake.update("apply") == 1
    assert "in_visit" in capsys.readouterr().err
    assert fake.machine.current() == OLD
    mark.clear()
    assert fake.update("apply") == 0


def test_by_itself_it_waits_until_who_is_here_has_left(fake: Fake) -> None:
    for version in (OLD, NEW):
        fake.stand(version, wanted=NEW)
    mark = VisitMark(fake.machine.data)
    mark.set()
    assert fake.update("by-itself") == 0
    assert (fake.machine.current(), outcome(fake)) == (OLD, None)
    mark.clear()
    assert fake.update("by-itself") == 0
    assert fake.machine.current() == NEW


def test_a_visit_that_begins_while_the_kiosk_goes_down_is_not_held_up(fake: Fake) -> None:
    mark = VisitMark(fake.machine.data)
    with fake.machine.nobody_here():
        mark.set()
        mark.clear()
    VisitMark(fake.machine.data / "none").set()  # nor where there is no folder yet


def test_not_with_a_broken_outbox(fake: Fake, capsys: pytest.CaptureFixture[str]) -> None:
    fake.stand(OLD, faults=["2 acts are lost or damaged"])
    fake.stand(NEW)
    assert fake.update("apply") == 1
    assert "2 acts are lost" in capsys.readouterr().err


def test_no_link_is_followed_out_of_the_data_folder(fake: Fake, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_bytes(b"of root")
    fake.database.unlink()
    fake.database.symlink_to(secret)
    fake.machine.folder.mkdir()
    with pytest.raises(OSError, match="symbolic"):
        fake.machine.back_up()
    fake.database.unlink()
    (fake.machine.data / "visit.lock").symlink_to(secret)
    with pytest.raises(OSError, match="symbolic"), fake.machine.nobody_here():
        pass


def test_a_disk_without_room_for_the_copy_changes_nothing(
    fake: Fake, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake.stand(NEW)
    monkeypatch.setattr("installer.updating.machine._SPARE_BYTES", 1 << 60)
    assert fake.update("apply") == 1
    assert outcome(fake) is None
    assert fake.database.read_bytes() == b"sealed pages"


@pytest.mark.parametrize(
    ("says", "runs"),
    [
        ({"wanted": NEW}, NEW),
        ({"wanted": NEW, "window_open": False}, OLD),
        ({"wanted": None}, OLD),
        ({"wanted": OLD}, OLD),
    ],
)
def test_by_itself_only_what_central_wants_in_its_window(fake: Fake, says: dict[str, Any], runs: str) -> None:
    fake.stand(OLD, **says)
    fake.stand(NEW, **says)
    assert fake.update("by-itself") == 0
    assert fake.machine.current() == runs


def test_by_itself_not_twice_what_did_not_pass_and_back_where_central_wants_it(fake: Fake) -> None:
    fake.stand(OLD, wanted=NEW)
    fake.stand(NEW, self_test=1)
    assert fake.update("by-itself") == 1
    assert fake.update("by-itself") == 0
    fake.stand(NEW, wanted=OLD)
    assert fake.update("apply") == 0  # whoever is there may
    assert fake.update("confirm") == 0
    assert fake.update("by-itself") == 0
    assert fake.machine.current() == OLD


def test_by_itself_one_is_fetched_a_few_times_a_day(
    fake: Fake, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    fake.stand(OLD, wanted=NEW)
    tried: list[str] = []

    def bring(_self: object, _source: object, version: str) -> str:
        tried.append(version)
        raise UpdateError("package_altered", "It is not what was signed.")

    monkeypatch.setattr(command_line._Command, "_bring", bring)
    assert fake.update("by-itself") == 0
    assert "names no repository" in capsys.readouterr().out
    settings = fake.machine.data / "update.toml"
    settings.write_text('repository = "https://packages.example.vn/kiosk"', "utf-8")
    monkeypatch.setattr(command_line, "REPOSITORY_FILE", settings)
    assert fake.update("by-itself") == 1
    assert outcome(fake) == LastUpdate(NEW, "refused")
    assert fake.update("by-itself") == 0
    assert tried == [NEW]
    fake.stand(OLD, wanted="0.0.1")  # older: apt would fetch it and refuse
    (fake.machine.folder / "state.json").unlink()
    assert fake.update("by-itself") == 0
    assert tried == [NEW]


def test_older_versions_go_when_one_counts_as_good(fake: Fake) -> None:
    fake.stand("0.0.9")
    (fake.machine.versions / ".0.0.8.gone" / "half").mkdir(parents=True)
    fake.stand(NEW)
    fake.update("apply")
    fake.update("confirm")
    assert sorted(path.name for path in fake.machine.versions.iterdir()) == [OLD, NEW, "current"]
    assert fake.update("roll-back") == 0
    assert fake.machine.current() == OLD
    assert fake.update("roll-back") == 1


def test_one_at_a_time(fake: Fake, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("installer.updating.machine._LOCK_SECONDS", 0.0)
    with fake.machine.changing(), pytest.raises(UpdateError, match="Another"), fake.machine.changing(0.0):
        pass


def test_what_central_is_told_follows_the_file(fake: Fake) -> None:
    agent = UserAgent(fake.machine.folder / "state.json")
    assert str(agent) == f"bhxh-kiosk/{VERSION}"
    fake.stand(NEW)
    fake.update("apply")
    assert str(agent) == f"bhxh-kiosk/{VERSION} (update {NEW} trial)"
    StateFile(fake.machine.folder / "state.json").save(StateFile(Path("none")).load())
    assert str(agent) == f"bhxh-kiosk/{VERSION}"


def test_the_page_for_technicians_names_every_outcome_and_code() -> None:
    root = Path(command_line.__file__).parent
    source = "".join(file.read_text("utf-8") for file in root.glob("*.py"))
    codes = set(re.findall(r'UpdateError\(\s*"([a-z_]+)"', source)) | set(
        re.findall(r'_OF_\w+,\s*"([a-z_]+)"', source)
    )
    told = (root.parents[1] / "docs" / "operations.md").read_text("utf-8")
    assert {code for code in codes if f"`{code}`" not in told} == set()
    assert {outcome for outcome in Outcome if f"| `{outcome}` |" not in told} == set()
    assert labels()["update_outcome"].keys() == set(Outcome)
