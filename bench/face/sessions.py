"""``python -m bench.face.sessions [--count N] [--write FILE]``: staged sessions before the liveness check.

Every species of ``simulation.staged`` by its number of sessions, before and with the relief. The same code as
``face attack-report`` looks at the frames. ``make attack-report`` runs 60 of each (half an hour on one core);
``make bench`` a few.
"""

from __future__ import annotations

import argparse
import csv
import os
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import cv2

from bench.table import Row
from ekyc.face.attack_rates import RecordedSession, SessionRates, report_attacks
from ekyc.face.errors import FaceError
from ekyc.face.evidence import LivenessAction, LivenessOutcome
from ekyc.face.frame_source import Image
from ekyc.face.limits import FaceLimits, load_limits
from ekyc.face.liveness import LivenessReason
from ekyc.face.recording import check_recording
from simulation.staged.species import FPS, Species, session

if TYPE_CHECKING:
    from ekyc.face.analyser import Analyser

_RELIEF = {LivenessReason.NO_RELIEF.value, LivenessReason.RELIEF_NOT_SEEN.value}
_FEW = 4


@dataclass(frozen=True, slots=True)
class Seen:
    """How one session ended, and how it would have without the relief."""

    species: Species
    seed: int
    outcome: LivenessOutcome
    without_relief: LivenessOutcome
    reasons: tuple[str, ...]
    best: float | None  # score of the relief

    @property
    def recorded(self) -> RecordedSession:
        return RecordedSession(self.species.value, self.outcome, self.reasons)

    @property
    def recorded_without(self) -> RecordedSession:
        return RecordedSession(self.species.value, self.without_relief)


class _Staged:
    """Frames as a frame source."""

    name = "staged session"
    live = False

    def __init__(self, frames: Iterator[Image]) -> None:
        self._frames = frames

    def open(self) -> None:
        """Nothing to open."""

    def read(self) -> Image | None:
        return next(self._frames, None)

    def close(self) -> None:
        """Nothing to close."""


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.face.sessions", description=__doc__)
    parser.add_argument("--count", type=int, default=60, help="sessions of each species (60)")
    parser.add_argument("--write", type=Path, metavar="FILE", help="also one CSV line for each session")
    args = parser.parse_args(arguments)
    seen = _look_at_all(args.count)
    if args.write is not None:
        _write(args.write, seen, f"python -m bench.face.sessions --count {args.count} --write {args.write}")
    print("\n".join(_table(seen)))
    return 0


def measure() -> list[Row]:
    """A few sessions of each species, for ``make bench``."""
    rows = []
    for species, _, rates in _rates(_look_at_all(_FEW)):
        name = "person refused, BPCER" if species.honest else "passed, APCER"
        measure = f"staged {species.value}: {name}, n={rates.wrong.trials}"
        rows.append(Row(measure, (100 * (rates.wrong.rate or 0.0),), "%"))
    return rows


def _look_at_all(count: int) -> list[Seen]:
    work = [(species, seed) for seed in range(count) for species in Species]
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        return list(pool.map(_look, work, chunksize=1))


def _look(work: tuple[Species, int]) -> Seen:
    species, seed = work
    limits, analyser = _tools()
    asked = LivenessAction.TURN_LEFT if seed % 2 == 0 else LivenessAction.TURN_RIGHT
    try:
        report = check_recording(_Staged(session(species, seed)), FPS, analyser, limits, asked)
    except FaceError as error:
        return Seen(species, seed, LivenessOutcome.NOT_DONE, LivenessOutcome.NOT_DONE, (error.code,), None)
    outcome, reasons = report.liveness.outcome, report.liveness.reasons
    without = LivenessOutcome.PASSED if _RELIEF.intersection(reasons) else outcome
    return Seen(species, seed, outcome, without, reasons, report.relief.scores.get("best"))


@cache
def _tools() -> tuple[FaceLimits, Analyser]:
    from ekyc.face.analyser import Analyser

    cv2.setNumThreads(1)
    limits = load_limits()
    return limits, Analyser(limits)


def _rates(seen: Sequence[Seen]) -> Iterator[tuple[Species, SessionRates, SessionRates]]:
    """Each species without and with the relief."""
    for species in Species:
        own = [entry for entry in seen if entry.species is species]
        before, after = [entry.recorded_without for entry in own], [entry.recorded for entry in own]
        if species.honest:
            yield species, report_attacks([], before).genuine, report_attacks([], after).genuine
        else:
            attacks = [report_attacks(each, []).attacks[species.value] for each in (before, after)]
            yield species, attacks[0], attacks[1]


def _table(seen: Sequence[Seen]) -> list[str]:
    lines = [
        "Staged sessions: wrong of those answered (people refused, paper passed), and 95 % bound",
        f"{'species':<18}{'turn alone':>12}{'with relief':>14}{'bound':>9}{'no answer':>11}  reasons",
    ]
    for species, before, after in _rates(seen):
        wrong = after.wrong
        reasons = ", ".join(f"{count} {reason}" for reason, count in after.reasons.items())
        lines.append(
            f"{species.value:<18}{f'{before.wrong.errors}/{before.wrong.trials}':>12}"
            f"{f'{wrong.errors}/{wrong.trials}':>14}{100 * wrong.upper_bound:>8.1f}%"
            f"{after.non_response.errors:>11}  {reasons}"
        )
    return lines


def _write(path: Path, seen: Sequence[Seen], command: str) -> None:
    with path.open("w", encoding="ascii", newline="") as stream:
        stream.write(f"# Written by: {command}\n")
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(("species", "seed", "outcome", "without_relief", "reasons", "best_score"))
        for each in seen:
            best = "" if each.best is None else f"{each.best:.3f}"
            reasons = " ".join(each.reasons)
            writer.writerow(
                (each.species.value, each.seed, each.outcome.value, each.without_relief.value, reasons, best)
            )


if __name__ == "__main__":
    sys.exit(main())
