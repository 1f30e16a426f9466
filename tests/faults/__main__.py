"""``python -m tests.faults [--kills N] [--images N] [--seed N]``: everything that must not lose an act.

Prints a table; exit code 1 unless nothing was lost, doubled or damaged without a word. What a run left lies
in the folder that it names, if it is to be looked at.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from tests.faults import kills, power_loss
from tests.faults.disk import StraceMissingError
from tests.faults.verdict import Verdict, table


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.faults")
    parser.add_argument("--kills", type=int, default=kills.WHOLE.kills, help="of the kiosk (1000)")
    parser.add_argument("--images", type=int, default=power_loss.WHOLE, help="of a disk without power (2000)")
    parser.add_argument("--seed", type=int, default=kills.WHOLE.seed)
    given = parser.parse_args(arguments)
    folder = Path(tempfile.mkdtemp(prefix="bhxh-faults-"))
    runs: dict[str, Callable[[Path], Verdict]] = {
        "kills": lambda at: kills.run(replace(kills.WHOLE, kills=given.kills, seed=given.seed), at),
        "power cuts": lambda at: power_loss.run(given.images, at, seed=given.seed),
    }
    verdicts: dict[str, Verdict] = {}
    for name, run in runs.items():
        (folder / name).mkdir()
        try:
            verdicts[name] = run(folder / name)
        except StraceMissingError:
            print("Power cuts are recorded with strace: install it (apt-get install strace).")
            return 1
    print(table(verdicts))
    if not all(verdict.is_clean for verdict in verdicts.values()):
        print(f"What it left: {folder}")
        return 1
    shutil.rmtree(folder)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
