from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import cv2
import numpy as np
import pytest

from ekyc.face.analysis import FrameFace
from ekyc.face.evidence import Finding
from ekyc.face.face_box import FaceBox
from ekyc.face.frame_source import Image
from ekyc.face.landmarks import Points
from ekyc.face.limits import FaceLimits
from ekyc.face.quality import ADVISORY, CHECKS, QualityMeasures, crowding, findings_of
from ekyc.face.worker import FaceWorker
from simulation.face.head import HeadPose
from simulation.face.person import SyntheticPerson
from simulation.face.scene import Scene, Stage
from simulation.face.worn import CLOTHS, Colour, with_glare, with_mask, with_scarf
from tests.again import again
from tests.ekyc.face.filmed import FilmCourse

_STAGE = Stage(SyntheticPerson.ASTRONAUT, 640, 480)
_GOOD = _STAGE.render(Scene.PERSON, HeadPose())


def _side_light(image: Image) -> Image:
    gain = np.linspace(0.15, 1.5, image.shape[1])[None, :, None]
    return np.clip(image * gain, 0, 255).astype(np.uint8)


def _moved(image: Image, x: float, scale: float = 1.0, down: float = 0.0) -> Image:
    height, width = image.shape[:2]
    warp = np.array([[scale, 0, (1 - scale) * width / 2 + x], [0, scale, (1 - scale) * height / 2 + down]])
    return np.asarray(
        cv2.warpAffine(image, warp, (width, height), borderMode=cv2.BORDER_REPLICATE), dtype=np.uint8
    )


def _dark_glasses(image: Image, face: FrameFace) -> Image:
    covered = image.copy()
    for eye in (face.landmarks[36:42], face.landmarks[42:48]):
        x, y = eye.mean(axis=0)
        cv2.ellipse(covered, (int(x), int(y)), (38, 26), 0, 0, 360, (18, 16, 16), -1)
    return covered


def _open_mouth(face: FrameFace) -> QualityMeasures:
    return replace(face.measures, mouth_opening=0.3)


@pytest.fixture(scope="module")
def good(worker: FaceWorker) -> FrameFace:
    analysis = worker.analyse(_GOOD)
    assert analysis.findings == ()
    assert analysis.face is not None
    return analysis.face


@pytest.mark.parametrize(
    ("finding", "image"),
    [
        (Finding.NO_FACE, _STAGE.render(Scene.NOBODY, HeadPose())),
        (Finding.SEVERAL_FACES, _STAGE.render(Scene.TWO_PEOPLE, HeadPose())),
        (Finding.TOO_FAR, _moved(_GOOD, 0, 0.7)),
        (Finding.TOO_CLOSE, _moved(_GOOD, 0, 1.5)),
        (Finding.NOT_CENTRED, _moved(_GOOD, 110)),
        (Finding.CUT_OFF, _moved(_GOOD, 0, down=130)),
        (Finding.GREY_PICTURE, np.repeat(_GOOD[:, :, 1:2], 3, axis=2)),
        (Finding.TOO_DARK, _STAGE.render(Scene.DARK, HeadPose())),
        (Finding.TOO_BRIGHT, np.clip(_GOOD * 1.6, 0, 255).astype(np.uint8)),
        (Finding.TURN_TO_CAMERA, _STAGE.render(Scene.PERSON, HeadPose(yaw=20))),
        (Finding.TURN_TO_CAMERA, _STAGE.render(Scene.PERSON, HeadPose(pitch=-12))),
        (Finding.TILTED_HEAD, _STAGE.render(Scene.PERSON, HeadPose(roll=14))),
        (Finding.UNEVEN_LIGHT, _side_light(_GOOD)),
        (Finding.BLURRED, _STAGE.render(Scene.BLURRED, HeadPose())),
        (Finding.LOW_CONTRAST, (_GOOD * 0.25 + 90).astype(np.uint8)),
        (Finding.EYES_CLOSED, _STAGE.render(Scene.PERSON, HeadPose(lids=1.0))),
    ],
    ids=lambda value: value.value if isinstance(value, Finding) else "",
)
def test_each_fault_of_a_frame_is_found(worker: FaceWorker, finding: Finding, image: Image) -> None:
    assert finding in worker.analyse(image).findings


def test_a_mask_and_dark_glasses_are_suspected(worker: FaceWorker, good: FrameFace) -> None:
    masked = worker.analyse(with_mask(_GOOD, good.landmarks, CLOTHS[0]))
    assert masked.face is None or Finding.MASK_SUSPECTED in masked.findings
    assert Finding.DARK_GLASSES_SUSPECTED in worker.analyse(_dark_glasses(_GOOD, good)).findings


@pytest.mark.parametrize("person", [SyntheticPerson.ASTRONAUT, SyntheticPerson.HOPPER])
def test_glare_in_glasses_is_found_and_the_light_in_an_eye_is_none(
    worker: FaceWorker, person: SyntheticPerson
) -> None:
    image = Stage(person, 640, 480).render(Scene.PERSON, HeadPose())
    face = worker.analyse(image).face
    assert face is not None
    assert Finding.GLASSES_GLARE not in worker.analyse(image).findings
    assert Finding.GLASSES_GLARE not in worker.analyse(with_glare(image, face.landmarks, 6)).findings
    assert Finding.GLASSES_GLARE in worker.analyse(with_glare(image, face.landmarks, 28)).findings


