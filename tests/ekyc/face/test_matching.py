from __future__ import annotations

import json
import subprocess
import sys
import textwrap

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ekyc.face.evidence import LivenessOutcome, LivenessResult, MatchBand
from ekyc.face.identity import confirm_identity
from ekyc.face.limits import FaceLimits, load_limits
from ekyc.face.matching import MatcherInfo, band_of, compare, distance
from ekyc.face.worker import FaceWorker
from simulation.face.camera import SyntheticCamera
from simulation.face.person import SyntheticPerson
from simulation.face.portrait import reference_portrait

_INFO = MatcherInfo("test", "00")


@pytest.mark.parametrize(
    ("value", "band"),
    [
        (0.0, MatchBand.MATCH),
        (0.90, MatchBand.MATCH),
        (0.9000001, MatchBand.REVIEW),
        (1.10, MatchBand.REVIEW),
        (1.1000001, MatchBand.NO_MATCH),
        (9.0, MatchBand.NO_MATCH),
    ],
)
def test_bands(limits: FaceLimits, value: float, band: MatchBand) -> None:
    assert band_of(value, limits.matching) is band


@given(st.floats(0, 3), st.floats(0, 3))
def test_a_larger_distance_is_never_a_better_band(first: float, second: float) -> None:
    order = [MatchBand.MATCH, MatchBand.REVIEW, MatchBand.NO_MATCH]
    limits = load_limits().matching
    near, far = sorted((first, second))
    assert order.index(band_of(near, limits)) <= order.index(band_of(far, limits))


def test_nothing_to_compare_is_said_so(limits: FaceLimits) -> None:
    face = np.zeros(128)
    for reference, live in ((None, [face]), (face, []), (None, [])):
        result = compare(reference, live, _INFO, limits.matching)
        assert (result.band, result.distance) == (MatchBand.NOT_COMPARABLE, None)


def test_limits_and_model_travel_with_the_result(limits: FaceLimits) -> None:
    result = compare(np.zeros(128), [np.zeros(128)], _INFO, limits.matching)
    assert (result.matcher, result.model_sha256) == ("test", "00")
    assert (result.match_limit, result.review_limit) == (0.90, 1.10)


def test_a_person_matches_their_chip_and_nobody_elses(worker: FaceWorker, limits: FaceLimits) -> None:
    people = (SyntheticPerson.ASTRONAUT, SyntheticPerson.HOPPER, SyntheticPerson.DRAWN_A)
    chips = {person: worker.read_portrait(reference_portrait(person)).embedding for person in people}
    for person in people:
        image = SyntheticCamera(person).film(0.0)
        face = worker.analyse(image).face
        assert face is not None
        live = worker.embed(image, face.box)
        for other, chip in chips.items():
            assert chip is not None
            away = distance(live, chip)
            assert away <= 0.6 if other is person else away > limits.matching.review_limit


def test_the_face_that_acts_must_be_the_face_that_is_matched() -> None:
    passed = LivenessResult(LivenessOutcome.PASSED)
    near, far = np.full(128, 0.01), np.full(128, 0.1)
    live = [np.zeros(128)]
    assert confirm_identity(passed, live, [near], _INFO, 0.45) is passed
    assert confirm_identity(passed, live, [near, far], _INFO, 0.45).reasons == ("face_changed",)
    failed = LivenessResult(LivenessOutcome.FAILED, reasons=("too_slow",))
    assert confirm_identity(failed, live, [far], _INFO, 0.45) is failed


_SAME_VECTOR = """
    import json, sys, warnings
    from pathlib import Path
    warnings.simplefilter("ignore")  # face_recognition_models imports pkg_resources
    import cv2
    import numpy as np
    from ekyc.face.analyser import Analyser
    from ekyc.face.dlib_matcher import DlibMatcher
    from ekyc.face.limits import load_limits
    from ekyc.face.models import get_model_files
    from ekyc.face.picture import decode_picture
    from simulation.face.person import SyntheticPerson
    from simulation.face.portrait import reference_portrait
    import face_recognition

    matcher = DlibMatcher(get_model_files())
    analyser = Analyser(load_limits())
    apart = []
    for person in SyntheticPerson:
        data = reference_portrait(person)
        image, box = decode_picture(data), analyser.read_portrait(data).face.box
        rgb = cv2.cvtColor(image, cv2.COLOR_BGR2RGB)
        theirs = face_recognition.face_encodings(rgb, [(box.top, box.right, box.bottom, box.left)])[0]
        apart.append(float(np.abs(theirs - matcher.embed_plain(image, box)).max()))
    print(json.dumps(apart))
"""


def test_our_vector_is_that_of_face_recognition() -> None:
    """In a process of its own: the import of face_recognition changes Pillow for everybody."""
    run = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(_SAME_VECTOR)], capture_output=True, text=True, check=True
    )
    apart = json.loads(run.stdout.splitlines()[-1])
    assert len(apart) == 4
    assert max(apart) <= 1e-6
