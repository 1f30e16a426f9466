"""What prepares a package for Windows, as far as it can be looked at here; nothing of it is run."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from typing import Any

from kiosk.settings import load_settings
from kiosk.version import VERSION

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "installer" / "windows"
PAGE = (ROOT / "docs" / "windows.md").read_text("utf-8")
_POSIX_ONLY = re.compile(
    r"import (fcntl|resource)\b|os\.(pwrite|pread|fdatasync|posix_fallocate|nice)\b|CLOCK_BOOTTIME|\"/proc/"
    r"|prctl\(|\"lpstat\"|AF_UNIX|v4l2loopback|Video4Linux, named|udev\(7\)"
)
PROGRAM = ("commands", "kiosk", "ekyc", "local_db", "ui")


class Part:
    """Whatever PyInstaller would make of what it is given by name."""

    def __init__(self, given: dict[str, Any]) -> None:
        self.given = given
        self.pure = self.scripts = self.binaries = self.datas = ()


def run_spec() -> dict[str, dict[str, Any]]:
    file = FOLDER / "bhxh-kiosk.spec"
    made: dict[str, dict[str, Any]] = {}

    def played(part: str) -> Callable[..., Part]:
        def make(*_parts: object, **given: Any) -> Part:
            made[part] = given
            return Part(given)

        return make

    parts = {part: played(part) for part in ("Analysis", "PYZ", "EXE", "COLLECT")}
    exec(compile(file.read_text("utf-8"), file, "exec"), {"SPECPATH": str(FOLDER), **parts})  # noqa: S102
    return made


def test_the_bundle_holds_every_data_file_and_every_module() -> None:
    given = run_spec()["Analysis"]
    datas: list[tuple[str, str]] = given["datas"]
    assert all(Path(file).is_file() for file, _ in datas)
    assert len({file for file, _ in datas}) == len(datas)
    places = {f"{place}/{Path(file).name}" for file, place in datas}
    for needed in (
        "kiosk/doctor.toml",
        "kiosk/tasks/groups.toml",
        "ui/qml/Main.qml",
        "ui/fonts/BeVietnamPro-Regular.ttf",
        "local_db/migrations/env.py",
        "local_db/migrations/versions/0001_outbox_and_audit.py",
    ):
        assert (ROOT / needed).is_file(), needed
        assert needed in places, needed
    shipped = {file for package in PROGRAM for file in (ROOT / package).rglob("*") if file.is_file()}
    forgotten = {
        file
        for file in shipped
        if file.suffix not in (".py", ".pyc") and str(file) not in {each for each, _ in datas}
    }
    assert not forgotten
    modules = set(given["hiddenimports"])
    assert {"commands.status", "kiosk", "kiosk.app", "ui.app", "local_db.dpapi"} <= modules
    assert run_spec()["EXE"]["name"] == "bhxh-kiosk"


def test_the_installer_names_what_is_there() -> None:
    text = (FOLDER / "bhxh-kiosk.iss").read_text("utf-8")
    sections = re.findall(r"^\[(\w+)\]$", text, re.MULTILINE)
    assert sections == ["Setup", "Dirs", "Files", "Run", "UninstallDelete", "Code"]
    assert re.search(r'^#define Version "(.+)"$', text, re.MULTILINE)[1] == VERSION  # type: ignore[index]
    setup = text.split("[Setup]")[1].split("[Dirs]")[0]
    assert all("=" in line for line in setup.splitlines() if line.strip())
    for section in ("Dirs", "Files", "Run", "UninstallDelete"):
        lines = text.split(f"[{section}]")[1].split("\n[")[0].splitlines()
        for line in (each for each in lines if each.strip() and not each.startswith(";")):
            assert all(re.match(r"\s*\w+: ", part) for part in re.findall(r"(?:[^;\"]|\"[^\"]*\")+", line)), (
                line
            )
    sources = re.findall(r'^Source: "([^"]+)"', text, re.MULTILINE)
    own = [PurePosixPath(source.replace("\\", "/")) for source in sources if "dist" not in source]
    assert len(own) == len(sources) - 1
    for file in own:
        assert (FOLDER / file).resolve().is_file(), file
    named = re.search(r"^LicenseFile=(.+)$", text, re.MULTILINE)
    assert named is not None
    assert (FOLDER / named[1].replace("\\", "/")).resolve().is_file()
    assert text.count("begin") == text.count("end;")


def test_the_settings_to_copy_are_those_of_a_kiosk() -> None:
    settings = load_settings(FOLDER / "kiosk.toml")
    assert settings.central.url.startswith("https://")
    assert tomllib.loads((FOLDER / "kiosk.toml").read_text("utf-8"))["mode"] == "production"


def test_the_page_names_every_module_that_windows_has_no_floor_for() -> None:
    table = PAGE.split("## What is still to be written")[1]
    told = set(re.findall(r"`([a-z_0-9/]+\.py)`", table))
    found = {
        str(file.relative_to(ROOT))
        for folder in (*(ROOT / package for package in PROGRAM), ROOT / "private_process.py")
        for file in ([folder] if folder.is_file() else sorted(folder.rglob("*.py")))
        if _POSIX_ONLY.search(file.read_text("utf-8"))
    }
    assert found == told
    assert "none of it was ever run on Windows" in PAGE
