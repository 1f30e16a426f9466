"""Recordings of synthetic people, for tests of whatever reads them. They belong in temporary folders."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import cv2

from ekyc.face.evidence import LivenessAction
from ekyc.face.frame_source import Image
from simulation.face.camera import SyntheticCamera
from simulation.face.person import SyntheticPerson
from simulation.face.scene import Scene

FPS = 12.0
_SECONDS = 2.4
_ASKED_AT = 0.8  # s into the recording: time enough for the frames of the straight look


def film(
    scene: Scene = Scene.PERSON,
    action: LivenessAction | None = None,
    person: SyntheticPerson = SyntheticPerson.ASTRONAUT,
    seed: int = 1,
) -> Iterator[Image]:
    """Frames at ``FPS`` of somebody who looks straight ahead and then does ``action``."""
    camera = SyntheticCamera(person, scene=scene, seed=seed)
    if action is not None:
        camera.act(action, at=_ASKED_AT)
    for number in range(round(_SECONDS * FPS)):
        yield camera.film(number / FPS)


def record_video(path: Path, frames: Iterator[Image]) -> None:
    """Motion JPEG, so that no frame depends on another. Makes the folder if need be."""
    path.parent.mkdir(parents=True, exist_ok=True)
    writer: cv2.VideoWriter | None = None
    for frame in frames:
        if writer is None:
            size = (frame.shape[1], frame.shape[0])
            writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"MJPG"), FPS, size)
            if not writer.isOpened():
                raise OSError("no video can be written here")
        writer.write(frame)
    if writer is not None:
        writer.release()


def record_pictures(folder: Path, frames: Iterator[Image]) -> None:
    """One JPEG a frame, numbered without leading zeros, as phones and tools do it."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, frame in enumerate(frames, start=1):
        cv2.imwrite(str(folder / f"frame{number}.jpg"), frame, [cv2.IMWRITE_JPEG_QUALITY, 92])
