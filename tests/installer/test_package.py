"""What `make test-package` shows at length, as far as it takes seconds: without the Python packages."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from installer.debian.__main__ import make_package
from installer.debian.contents import INSTALLER, PACKAGES, ROOT, folder_of, load_contents
from installer.debian.tree import cut
from installer.debian.wheels import REQUIREMENTS
from kiosk.version import VERSION
from tests.installer.reach import imported_from, modules_in

_SCRIPTS = ("postinst", "prerm", "postrm", "launcher", "command")
_BUILT_BY = ("python3-venv", "python3-dev", "gcc", "g++", "libc6-dev", "swig", "libpcsclite-dev")
_OF_X11 = ("libxkbcommon-x11-0", "libxcb-cursor0", "libxcb-icccm4", "libxcb-keysyms1", "libxcb-shape0")

has_dpkg = pytest.mark.skipif(shutil.which("dpkg-deb") is None, reason="dpkg-deb is not installed")


def make(folder: Path) -> Path:
    """The package of central with a part of its program; the same code makes the rest, and the kiosk's."""
    whole = load_contents("bhxh-central")
    part = whole.model_copy(update={"program": ("main.py", "kiosk/flow", "LICENSE")})
    return make_package("bhxh-central", folder, None, quick=True, contents=part)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory.mktemp("first"))


@has_dpkg
def test_two_builds_give_the_same_file(built: Path, tmp_path: Path) -> None:
    again = make(tmp_path)
    assert again.name == f"bhxh-central_{VERSION}_amd64.deb"
    assert again.read_bytes() == built.read_bytes()


@has_dpkg
def test_everything_is_the_systems_and_nobody_else_may_write(built: Path) -> None:
    command = ("dpkg-deb", "--contents", str(built))
    listed = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    assert {line.split()[1] for line in listed} == {"root/root"}
    assert {line.split()[0] for line in listed} <= {"drwxr-xr-x", "-rw-r--r--", "-rwxr-xr-x", "lrwxrwxrwx"}
    names = {line.split()[5] for line in listed}
    home = f"./opt/bhxh-central/{VERSION}/"
    assert {f"{home}main.py", f"{home}bhxh-central", f"{home}python/bin/python"} <= names
    assert any(name.endswith(".cpython-311.pyc") for name in names)
    assert "./opt/bhxh-central/current" not in names  # made and moved by the scripts, in one step


@pytest.mark.parametrize("package", PACKAGES)
def test_scripts_are_sound(package: str) -> None:
    for name in _SCRIPTS:
        subprocess.run(("sh", "-n", str(folder_of(package) / name)), check=True)  # noqa: S607


@pytest.mark.parametrize("package", PACKAGES)
def test_contents_name_what_is_there(package: str) -> None:
    contents = load_contents(package)
    assert [place for place in contents.program if not (ROOT / place).exists()] == []
    assert [name for name in contents.files if not (INSTALLER / name).is_file()] == []
    assert not {"tests", "bench", "docs", "installer"} & set(contents.program)
    required = set(re.findall(r"^([a-z0-9.-]+)==", REQUIREMENTS.read_text("utf-8"), re.MULTILINE))
    assert contents.left_out | set(contents.kept_only) <= required


@pytest.mark.parametrize(
    ("package", "first"),
    [
        ("bhxh-kiosk", ["commands.run", "commands.doctor", "commands.demo", "commands.provision"]),
        ("bhxh-central", ["commands.central", *modules_in("central")]),
    ],
)
def test_nothing_is_imported_that_a_package_leaves_out(package: str, first: list[str]) -> None:
    imported, contents = imported_from(first), load_contents(package)
    assert len(imported) > 10
    missing = contents.left_out | set(contents.kept_only)
    assert {name: modules for name, modules in imported.items() if name in missing} == {}


def test_every_file_of_session_and_central_is_in_a_package() -> None:
    packed = {name for package in PACKAGES for name in load_contents(package).files}
    lying = {
        f"{folder}/{file.name}"
        for folder in ("session", "central", "updating")
        for file in (INSTALLER / folder).iterdir()
        if file.is_file()
    }
    assert lying <= packed


def test_the_package_depends_on_what_the_prerequisites_name() -> None:
    """Without what only builds, and X11, which a kiosk does not have."""
    named = re.search(
        r'^packages="(.*?)"', (INSTALLER / "prerequisites.sh").read_text("utf-8"), re.DOTALL | re.M
    )
    assert named is not None
    control = (folder_of("bhxh-kiosk") / "control").read_text("utf-8")
    depends = set(re.findall(r"[a-z0-9+.-]+", control.split("Depends:")[1].split("Recommends:")[0]))
    assert set(named[1].split()) - {*_BUILT_BY, *_OF_X11} <= depends


def test_a_cut_that_cuts_nothing_is_told(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    with pytest.raises(ValueError, match="no-such-file"):
        cut(tmp_path, ["there", "no-such-file*"])
    assert (tmp_path / "there").is_dir()
    cut(tmp_path, ["there"])
    assert not (tmp_path / "there").exists()


@pytest.mark.parametrize(
    ("recorded", "stays"),
    [("echo '1 acts wait for central' >&2; exit 1", True), ("exit 0", False)],
)
def test_a_purge_takes_the_outbox_only_when_the_program_says_so(
    tmp_path: Path, recorded: str, stays: bool
) -> None:
    """The scripts themselves, in a folder that stands for the machine."""
    programs = tmp_path / "bin"
    programs.mkdir()
    for name, content in (("bhxh-kiosk", recorded), ("getent", "exit 2"), ("systemctl", "exit 0")):
        (programs / name).write_text(f"#!/bin/sh\n{content}\n", "utf-8")
        (programs / name).chmod(0o755)
    for folder in ("var/lib/bhxh-kiosk", "var/lib/misc", "etc/bhxh-kiosk", "opt/bhxh-kiosk"):
        (tmp_path / folder).mkdir(parents=True)
    said = ""
    for script, argument in (("prerm", "remove"), ("postrm", "remove"), ("postrm", "purge")):
        text = (folder_of("bhxh-kiosk") / script).read_text("utf-8")
        text = re.sub(r"(?<=[ \"=])/(var|etc|opt|run)/", rf"{tmp_path}/\1/", text)
        copy = tmp_path / script
        copy.write_text(text, "utf-8")
        command = ("/bin/sh", str(copy), argument)
        given = {"PATH": f"{programs}:/usr/bin:/bin"}
        done = subprocess.run(command, env=given, capture_output=True, text=True, check=True)
        said += done.stderr
    assert (tmp_path / "var/lib/bhxh-kiosk").exists() is stays
    assert (tmp_path / "etc/bhxh-kiosk").exists() is stays  # the key of what stays
    assert ("These stay" in said) is stays
