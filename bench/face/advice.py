"""Is the right thing said? Rendered faces with something in the way, and the same faces without."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from bench.table import Row, share
from ekyc.face.evidence import Finding
from ekyc.face.frame_source import Image
from ekyc.face.landmarks import Points
from ekyc.face.worker import FaceWorker
from simulation.face.head import HeadPose
from simulation.face.person import SyntheticPerson
from simulation.face.scene import Scene, Stage
from simulation.face.worn import CLOTHS, with_glare, with_mask, with_scarf

_POSES = tuple(HeadPose(yaw, pitch) for yaw, pitch in product((-6, 0, 6), (-4, 4)))
_SPOTS = (22, 28, 36)  # px
_AS_BAD = frozenset({Finding.NO_FACE, Finding.MASK_SUSPECTED})  # a hidden face is not compared either


def measure(worker: FaceWorker) -> list[Row]:
    shown = list(_shown(worker))

    def found(image: Image) -> set[Finding]:
        return set(worker.analyse(image).findings)

    clean = [found(image) for image, _ in shown]
    masks = [found(with_mask(image, points, cloth)) for (image, points), cloth in product(shown, CLOTHS)]
    scarves = [found(with_scarf(image, points, cloth)) for (image, points), cloth in product(shown, CLOTHS)]
    glares = [found(with_glare(image, points, spot)) for (image, points), spot in product(shown, _SPOTS)]
    crowds = [
        found(Stage(person, 640, 480).render(Scene.TWO_PEOPLE, pose))
        for person, pose in product(SyntheticPerson, _POSES)
    ]
    return [
        share("mask told or face hidden", [bool(entry & _AS_BAD) for entry in masks]),
        share("scarf told or face hidden", [bool(entry & _AS_BAD) for entry in scarves]),
        share("mask or scarf imagined", [Finding.MASK_SUSPECTED in entry for entry in clean]),
        share("glare in glasses told", [Finding.GLASSES_GLARE in entry for entry in glares]),
        share("glare imagined", [Finding.GLASSES_GLARE in entry for entry in clean]),
        share("second person told", [Finding.SEVERAL_FACES in entry for entry in crowds]),
        share("second person imagined", [Finding.SEVERAL_FACES in entry for entry in clean]),
    ]


def _shown(worker: FaceWorker) -> Iterator[tuple[Image, Points]]:
    for person, pose in product(SyntheticPerson, _POSES):
        image = Stage(person, 640, 480).render(Scene.PERSON, pose)
        if (face := worker.analyse(image).face) is not None:
            yield image, face.landmarks
