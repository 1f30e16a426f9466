"""One loaded worker for the folder, and filmed courses that several tests look at."""

from __future__ import annotations

from functools import cache

import pytest

from ekyc.face.evidence import LivenessAction
from ekyc.face.limits import FaceLimits, load_limits
from ekyc.face.worker import FaceWorker
from simulation.face.camera import SyntheticCamera
from simulation.face.person import SyntheticPerson
from simulation.face.scene import Scene
from tests.ekyc.face.filmed import FPS, SECONDS, FilmCourse, Filmed


@pytest.fixture(scope="session")
def limits() -> FaceLimits:
    return load_limits()


@pytest.fixture(scope="session")
def worker(face_worker: FaceWorker) -> FaceWorker:
    return face_worker


@pytest.fixture(scope="session")
def film_course(worker: FaceWorker) -> FilmCourse:
    """A few seconds of a person who is asked for ``action`` after the first one, each frame analysed."""

    @cache
    def film(
        action: LivenessAction | None = None,
        scene: Scene = Scene.PERSON,
        person: SyntheticPerson = SyntheticPerson.ASTRONAUT,
    ) -> list[Filmed]:
        camera = SyntheticCamera(person, scene=scene)
        if action is not None:
            camera.act(action, at=1.0)
        moments = [number / FPS for number in range(int(SECONDS * FPS))]
        images = [camera.film(at) for at in moments]
        return [Filmed(image, worker.analyse(image), at) for image, at in zip(images, moments, strict=True)]

    return film
