"""The synthetic people: a portrait each, with the place of its landmarks.

Two come from pictures that installed packages carry (both in the public domain: works of NASA and of the
United States Navy); the others are drawn from a seed and need no picture at all.
"""

from __future__ import annotations

import importlib.util
import json
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import cast

import cv2
import numpy as np

from ekyc.face import landmarks as lm
from ekyc.face.frame_source import Image
from ekyc.face.landmarks import Points
from simulation.face.drawing import draw_face


class SyntheticPerson(StrEnum):
    ASTRONAUT = "astronaut"  # Eileen Collins, in scikit-image's data
    HOPPER = "hopper"  # Grace Hopper, in Matplotlib's data; wears glasses and a cap
    DRAWN_A = "drawn_a"
    DRAWN_B = "drawn_b"


_SEEDS = {SyntheticPerson.DRAWN_A: 52, SyntheticPerson.DRAWN_B: 47}


@dataclass(frozen=True, slots=True)
class Portrait:
    """A picture of one face and its 68 landmarks in pixels."""

    image: Image = field(repr=False)
    points: Points = field(repr=False)

    def placed(self, width: int, height: int, eye_distance: float, eyes_at: tuple[float, float]) -> Portrait:
        """The portrait upright in a frame: ``eye_distance`` px between the eyes, middle at ``eyes_at``."""
        first, second = lm.eye_centres(self.points)
        axis = second - first
        length = float(np.hypot(*axis))
        scale = eye_distance / length
        cosine, sine = scale * axis / length
        linear = np.array([[cosine, sine], [-sine, cosine]])
        shift = np.array(eyes_at) - linear @ ((first + second) / 2)
        image = self.image
        flags = cv2.INTER_CUBIC if scale > 1 else cv2.INTER_AREA
        warp = np.column_stack([linear, shift])
        placed = cv2.warpAffine(image, warp, (width, height), flags=flags, borderMode=cv2.BORDER_REFLECT_101)
        return Portrait(_sharpened(cast("Image", placed), scale), self.points @ linear.T + shift)


@cache
def load_person(person: SyntheticPerson) -> Portrait:
    """Read or draw a person. ImportError if the package that carries the picture is not installed."""
    if person in _SEEDS:
        return Portrait(*draw_face(_SEEDS[person]))
    points = np.array(json.loads(Path(__file__).with_name("landmarks.json").read_text())[person.value])
    return Portrait(_even_light(_read(person), points), points)


def _read(person: SyntheticPerson) -> Image:
    if person is SyntheticPerson.ASTRONAUT:
        return _read_file("skimage", "data/astronaut.png")
    return _read_file("matplotlib", "mpl-data/sample_data/grace_hopper.jpg")


def _read_file(package: str, name: str) -> Image:
    """A picture out of an installed package, which is found but not imported: that would take a second."""
    spec = importlib.util.find_spec(package)
    if spec is None or spec.origin is None:
        raise ImportError(f"the package {package} is not installed", name=package)
    data = np.fromfile(Path(spec.origin).parent / name, dtype=np.uint8)
    return cast("Image", cv2.imdecode(data, cv2.IMREAD_COLOR))


def _even_light(image: Image, points: Points) -> Image:
    """Take the photographer's side light away: a kiosk lights the face from the front."""
    grey = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)
    means, places = [], []
    for eye, corner in zip(lm.eye_centres(points), lm.MOUTH_CORNERS, strict=True):
        x, y = float(eye[0]), float((eye[1] + points[corner][1]) / 2)
        half = max(3, round(0.15 * lm.inter_eye_distance(points)))
        zone = grey[round(y) - half : round(y) + half + 1, round(x) - half : round(x) + half + 1]
        means.append(float(zone.mean()))
        places.append(x)
    target = float(np.mean(means))
    columns = np.interp(np.arange(image.shape[1]), places, [target / mean for mean in means])
    return np.clip(image * columns[None, :, None], 0, 255).astype(np.uint8)


def _sharpened(image: Image, scale: float) -> Image:
    """Give an enlarged picture back some of the edge that enlarging took."""
    if scale <= 1.6:
        return image
    blurred = cv2.GaussianBlur(image, (0, 0), 0.8 * scale)
    return cast("Image", cv2.addWeighted(image, 1.9, blurred, -0.9, 0))
