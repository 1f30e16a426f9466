"""The translation tables: ``python -m ui.build_translations`` collects the texts and compiles them.

Vietnamese is the language of the source. A new text appears in ``kiosk_en.ts`` as unfinished; once it is
translated there, run this again. ``--check`` changes nothing and fails when something is missing or old.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

_FOLDER = Path(__file__).parent
TABLE = _FOLDER / "translations" / "kiosk_en.ts"
COMPILED = TABLE.with_suffix(".qm")


def collect(table: Path) -> None:
    """Bring the table up to date with the texts in the QML files."""
    _tool("lupdate", str(_FOLDER / "qml"), "-extensions", "qml", "-ts", str(table), *_LANGUAGES)


def compile_table(table: Path, compiled: Path) -> None:
    """Raises `subprocess.CalledProcessError` when a text is not translated."""
    _tool("lrelease", "-fail-on-unfinished", str(table), "-qm", str(compiled))


def find_fault() -> str | None:
    """What is wrong with the tables as they are, or None."""
    with tempfile.TemporaryDirectory() as folder:
        table, compiled = Path(folder) / TABLE.name, Path(folder) / COMPILED.name
        table.write_bytes(TABLE.read_bytes())
        collect(table)
        if table.read_bytes() != TABLE.read_bytes():
            return "the texts have changed: run python -m ui.build_translations"
        try:
            compile_table(table, compiled)
        except subprocess.CalledProcessError:
            return "a text is not translated"
        if not COMPILED.is_file() or compiled.read_bytes() != COMPILED.read_bytes():
            return "the compiled table is not current: run python -m ui.build_translations"
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
        compile_table(TABLE, COMPILED)
    except subprocess.CalledProcessError:
        print(f"{TABLE.name} has texts without a translation", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
