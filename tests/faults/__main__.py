"""``python -m tests.faults [FAULT…]``: everything that must not lose an act, or the faults that are named.

Prints a table; exit code 1 unless receipts were shown and nothing was lost, doubled or damaged without a
word. With ``--record`` the verdicts are added to those that the file has, each piece with chances of its own:
a long run in pieces. What a run left lies in the folder that it names, if it is to be looked at.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from tests.faults import kills, power_loss, troubles
from tests.faults.disk import StraceMissingError
from tests.faults.verdict import Record, Verdict, table

KILLS, POWER_CUTS = "kills", "power cuts"
NAMES = (KILLS, POWER_CUTS, *troubles.TROUBLES)
SEED = 7


def _run(given: argparse.Namespace, record: Record, folder: Path) -> Iterator[tuple[str, Verdict]]:
    names = given.faults or NAMES
    seed = given.seed + max(record.pieces(name) for name in names)
    if KILLS in names:
        yield KILLS, kills.run(replace(kills.WHOLE, kills=given.kills, seed=seed), _made(folder / KILLS))
    if POWER_CUTS in names:
        yield POWER_CUTS, power_loss.run(given.images, _made(folder / POWER_CUTS), seed=seed)
    others = {name: troubles.TROUBLES[name] for name in names if name in troubles.TROUBLES}
    if others:
        yield from troubles.run(others, given.times, _made(folder / "others"), seed)


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


def _name(text: str) -> str:
    """Of a fault, as the table has it or without blanks."""
    name = text.replace("-", " ")
    if name not in NAMES:
        raise argparse.ArgumentTypeError(f"there are {', '.join(each.replace(' ', '-') for each in NAMES)}")
    return name


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.faults")
    known = ", ".join(name.replace(" ", "-") for name in NAMES)
    parser.add_argument("faults", nargs="*", type=_name, metavar="FAULT", help=f"of {known}; all of them")
    parser.add_argument("--kills", type=int, default=kills.WHOLE.kills, help="of the kiosk (1000)")
    parser.add_argument("--images", type=int, default=power_loss.WHOLE, help="of a disk without power (2000)")
    parser.add_argument("--times", type=int, default=troubles.WHOLE, help="everything else, each (25)")
    parser.add_argument("--seed", type=int, default=SEED, help="of the first piece")
    parser.add_argument("--record", type=Path, help="add to the verdicts in this file, and print their sums")
    given = parser.parse_args(arguments)
    folder = Path(tempfile.mkdtemp(prefix="bhxh-faults-"))
    record = Record(given.record or folder / "record")
    clean = True
    try:
        for name, verdict in _run(given, record, folder):
            record.add(name, verdict)
            print(f"{name}: {verdict.seconds:.0f} s", flush=True)
            if verdict.witnessed == 0:
                print(f"{name}: no receipt was shown, which shows nothing; the machine may be too busy.")
            clean = clean and verdict.is_clean and verdict.witnessed > 0
    except StraceMissingError:
        print("Power cuts are recorded with strace: install it (apt-get install strace).")
        return 1
    print(table(record.sums()))
    if not clean:
        print(f"What it left: {folder}")
        return 1
    shutil.rmtree(folder)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
