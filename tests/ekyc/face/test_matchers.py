"""Other networks than the package's: what is checked before they load, and that they really compare."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest

from ekyc.face.errors import FaceError, FaceFault
from ekyc.face.evidence import MatchBand
from ekyc.face.limits import MatcherKind, load_limits
from ekyc.face.matching import compare, distance
from ekyc.face.models import NetworkFile, check_network, get_model_files
from ekyc.face.worker import FaceWorker
from simulation.face.camera import SyntheticCamera
from simulation.face.person import SyntheticPerson
from simulation.face.portrait import reference_portrait
from tests.patience import PATIENCE


def _varint(number: int) -> bytes:
    out = b""
    while True:
        number, low = number >> 7, number & 0x7F
        out += bytes([low | (0x80 if number else 0)])
        if not number:
            return out


def _number(field: int, value: int) -> bytes:
    return _varint(field << 3) + _varint(value)


def _part(field: int, content: bytes | str) -> bytes:
    data = content.encode() if isinstance(content, str) else content
    return _varint(field << 3 | 2) + _varint(len(data)) + data


def _tensor(name: str, shape: tuple[int, ...]) -> bytes:
    dimensions = b"".join(_part(1, _number(1, side)) for side in shape)
    return _part(1, name) + _part(2, _part(1, _number(1, 1) + _part(2, dimensions)))


def _integers(name: str, values: tuple[int, ...]) -> bytes:
    return _part(1, name) + b"".join(_number(8, value) for value in values) + _number(20, 7)


def _tiny_network(path: Path) -> NetworkFile:
    """An ONNX file with SFace's input, 3 x 112 x 112, that averages 16 fields of each colour."""
    field = (28, 28)
    pool = _part(1, "data") + _part(2, "pooled") + _part(4, "AveragePool")
    pool += _part(5, _integers("kernel_shape", field)) + _part(5, _integers("strides", field))
    flat = _part(1, "pooled") + _part(2, "fc1") + _part(4, "Flatten")
    graph = _part(1, pool) + _part(1, flat) + _part(2, "tiny")
    graph += _part(11, _tensor("data", (1, 3, 112, 112))) + _part(12, _tensor("fc1", (1, 48)))
    path.write_bytes(_number(1, 7) + _part(7, graph) + _part(8, _part(1, "") + _number(2, 11)))
    return _as_configured(path)


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


def test_an_onnx_network_compares_by_its_own_bands(tmp_path: Path) -> None:
    network = _tiny_network(tmp_path / "tiny.onnx")
    limits = load_limits(matcher=MatcherKind.SFACE)
    with _worker(MatcherKind.SFACE, network) as worker:
        info = worker.wait_ready()
        assert (info.name, info.model_sha256) == ("sface", network.sha256)
        assert [model.sha256 for model in info.models] == [network.sha256, limits.models.landmarks_68]
        assert info.models[0].path == str(network.path)
        chip = worker.read_portrait(reference_portrait(SyntheticPerson.ASTRONAUT)).embedding
        assert chip is not None
        live = {}
        for person in (SyntheticPerson.ASTRONAUT, SyntheticPerson.DRAWN_A):
            image = SyntheticCamera(person).film(0.0)
            face = worker.analyse(image).face
            assert face is not None
            live[person] = worker.embed(image, face.box)
    assert chip.shape == (48,)
    assert float(np.linalg.norm(chip)) == pytest.approx(1.0)
    own, other = (distance(chip, vector) for vector in live.values())
    assert own < 0.5 * other
    match = compare(chip, [live[SyntheticPerson.ASTRONAUT]], info, limits.matching)
    assert (match.band, match.match_limit, match.review_limit) == (MatchBand.MATCH, 0.90, 1.128)


def test_another_network_in_dlibs_format(tmp_path: Path) -> None:
    path = tmp_path / "other.dat"
    path.symlink_to(get_model_files().recognition)
    with _worker(MatcherKind.DLIB_FILE, _as_configured(path)) as worker:
        info = worker.wait_ready()
        assert info.name == "other.dat mirror-averaged"
        assert worker.read_portrait(reference_portrait(SyntheticPerson.ASTRONAUT)).embedding is not None


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
    assert _fault(MatcherKind.SFACE, None) is FaceFault.MODEL_MISSING
