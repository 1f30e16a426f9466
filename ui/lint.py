"""Checks the QML files against the Python types they use: ``python -m ui.lint [BUILD_FOLDER]``.

The types are described for qmllint from the Python sources; any warning fails.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import PySide6

_FOLDER = Path(__file__).parent
_MODULE = "Kiosk.Core"
_BINARIES = Path(sys.executable).parent
_QT = Path(PySide6.__file__).parent
# Bases without a QML name of their own, and the nearest one that qmllint knows.
_QML_TYPES = {"_MAP": "QVariantMap", "list": "QVariantList"}
_REFUSED = re.compile(r"\b(Timer|ScriptAction) \{")  # docs/decisions/049-no-timer-of-qt.md
_QML_BASES = {
    "ScreenVm": "QObject",
    "StaffRoomVm": "QObject",
    "TaskListVm": "QObject",
    "QQuickPaintedItem": "QQuickItem",
}


def describe_types(build: Path) -> Path:
    """Write the QML module of the Python types below ``build`` and return the import path."""
    module = build / _MODULE.replace(".", "/")
    module.mkdir(parents=True, exist_ok=True)
    sources = [source for source in sorted(_FOLDER.rglob("*.py")) if _declares_types(source)]
    dumped = _run("pyside6-metaobjectdump", *map(str, sources))
    files: list[dict[str, Any]] = json.loads(dumped)
    _repair(files)
    metatypes = build / "metatypes.json"
    metatypes.write_text(json.dumps(files, indent=1), "utf-8")
    foreign = sorted((_QT / "Qt" / "metatypes").glob("qt6*_metatypes.json"))
    _run(
        "pyside6-qmltyperegistrar",
        *("--generate-qmltypes", str(module / "kiosk_core.qmltypes")),
        *("-o", str(build / "registrations.cpp")),
        *("--import-name", _MODULE, "--major-version", "1", "--minor-version", "0"),
        *(("--foreign-types", ",".join(map(str, foreign))) if foreign else ()),
        str(metatypes),
    )
    (module / "qmldir").write_text(
        f"module {_MODULE}\ntypeinfo kiosk_core.qmltypes\ndepends QtQuick\n", "utf-8"
    )
    return build


def lint(build: Path) -> int:
    """0 when qmllint finds nothing in any QML file, and none uses what is given up here."""
    imports = describe_types(build)
    files = sorted(str(file) for file in (_FOLDER / "qml").rglob("*.qml"))
    refused = [file for file in files if _REFUSED.search(Path(file).read_text("utf-8"))]
    if refused:
        print("Delay stands for Timer, and no animation runs a script:", *refused, sep="\n  ")
        return 1
    command = [str(_BINARIES / "pyside6-qmllint"), "-W", "0", "-I", str(imports), "-I", str(_FOLDER / "qml")]
    return subprocess.run([*command, *files], check=False).returncode


def _declares_types(source: Path) -> bool:
    return "@QmlElement" in source.read_text("utf-8")


def _repair(files: list[dict[str, Any]]) -> None:
    """Say what the dump leaves out: objects come as pointers, what never changes is constant."""
    classes = [each for file in files for each in file["classes"]]
    names = {each["className"] for each in classes}
    for each in classes:
        for property_ in each.get("properties", ()):
            property_["type"] = _QML_TYPES.get(property_["type"], property_["type"])
            if property_["type"] in names:
                property_["type"] += "*"
            if "notify" not in property_:
                property_["constant"] = True
        for base in each.get("superClasses", ()):
            base["name"] = _QML_BASES.get(base["name"], base["name"])
        each["object"] = True


def _run(program: str, *arguments: str) -> str:
    done = subprocess.run([str(_BINARIES / program), *arguments], check=True, capture_output=True, text=True)
    return done.stdout


if __name__ == "__main__":
    sys.exit(lint(Path(sys.argv[1]) if len(sys.argv) > 1 else Path("build/qmltypes")))
