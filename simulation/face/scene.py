"""What stands before the synthetic camera: a person, nobody, two people, bad light, a photograph."""

from __future__ import annotations

from enum import StrEnum
from typing import cast

import cv2
import numpy as np

from ekyc.face.frame_source import Image
from simulation.face.head import Head, HeadPose
from simulation.face.person import SyntheticPerson, load_person

_EYE_DISTANCE = 0.222  # of the frame's height
_EYES_AT = 0.415
_FLAT_TURN = 1.6  # a photograph is turned further than a head, to make the most of it


class Scene(StrEnum):
    PERSON = "person"
    NOBODY = "nobody"
    TWO_PEOPLE = "two_people"
    DARK = "dark"
    BLURRED = "blurred"
    FLAT_PHOTO = "flat_photo"


class Stage:
    """Renders one person in any scene and pose, in one frame size, without camera noise."""

    def __init__(self, person: SyntheticPerson, width: int, height: int) -> None:
        self._person = person
        self._width = width
        self._height = height
        self._head = self._place(person, 0.5, 1.0)

    def render(self, scene: Scene, pose: HeadPose) -> Image:
        match scene:
            case Scene.PERSON:
                return self._head.render(pose)
            case Scene.NOBODY:
                return self._wall()
            case Scene.TWO_PEOPLE:
                return self._two(pose)
            case Scene.DARK:
                return (self._head.render(pose).astype(np.float32) * 0.16).astype(np.uint8)
            case Scene.BLURRED:
                sigma = 0.035 * _EYE_DISTANCE * self._height
                return cast("Image", cv2.GaussianBlur(self._head.render(pose), (0, 0), sigma))
            case Scene.FLAT_PHOTO:
                return self._photo(pose)

    def _place(self, person: SyntheticPerson, x: float, size: float) -> Head:
        distance = _EYE_DISTANCE * self._height * size
        eyes_at = (x * self._width, _EYES_AT * self._height)
        portrait = load_person(person).placed(self._width, self._height, distance, eyes_at)
        return Head(portrait.image, portrait.points)

    def _wall(self) -> Image:
        rows = np.linspace(188, 148, self._height)[:, None, None]
        tint = np.array([1.0, 0.98, 0.95])
        return np.broadcast_to(rows * tint, (self._height, self._width, 3)).astype(np.uint8)

    def _two(self, pose: HeadPose) -> Image:
        """The person and a second one shoulder to shoulder."""
        others = [
            entry for entry in SyntheticPerson if entry.name.startswith("DRAWN") and entry != self._person
        ]
        picture = self._place(self._person, 0.3, 0.8).render(pose)
        beside = self._place(others[0], 0.72, 0.8).render(HeadPose())
        half = self._width // 2
        picture[:, half:] = beside[:, half:]
        return picture

    def _photo(self, pose: HeadPose) -> Image:
        """A print of the person's straight look, held up; a turn turns the paper about its upright axis."""
        paper = self._head.render(HeadPose())
        angle = np.radians(pose.yaw * _FLAT_TURN)
        width, height = self._width, self._height
        x0, x1, y0, y1 = 0.14 * width, 0.86 * width, 0.02 * height, 0.98 * height
        flat = np.array([(x0, y0), (x1, y0), (x1, y1), (x0, y1)], dtype=np.float32)
        centre = np.array([width / 2, height / 2])
        distance = 2.2 * width  # from the lens, in pixels of the paper
        offset = flat - centre
        depth = 1 - offset[:, 0] * np.sin(angle) / distance
        seen = np.column_stack([offset[:, 0] * np.cos(angle) / depth, offset[:, 1] / depth]) + centre
        warp = cv2.getPerspectiveTransform(flat, seen.astype(np.float32))
        mask = cv2.fillConvexPoly(np.zeros((height, width), np.uint8), np.round(seen).astype(np.int32), 255)
        held = cv2.warpPerspective(paper, warp, (width, height), borderMode=cv2.BORDER_REPLICATE)
        picture = self._wall()
        picture[mask > 0] = held[mask > 0]
        return picture
