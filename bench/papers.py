"""Papers on simulated tables: how often their edges are found, how exactly, what is told, how fast."""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

import numpy as np

from bench.table import print_table, timed
from ekyc.papers.findings import look_at
from ekyc.papers.shot import take_shot
from ekyc.papers.straighten import straighten
from kiosk.forms.kinds.document_scan import MOST_BYTES_OF_PAGE
from simulation.papers.scene import CONDITIONS, FULL_HD, TWELVE_MEGAPIXELS, Lie, Scene, scene
from simulation.papers.sheets import sheet

FRAMES_PER_CONDITION = 12


@dataclass(frozen=True, slots=True)
class ConditionRow:
    """``found``: frames with a sheet; ``errors``: its farthest corner from the true one, in thousandths of
    the frame's width; ``told``: frames of which that was told which is wrong, or nothing where all is well;
    ``taken``: frames that would be taken by themselves.
    """

    condition: str
    frames: int
    found: int
    errors: tuple[float, ...]
    told: int
    taken: int


def measure(condition: str, frames: int = FRAMES_PER_CONDITION) -> ConditionRow:
    """A seeded set of one condition, at 1080p."""
    wanted = CONDITIONS[condition][0]
    found = told = taken = 0
    errors = []
    for number in range(frames):
        frame, corners = scene(condition, number).film(FULL_HD)
        look = look_at(frame)
        told += wanted in look.findings if wanted else not look.findings
        taken += not look.findings
        if look.sheet is not None:
            found += 1
            if corners is not None and not look.sheet.cut_off:
                away = [
                    np.linalg.norm(np.roll(look.sheet.corners, turn, axis=0) - corners, axis=1).max()
                    for turn in range(4)
                ]
                errors.append(1000 * float(min(away)) / FULL_HD[0])
    return ConditionRow(condition, frames, found, tuple(errors), told, taken)


def _print(rows: Iterator[ConditionRow]) -> None:
    print(
        f"\nPapers under a camera, 1080p, {FRAMES_PER_CONDITION} frames each; corner error in ‰ of the width"
    )
    print(f"{'condition':<18}{'found':>7}{'median':>9}{'worst':>8}{'told':>7}{'taken':>7}")
    for row in rows:
        middle, worst = (
            (f"{statistics.median(row.errors):.1f}", f"{max(row.errors):.1f}") if row.errors else ("–", "–")
        )
        print(f"{row.condition:<18}{row.found:>7}{middle:>9}{worst:>8}{row.told:>7}{row.taken:>7}")


def main() -> None:
    _print(measure(condition) for condition in CONDITIONS)
    rows = []
    for name, size in (("1080p", FULL_HD), ("12 megapixels", TWELVE_MEGAPIXELS)):
        printed = sheet("birth certificate", 1, 6.0 if size == FULL_HD else 12.0)
        frame, _ = Scene(printed, "wood", Lie(turn=5, tilt=0.1)).film(size)
        look = look_at(frame)
        if look.sheet is None:
            raise RuntimeError("the sheet that is measured was not found")
        corners = look.sheet.corners
        rows += [
            timed(f"find the sheet and what is wrong, {name}", partial(look_at, frame), 15),
            timed(f"make it upright, {name}", partial(straighten, frame, corners), 15),
            timed(
                f"the whole shot of five frames to the JPEG, {name}",
                partial(take_shot, [frame] * 5, MOST_BYTES_OF_PAGE),
                5,
            ),
        ]
    print_table("A paper under the camera", rows)
