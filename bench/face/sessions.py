"""``python -m bench.face.sessions [--count N] [--keep FILE]``: staged sessions before the liveness check.

Every species of ``simulation.staged`` by its number of sessions, without and with the relief. The same code
as ``face attack-report`` looks at the frames. ``make attack-report`` runs 60 of each (twenty minutes on one
core), ``make bench`` a few. With ``--keep`` each session is written down as it ends, and a run that was
broken off goes on where it was.
"""

from __future__ import annotations

import argparse
import csv
import os
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
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
    parser.add_argument("--keep", type=Path, metavar="FILE", help="CSV that sessions are kept in")
    args = parser.parse_args(arguments)
    print("\n".join(_table(_look_at_all(args.count, args.keep))))
    return 0


def measure() -> list[Row]:
    """A few sessions of each species, for ``make bench``."""
    rows = []
    for species, _, rates in _rates(_look_at_all(_FEW)):
        name = "person refused, BPCER" if species.honest else "passed, APCER"
        measure = f"staged {species.value}: {name}, n={rates.wrong.trials}"
        rows.append(Row(measure, (100 * (rates.wrong.rate or 0.0),), "%"))
    return rows


def _look_at_all(count: int, keep: Path | None = None) -> list[Seen]:
    seen = _read(keep) if keep is not None else []
    known = {(each.species, each.seed) for each in seen}
    work = [(species, seed) for seed in range(count) for species in Species if (species, seed) not in known]
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        for done in as_completed([pool.submit(_look, *each) for each in work]):
            seen.append(done.result())
            if keep is not None:
                _append(keep, seen[-1])
    return seen


def _look(species: Species, seed: int) -> Seen:
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


_COLUMNS = ("species", "seed", "outcome", "without_relief", "reasons", "best_score")


def _read(path: Path) -> list[Seen]:
    if not path.exists():
        return []
    with path.open(encoding="ascii", newline="") as stream:
        return [_seen(row) for row in csv.DictReader(stream)]


def _seen(row: dict[str, str]) -> Seen:
    outcome, without = LivenessOutcome(row["outcome"]), LivenessOutcome(row["without_relief"])
    best = float(row["best_score"]) if row["best_score"] else None
    reasons = tuple(row["reasons"].split())
    return Seen(Species(row["species"]), int(row["seed"]), outcome, without, reasons, best)


def _append(path: Path, seen: Seen) -> None:
    new = not path.exists()
    with path.open("a", encoding="ascii", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        if new:
            writer.writerow(_COLUMNS)
        best = "" if seen.best is None else f"{seen.best:.3f}"
        outcomes = (seen.outcome.value, seen.without_relief.value)
        writer.writerow((seen.species.value, seen.seed, *outcomes, " ".join(seen.reasons), best))


if __name__ == "__main__":
    sys.exit(main())
