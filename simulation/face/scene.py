"""What stands before the synthetic camera: a person, nobody, two people, bad light, an attack."""

from __future__ import annotations

from enum import StrEnum
from typing import cast

import cv2
import numpy as np

from ekyc.face.frame_source import Image
from simulation.face.attacks import held_photo, masked, on_a_screen, returned_by_photo, returned_by_screen
from simulation.face.head import Head, HeadPose
from simulation.face.lighting import Returned
from simulation.face.person import SyntheticPerson, load_person

_EYE_DISTANCE = 0.222  # of the frame's height
_EYES_AT = 0.415
_ON_WALL = 0.12  # share of the screen's light that the wall behind a person sends back


class Scene(StrEnum):
    PERSON = "person"
    NOBODY = "nobody"
    TWO_PEOPLE = "two_people"
    DARK = "dark"
    BLURRED = "blurred"
    MASK = "mask"
    FLAT_PHOTO = "flat_photo"
    BENT_PHOTO = "bent_photo"
    SCREEN_REPLAY = "screen_replay"


class Stage:
    """Renders one person in any scene and pose, in one frame size, without camera noise."""

    def __init__(self, person: SyntheticPerson, width: int, height: int) -> None:
        self._person = person
        self._width = width
        self._height = height
        self._head = self._place(person, 0.5, 1.0)
        self._masked: Head | None = None

    def render(self, scene: Scene, pose: HeadPose) -> Image:
        match scene:
            case Scene.NOBODY:
                return self._wall()
            case Scene.TWO_PEOPLE:
                return self._two(pose)
            case Scene.MASK:
                return self._masked_head().render(pose)
            case Scene.FLAT_PHOTO | Scene.BENT_PHOTO:
                paper, bent = self._head.render(HeadPose()), scene is Scene.BENT_PHOTO
                return held_photo(paper, self._wall(), pose.yaw, _EYE_DISTANCE * self._height, bent=bent)
            case _:
                return self._seen(scene, self._head.render(pose))

    def _seen(self, scene: Scene, head: Image) -> Image:
        """The turning head itself, or what lies between it and the lens."""
        match scene:
            case Scene.DARK:
                return (head.astype(np.float32) * 0.16).astype(np.uint8)
            case Scene.BLURRED:
                sigma = 0.035 * _EYE_DISTANCE * self._height
                return cast("Image", cv2.GaussianBlur(head, (0, 0), sigma))
            case Scene.SCREEN_REPLAY:
                return on_a_screen(head, self._wall())
            case _:
                return head

    def returned(self, scene: Scene) -> Returned:
        """How much of the kiosk's screen light comes back from each place of the straight look."""
        if scene in (Scene.FLAT_PHOTO, Scene.BENT_PHOTO):
            return returned_by_photo(self._height, self._width)
        if scene is Scene.SCREEN_REPLAY:
            return returned_by_screen(self._height, self._width)
        share = self._head.outline if scene is not Scene.NOBODY else np.zeros(1, dtype=np.float32)
        returned = np.broadcast_to(_ON_WALL + (1 - _ON_WALL) * share, (self._height, self._width))
        return np.ascontiguousarray(returned, dtype=np.float32)

    @property
    def outline(self) -> Returned:
        """The head as a soft stencil, 1 inside: where the light of a recorded flash lies."""
        return self._head.outline

    def _masked_head(self) -> Head:
        if self._masked is None:
            picture, points = self._head.straight
            self._masked = Head(masked(picture, points), points)
        return self._masked

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
