"""What is staged: honest turns, and each way of making paper look like a head that turns."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import cv2
import numpy as np

from simulation.staged.bust import Build, Bust
from simulation.staged.faces import Face, face
from simulation.staged.optics import Lens, Picture, Surface, film, light_on
from simulation.staged.paper import Bend, Paper

FPS = 10.0


class Species(StrEnum):
    """``genuine`` and its rough twin are people; everything else is paper."""

    GENUINE = "genuine"
    GENUINE_ROUGH = "genuine_rough"  # noise, blur and compression of a poor camera
    FLAT = "flat"
    LOOSE_ROLL = "loose_roll"
    TIGHT_ROLL = "tight_roll"
    HORIZONTAL_ROLL = "horizontal_roll"
    DIAGONAL_ROLL = "diagonal_roll"
    NOSE_FOLD = "nose_fold"
    DIAGONAL_FOLD = "diagonal_fold"
    RESHAPED = "reshaped"  # bent more and more while it is turned
    EYE_HOLES = "eye_holes"  # worn before somebody else's face, whose eyes look through
    ROUGH_FOLD = "rough_fold"
    ROUGH_ROLL = "rough_roll"

    @property
    def honest(self) -> bool:
        return self in (Species.GENUINE, Species.GENUINE_ROUGH)

    @property
    def rough(self) -> bool:
        return self in (Species.GENUINE_ROUGH, Species.ROUGH_FOLD, Species.ROUGH_ROLL)


@dataclass(frozen=True, slots=True)
class _Course:
    """Degrees over time: straight, out, held, back."""

    straight: float
    out: float
    held: float
    peak: float
    drift: tuple[float, float]  # sideways and down at the peak, in inter-eye distances
    sway: float
    nod: float

    @property
    def seconds(self) -> float:
        return self.straight + 2 * self.out + self.held + 0.25

    def share(self, at: float) -> float:
        """Of the turn, 0 to 1, with a soft start and end."""
        since = at - self.straight
        if since < self.out:
            part = max(since, 0.0) / self.out
        else:
            part = min(1.0, max(0.0, 1 - (since - self.out - self.held) / self.out))
        return part * part * (3 - 2 * part)


class _Sensor:
    """Blur, noise and compression of one camera."""

    def __init__(self, rough: bool, size: tuple[int, int], draw: np.random.Generator) -> None:
        noise = draw.uniform(5, 8) if rough else draw.uniform(1.5, 3.5)
        self._noise = draw.standard_normal((size[1], size[0], 3), dtype=np.float32) * np.float32(noise)
        self._blur = float(draw.uniform(0.8, 1.1) if rough else draw.uniform(0.4, 0.7))
        self._quality = int(draw.integers(70, 85) if rough else draw.integers(85, 96))
        self._gain = float(draw.uniform(0.9, 1.05))
        self._draw = draw

    def see(self, picture: Picture) -> Picture:
        soft = cv2.GaussianBlur(picture, (0, 0), self._blur)
        down, across = (int(shift) for shift in self._draw.integers(picture.shape[1], size=2))
        noisy = soft * np.float32(self._gain) + np.roll(self._noise, (down, across), axis=(0, 1))
        options = [cv2.IMWRITE_JPEG_QUALITY, self._quality]
        _, code = cv2.imencode(".jpg", np.clip(noisy, 0, 255).astype(np.uint8), options)
        return np.asarray(cv2.imdecode(code, cv2.IMREAD_COLOR), dtype=np.uint8)


def session(species: Species, seed: int) -> Iterator[Picture]:
    """Frames at ``FPS`` of one session: a straight look, then one turn, to the left for even seeds.

    The same species and seed give the same frames.
    """
    draw = _draw(species, seed)
    course = _course(species, seed, draw)
    return _film(species, seed, draw, course, [number / FPS for number in range(round(course.seconds * FPS))])


def glimpses(species: Species, seed: int) -> Iterator[Picture]:
    """Four frames of that session: the straight look, and three round the height of the turn."""
    draw = _draw(species, seed)
    course = _course(species, seed, draw)
    height = course.straight + course.out
    return _film(species, seed, draw, course, [0.5, height - 0.15, height, height + course.held])


def _draw(species: Species, seed: int) -> np.random.Generator:
    return np.random.default_rng([seed, *species.value.encode()])


def _film(
    species: Species, seed: int, draw: np.random.Generator, course: _Course, moments: Sequence[float]
) -> Iterator[Picture]:
    staged = _Stage(species, seed, draw)
    sensor = _Sensor(species.rough, staged.size, draw)
    for at in moments:
        share = course.share(at)
        yaw = course.peak * share + course.sway * float(np.sin(2.1 * at))
        pitch = course.nod * float(np.sin(1.3 * at + 1))
        shift = (course.drift[0] * share, course.drift[1] * share)
        yield sensor.see(staged.frame(share, yaw, pitch, shift))


def _course(species: Species, seed: int, draw: np.random.Generator) -> _Course:
    far = (20.0, 32.0) if species.honest else (22.0, 48.0)
    peak = float(draw.uniform(*far)) * (1 if seed % 2 == 0 else -1)
    return _Course(
        straight=0.75,
        out=float(draw.uniform(0.5, 0.8)),
        held=float(draw.uniform(0.25, 0.5)),
        peak=peak,
        drift=(float(draw.uniform(-0.25, 0.25)), float(draw.uniform(-0.1, 0.1))),
        sway=float(draw.uniform(0.3, 1.5)),
        nod=float(draw.uniform(0.0, 2.5)),
    )


class _Stage:
    """What stands before the lens in one session."""

    def __init__(self, species: Species, seed: int, draw: np.random.Generator) -> None:
        self._species = species
        self._shown, self._wearer = face(seed), face(seed + 3)
        self._lens = Lens(
            distance=float(draw.uniform(7.5, 12.0)),
            eye_distance=float(draw.uniform(100, 112) if species.honest else draw.uniform(106, 120)),
            eyes_at=(320.0 + float(draw.uniform(-15, 15)), 205.0 + float(draw.uniform(-10, 10))),
        )
        self._lamp = (float(draw.uniform(-0.25, 0.25)), float(draw.uniform(-0.7, -0.1)), 1.0)
        self._room = float(draw.uniform(0.65, 0.9))
        self._wall = _wall(self._lens.size, draw)
        self._bust = Bust(self._shown if species.honest else self._wearer, Build.drawn(draw))
        self._paper = Paper(holes=species is Species.EYE_HOLES)
        self._bend = _bend(species, draw)

    @property
    def size(self) -> tuple[int, int]:
        return self._lens.size

    def frame(self, share: float, yaw: float, pitch: float, shift: tuple[float, float]) -> Picture:
        """``share``: of the turn, 0 to 1; ``shift``: sideways and down."""
        if self._species.honest:
            return self._head(self._shown, yaw, pitch, shift)
        if self._species is Species.EYE_HOLES:
            behind = self._head(self._wearer, yaw, pitch, shift)
            return self._sheet(self._paper.worn(self._bend, yaw, pitch, shift), behind)
        bend = self._bend
        if self._species is Species.RESHAPED:
            bend = replace(bend, curve=bend.curve * share, fold=bend.fold * share)
        return self._sheet(self._paper.held(bend, yaw, pitch, shift), self._wall)

    def _head(self, shown: Face, yaw: float, pitch: float, shift: tuple[float, float]) -> Picture:
        surface = self._bust.turned(yaw, pitch, shift)
        usual = light_on(self._bust.straight, self._lamp, self._room)  # is in the portrait already
        shade = np.clip(light_on(surface.place, self._lamp, self._room) / usual, 0.6, 1.4)
        return film(surface, shown.picture, shade, self._lens, self._wall)

    def _sheet(self, sheet: Surface, behind: Picture) -> Picture:
        shade = light_on(sheet.place, self._lamp, self._room)
        return film(sheet, self._shown.picture, shade, self._lens, behind)


def _bend(species: Species, draw: np.random.Generator) -> Bend:
    def between(low: float, high: float) -> float:
        return float(draw.uniform(low, high))

    def either(value: float) -> float:
        return value * (1 if draw.random() < 0.5 else -1)

    bends: dict[Species, Callable[[], Bend]] = {
        Species.LOOSE_ROLL: lambda: Bend(between(-5, 5), curve=between(0.25, 0.6)),
        Species.TIGHT_ROLL: lambda: Bend(
            between(-5, 5), curve=between(0.6, 1.0), axis_at=between(-0.15, 0.15)
        ),
        Species.HORIZONTAL_ROLL: lambda: Bend(between(80, 100), curve=between(0.2, 0.6)),
        Species.DIAGONAL_ROLL: lambda: Bend(either(between(15, 70)), curve=between(0.3, 0.8)),
        Species.NOSE_FOLD: lambda: Bend(
            between(-4, 4),
            fold=between(18, 40),
            crease=float(np.exp(between(np.log(0.03), np.log(0.25)))),
            axis_at=between(-0.06, 0.06),
        ),
        Species.DIAGONAL_FOLD: lambda: Bend(
            either(between(10, 60)), fold=between(12, 40), crease=between(0.03, 0.2)
        ),
        Species.RESHAPED: lambda: (
            Bend(either(between(0, 20)), fold=between(15, 45), crease=between(0.05, 0.25))
            if draw.random() < 0.5
            else Bend(either(between(0, 20)), curve=between(0.5, 1.1))
        ),
        Species.EYE_HOLES: lambda: Bend(between(-4, 4), curve=between(0.45, 0.9)),
    }
    bends[Species.ROUGH_FOLD], bends[Species.ROUGH_ROLL] = bends[Species.NOSE_FOLD], bends[Species.TIGHT_ROLL]
    return bends[species]() if species in bends else Bend()


def _wall(size: tuple[int, int], draw: np.random.Generator) -> Picture:
    """A plain wall that gets a little darker downwards."""
    width, height = size
    rows = np.linspace(float(draw.uniform(150, 200)), float(draw.uniform(110, 170)), height)
    tint = 1 + draw.uniform(-0.06, 0.06, 3)
    wall = np.broadcast_to(rows[:, None, None] * tint, (height, width, 3))
    return np.asarray(np.clip(wall, 0, 255), dtype=np.uint8)
