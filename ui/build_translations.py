"""The translation tables: ``python -m ui.build_translations`` collects the texts and compiles them.

Vietnamese is the language of the source; its own table says only where a line may not break, as the English
one does too. A new text appears in ``kiosk_en.ts`` as unfinished; once it is translated there, run this
again. ``--check`` changes nothing and fails when something is missing or old.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path
from xml.etree import ElementTree

from ui.translation import FOLDER, keep_together

_FOLDER = Path(__file__).parent
TABLE = _FOLDER / "translations" / "kiosk_en.ts"
_COMPILED = ("qml_en.qm", "qml_vi.qm")


def collect(table: Path) -> None:
    """Bring the table up to date with the texts in the QML files."""
    _tool("lupdate", str(_FOLDER / "qml"), "-extensions", "qml", "-ts", str(table), *_LANGUAGES)


def compile_tables(table: Path, folder: Path) -> None:
    """Raises `subprocess.CalledProcessError` when a text is not translated."""
    english, vietnamese = _COMPILED
    with tempfile.TemporaryDirectory() as made:
        for written, name in ((_english(table), english), (_vietnamese(table), vietnamese)):
            kept = Path(made) / TABLE.name
            kept.write_text(written, "utf-8")
            _tool("lrelease", "-fail-on-unfinished", str(kept), "-qm", str(folder / name))


def _english(table: Path) -> str:
    root = ElementTree.fromstring(table.read_bytes())  # noqa: S314 - our own file
    for shown in root.iter("translation"):
        shown.text = keep_together(shown.text or "")
    return ElementTree.tostring(root, "unicode")


def _vietnamese(table: Path) -> str:
    """The table of the source's own language: the texts that are shown otherwise than they stand there."""
    root = ElementTree.fromstring(table.read_bytes())  # noqa: S314 - our own file
    root.set("language", "vi")
    for context in root.iter("context"):
        for message in list(context.iter("message")):
            source, shown = message.findtext("source", ""), message.find("translation")
            if keep_together(source) == source or shown is None:
                context.remove(message)
            else:
                shown.text = keep_together(source)
    return ElementTree.tostring(root, "unicode")


def find_fault() -> str | None:
    """What is wrong with the tables as they are, or None."""
    with tempfile.TemporaryDirectory() as folder:
        table = Path(folder) / TABLE.name
        table.write_bytes(TABLE.read_bytes())
        collect(table)
        if table.read_bytes() != TABLE.read_bytes():
            return "the texts have changed: run python -m ui.build_translations"
        try:
            compile_tables(table, Path(folder))
        except subprocess.CalledProcessError:
            return "a text is not translated"
        for name in _COMPILED:
            current = FOLDER / name
            if not current.is_file() or (Path(folder) / name).read_bytes() != current.read_bytes():
                return f"{name} is not current: run python -m ui.build_translations"
    return None


_LANGUAGES = ("-source-language", "vi", "-target-language", "en", "-locations", "none", "-no-obsolete")


def _tool(name: str, *arguments: str) -> None:
    program = Path(sys.executable).parent / f"pyside6-{name}"
    subprocess.run([str(program), "-silent", *arguments], check=True, capture_output=True)


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description="collect and compile the texts of the screens")
    parser.add_argument("--check", action="store_true", help="change nothing, fail when not current")
    if parser.parse_args(arguments).check:
        fault = find_fault()
        if fault is not None:
            print(fault, file=sys.stderr)
        return 0 if fault is None else 1
    collect(TABLE)
    try:
        compile_tables(TABLE, FOLDER)
    except subprocess.CalledProcessError:
        print(f"{TABLE.name} has texts without a translation", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
