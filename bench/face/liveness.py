"""Liveness on filmed synthetic people: honest turns, photographs held up, blinks. Error rates, with their n.

The same code as ``face check`` looks at the films. Few sessions and few people: a guard against a step back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import product

from bench.table import Row, share
from ekyc.face.errors import FaceError
from ekyc.face.evidence import LivenessAction, LivenessOutcome
from ekyc.face.frame_source import Image
from ekyc.face.limits import FaceLimits
from ekyc.face.recording import check_recording
from ekyc.face.worker import FaceWorker
from simulation.face.filming import FPS, film
from simulation.face.person import SyntheticPerson
from simulation.face.scene import Scene

_TURNS = (LivenessAction.TURN_LEFT, LivenessAction.TURN_RIGHT)
_SEEDS = (1, 2)
_PHOTOS = (Scene.FLAT_PHOTO, Scene.BENT_PHOTO)

Look = Callable[[Iterator[Image], LivenessAction], LivenessOutcome]


class _Film:
    """Frames in memory as a frame source."""

    name = "film"
    live = False

    def __init__(self, frames: Iterator[Image]) -> None:
        self._frames = frames

    def open(self) -> None:
        """Nothing to open."""

    def read(self) -> Image | None:
        return next(self._frames, None)

    def close(self) -> None:
        """Nothing to close."""


def measure(worker: FaceWorker, limits: FaceLimits) -> list[Row]:
    def look(frames: Iterator[Image], asked: LivenessAction) -> LivenessOutcome:
        try:
            return check_recording(_Film(frames), FPS, worker, limits, asked).liveness.outcome
        except FaceError:
            return LivenessOutcome.NOT_DONE

    return [*_turns(look), *_blinks(look)]


def _turns(look: Look) -> list[Row]:
    """The turn that was asked for, by the person and by their photograph."""
    courses = list(product(SyntheticPerson, _TURNS, _SEEDS))
    honest = [look(film(Scene.PERSON, turn, person, seed), turn) for person, turn, seed in courses]
    rows = [
        share("head turn refused, BPCER (target 5)", [end is not LivenessOutcome.PASSED for end in honest])
    ]
    for photo in _PHOTOS:
        ends = [look(film(photo, turn, person, seed), turn) for person, turn, seed in courses]
        name = f"{photo.value.replace('_', ' ')} passed, APCER (target 2)"
        rows.append(share(name, [end is LivenessOutcome.PASSED for end in ends]))
    return rows


def _blinks(look: Look) -> list[Row]:
    """Blinks seen, and blinks seen in people who looked straight or turned."""
    blink = LivenessAction.BLINK

    def seen(course: Iterable[tuple[LivenessAction | None, SyntheticPerson, int]]) -> list[bool]:
        return [
            look(film(Scene.PERSON, action, person, seed), blink) is LivenessOutcome.PASSED
            for action, person, seed in course
        ]

    none: tuple[None] = (None,)
    return [
        share("blink seen (target 85)", seen(product((blink,), SyntheticPerson, _SEEDS))),
        share("blink imagined, looking straight (target 2)", seen(product(none, SyntheticPerson, _SEEDS))),
        share("blink imagined, turning (target 2)", seen(product(_TURNS, SyntheticPerson, _SEEDS[:1]))),
    ]