@pytest.mark.parametrize("wear", [with_mask, with_scarf])
@pytest.mark.parametrize("colour", CLOTHS)
def test_a_mask_or_a_scarf_is_suspected_or_hides_the_face(
    worker: FaceWorker,
    good: FrameFace,
    colour: Colour,
    wear: Callable[[Image, Points, Colour], Image],
) -> None:
    covered = worker.analyse(wear(_GOOD, good.landmarks, colour))
    assert covered.face is None or Finding.MASK_SUSPECTED in covered.findings


@pytest.mark.parametrize("down", [-30.0, 40.0, 80.0])
def test_who_sits_low_or_stands_tall_is_good_as_long_as_the_face_is_whole(
    worker: FaceWorker, down: float
) -> None:
    assert worker.analyse(_moved(_GOOD, 0, down=down)).findings == ()


def test_who_stands_far_away_is_asked_nearer_after_a_while(worker: FaceWorker) -> None:
    worker.analyse(_GOOD)  # whatever other tests showed this worker is over
    far = _moved(_GOOD, 0, 0.2)
    found = [worker.analyse(far).findings for _ in range(24)]
    assert found[0] == (Finding.NO_FACE,)
    assert {findings[0] for findings in found[12:]} == {Finding.TOO_FAR}
    nobody = _STAGE.render(Scene.NOBODY, HeadPose())
    empty = [worker.analyse(nobody).findings for _ in range(12)]
    assert empty[-1] == (Finding.NO_FACE,)
    assert worker.analyse(_GOOD).findings == ()


def test_an_open_mouth_is_found(good: FrameFace, limits: FaceLimits) -> None:
    assert findings_of(_open_mouth(good), limits.quality) == (Finding.MOUTH_OPEN,)


@pytest.mark.parametrize(
    "person", [SyntheticPerson.ASTRONAUT, SyntheticPerson.DRAWN_A, again(SyntheticPerson.DRAWN_B)]
)
def test_a_person_who_stands_well_is_good_in_nearly_every_frame(
    film_course: FilmCourse, person: SyntheticPerson
) -> None:
    course = film_course(person=person)
    assert sum(not shot.analysis.findings for shot in course) >= 0.95 * len(course)


@pytest.mark.parametrize("sigma", [2.0, 3.0])
def test_blur_is_told_from_sharpness(worker: FaceWorker, sigma: float) -> None:
    """σ in pixels at 90 px between the eyes, as the limit was measured."""
    for person in SyntheticPerson:
        sharp = Stage(person, 640, 480).render(Scene.PERSON, HeadPose())
        blurred = np.asarray(cv2.GaussianBlur(sharp, (0, 0), sigma * 106 / 90), dtype=np.uint8)
        assert Finding.BLURRED not in worker.analyse(sharp).findings
        assert Finding.BLURRED in worker.analyse(blurred).findings


def test_the_same_face_at_720p_measures_alike(worker: FaceWorker, good: FrameFace) -> None:
    large = worker.analyse(Stage(SyntheticPerson.ASTRONAUT, 1280, 720).render(Scene.PERSON, HeadPose()))
    assert large.face is not None
    assert large.findings == ()
    assert large.face.measures.luminance == pytest.approx(good.measures.luminance, abs=0.03)
    assert large.face.measures.uniformity == pytest.approx(good.measures.uniformity, abs=8)


def test_findings_come_in_one_fixed_order(good: FrameFace, limits: FaceLimits) -> None:
    worst = replace(
        good.measures, inter_eye_distance=10.0, luminance=0.0, yaw=80.0, sharpness=0.0, eye_opening=0.0
    )
    order = [finding for finding, _ in CHECKS]
    found = findings_of(worst, limits.quality)
    assert list(found) == sorted(found, key=order.index)
    assert found[0] is Finding.TOO_FAR
    assert {*order, Finding.NO_FACE, Finding.SEVERAL_FACES} == set(Finding)
    assert set(order) > ADVISORY


@pytest.mark.parametrize(
    ("boxes", "finding"),
    [
        ([], Finding.NO_FACE),
        ([FaceBox(0, 0, 200, 200)], None),
        ([FaceBox(0, 0, 200, 200), FaceBox(600, 0, 680, 80)], None),
        ([FaceBox(0, 0, 200, 200), FaceBox(600, 0, 720, 120)], Finding.SEVERAL_FACES),
        ([FaceBox(0, 0, 200, 200), FaceBox(210, 0, 290, 80)], Finding.SEVERAL_FACES),
    ],
)
def test_other_people_count_when_they_are_near(
    limits: FaceLimits, boxes: list[FaceBox], finding: Finding | None
) -> None:
    assert crowding(boxes, limits.quality) is finding
