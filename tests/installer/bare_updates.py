"""Versions after that of the package, in the bare system: with a migration, not starting, altered.

They are the package itself with another number and a few lines changed. An act waits in the outbox meanwhile.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from installer.repository import make_repository
from kiosk.version import VERSION
from tests.installer.bare import AS_KIOSK, BareSystem, StepError, find, step

MIGRATED, BROKEN = "9.0.1", "9.0.2"
_STICK = "/srv/stick"
_REVISION = "9999"
_MIGRATION = """
import sqlalchemy as sa
from alembic import op

revision, down_revision, branch_labels, depends_on = "9999", "{head}", None, None


def upgrade():
    op.create_table("trial", sa.Column("note", sa.Text, primary_key=True))
    op.add_column("stream", sa.Column("note", sa.Text))
"""


def try_updates(system: BareSystem, file: Path, try_session: Callable[[BareSystem], None]) -> None:
    """The kiosk is installed and set up, and one act waits."""
    stick = system.folder / _STICK[1:]
    with (
        step("pack two versions more, and sign a repository of them"),
        tempfile.TemporaryDirectory(dir=file.parent) as name,
        _signing_key(system) as key,
    ):
        make_repository(stick, _next_versions(file, Path(name)), key)
    _refuse_what_was_altered(system, stick)
    with step("update with a migration: fetch, install, self-test, copy, migrate, switch"):
        told = system.run("bhxh-kiosk", "update", "apply", _STICK, "--version", MIGRATED)
    print(f"           {told.splitlines()[-1]}", flush=True)
    _runs(system, MIGRATED, "trial")
    system.run("bhxh-kiosk", "update", "before-start")
    try_session(system)
    system.run("bhxh-kiosk", "update", "confirm")
    _runs(system, MIGRATED, "done")
    with step("update to a version that does not start"):
        system.run("bhxh-kiosk", "update", "apply", _STICK, "--version", BROKEN)
    for _ in range(3):
        system.run("bhxh-kiosk", "update", "before-start")
        system.run(*AS_KIOSK, "/opt/bhxh-kiosk/current/bhxh-kiosk", "run", ends_with=3)
        _points_to(system, BROKEN)
    with step("the fourth start takes it back"):
        system.run("bhxh-kiosk", "update", "before-start")
    _runs(system, MIGRATED, "rolled-back")
    with step("back by hand, to the version before the migration"):
        system.run("bhxh-kiosk", "update", "roll-back")
    _runs(system, VERSION, "rolled-back")


@contextmanager
def _signing_key(system: BareSystem) -> Iterator[str]:
    """A key of gpg that the machine trusts; the agent's socket wants a short path."""
    name, home = "release@example.vn", tempfile.mkdtemp(prefix="bhxh-gpg-")
    os.environ["GNUPGHOME"] = home
    try:
        gpg = (find("gpg"), "--batch", "--quiet")
        made = (*gpg, "--passphrase", "", "--quick-generate-key", name, "ed25519", "sign")
        subprocess.run(made, check=True, capture_output=True)
        told = subprocess.run((*gpg, "--armor", "--export", name), check=True, capture_output=True).stdout
        (system.folder / "etc" / "bhxh-kiosk" / "release-key.asc").write_bytes(told)
        yield name
    finally:
        subprocess.run((find("gpgconf"), "--kill", "all"), check=True)
        del os.environ["GNUPGHOME"]
        shutil.rmtree(home)


def _next_versions(file: Path, folder: Path) -> list[Path]:
    tree = folder / "tree"
    subprocess.run((find("dpkg-deb"), "--raw-extract", file, tree), check=True)
    home = _rename(tree, VERSION, MIGRATED)
    head = (home / "local_db" / "migrate.py").read_text("utf-8").split('HEAD = "', 1)[1][:4]
    script = home / "local_db" / "migrations" / "versions" / f"{_REVISION}_a_trial.py"
    script.write_text(_MIGRATION.format(head=head), "utf-8")
    _edit(home / "local_db" / "migrate.py", f'HEAD = "{head}"', f'HEAD = "{_REVISION}"')
    made = [_pack(tree, MIGRATED, folder)]
    home = _rename(tree, MIGRATED, BROKEN)
    _edit(home / "commands" / "run.py", "    prepare_environment()\n", "    return 3\n")
    return [*made, _pack(tree, BROKEN, folder)]


def _rename(tree: Path, before: str, after: str) -> Path:
    delivered = tree / "opt" / "bhxh-kiosk" / "delivered"
    home = (delivered / before).rename(delivered / after)
    _edit(home / "kiosk" / "version.py", f'"{before}"', f'"{after}"')
    _edit(tree / "DEBIAN" / "control", f"Version: {before}", f"Version: {after}")
    _edit(tree / "DEBIAN" / "postinst", before, after)
    (tree / "DEBIAN" / "md5sums").unlink(missing_ok=True)
    return home


def _edit(file: Path, before: str, after: str) -> None:
    """And forget what was compiled of it: that is not looked at again."""
    text = file.read_text("utf-8")
    if before not in text:
        raise StepError(f"{file.name} has no {before!r}")
    file.write_text(text.replace(before, after), "utf-8")
    for compiled in (file.parent / "__pycache__").glob(f"{file.stem}.*.pyc"):
        compiled.unlink()


def _pack(tree: Path, version: str, folder: Path) -> Path:
    file = folder / f"bhxh-kiosk_{version}_amd64.deb"
    command = (find("dpkg-deb"), "--root-owner-group", "-Zzstd", "-z1", "--build", tree, file)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return file


def _refuse_what_was_altered(system: BareSystem, stick: Path) -> None:
    with step("an altered repository is refused, and an altered package"):
        (package,) = (stick / "pool").glob(f"*_{MIGRATED}_*")
        for file, code in (
            (stick / "dists" / "stable" / "InRelease", "signature_wrong"),
            (package, "package_altered"),
        ):
            place = file.stat().st_size // 2
            with file.open("r+b") as content:
                content.seek(place)
                (byte,) = content.read(1)
                content.seek(place)
                content.write(bytes([byte ^ 1]))
            told = system.run("bhxh-kiosk", "update", "apply", _STICK, "--version", MIGRATED, ends_with=1)
            with file.open("r+b") as content:
                content.seek(place)
                content.write(bytes([byte]))
            if code not in told:
                raise StepError(f"what was altered is not refused by {code}: {told}")
    _points_to(system, VERSION)
    if (system.folder / "opt" / "bhxh-kiosk" / MIGRATED).exists():
        raise StepError("what was altered stands on the machine")


def _points_to(system: BareSystem, version: str) -> None:
    if (found := system.run("readlink", "/opt/bhxh-kiosk/current").strip()) != version:
        raise StepError(f"current leads to {found} in the place of {version}")


def _runs(system: BareSystem, version: str, outcome: str) -> None:
    """It is in use, says what it is, and finds the act."""
    _points_to(system, version)
    told = json.loads(system.run("bhxh-kiosk", "ready-for-update"))
    if (told["version"], told["acts"], told["faults"]) != (version, 1, []):
        raise StepError(f"{version} finds {told}")
    last = json.loads(system.run("bhxh-kiosk", "update", "status"))["last"]
    if last is None or last["outcome"] != outcome:
        raise StepError(f"the update came out as {last} in the place of {outcome}")
