"""``python -m simulation.face.relief_map``: how a turning head usually moves, for ``ekyc.face.relief``.

The median over turns of the simulated people, each without what an affine movement explains and scaled to
size 1, written to ``ekyc/face/relief_map.csv``. The attacks that the rule is measured with come from
``simulation.staged``, which shares no code with this.
"""

from __future__ import annotations

import sys
from pathlib import Path

import cv2
import numpy as np

from ekyc.face import relief
from ekyc.face.detection import FaceDetector
from ekyc.face.face_patch import FacePatch, face_patch
from ekyc.face.models import get_model_files
from ekyc.face.relief import Map
from simulation.face.head import HeadPose
from simulation.face.person import SyntheticPerson
from simulation.face.scene import Scene, Stage

_SIZE = (640, 480)
_YAWS = (14, 16, 18, 20, 22, 24, 26)
_PITCHES = (-4, 0, 4)


def main() -> int:
    detector = FaceDetector(get_model_files())
    turns = [turn for person in SyntheticPerson for turn in _turns(detector, Stage(person, *_SIZE))]
    middle = np.median(np.stack(turns), axis=0)
    lines = [
        "# Movement along the eye line of a turning head, size 1; rows from the brows down, columns from the",
        "# left of the frame. Written by: python -m simulation.face.relief_map",
        *(",".join(f"{value:.4f}" for value in row) for row in middle),
    ]
    target = Path(relief.__file__).with_name("relief_map.csv")
    target.write_text("\n".join(lines) + "\n", encoding="ascii")
    alike = [float(np.corrcoef(turn.ravel(), middle.ravel())[0, 1]) for turn in turns]
    print(f"{len(turns)} turns; correlation with the map {np.median(alike):.2f}, least {min(alike):.2f}")
    return 0


def _turns(detector: FaceDetector, stage: Stage) -> list[Map]:
    straight = _patch(detector, stage, HeadPose())
    if straight is None:
        raise RuntimeError("a simulated person was not found")
    movements = []
    for yaw in (*_YAWS, *(-yaw for yaw in _YAWS)):
        for pitch in _PITCHES:
            turned = _patch(detector, stage, HeadPose(yaw=yaw, pitch=pitch))
            if turned is not None:
                movement, trust, _ = relief.movement_between(straight, turned, yaw > 0)
                movements.append(relief.without_affine(movement, trust))
    return movements


def _patch(detector: FaceDetector, stage: Stage, pose: HeadPose) -> FacePatch | None:
    grey = np.asarray(cv2.cvtColor(stage.render(Scene.PERSON, pose), cv2.COLOR_BGR2GRAY), dtype=np.uint8)
    boxes = detector.find_faces(grey)
    return face_patch(grey, detector.landmarks_of(grey, boxes[0])) if boxes else None


if __name__ == "__main__":
    sys.exit(main())
