"""The matcher that the limits and the configured file ask for. Worker process only."""

from __future__ import annotations

from ekyc.face.detection import FaceDetector
from ekyc.face.dlib_matcher import DlibMatcher
from ekyc.face.errors import FaceError, FaceFault
from ekyc.face.evidence import ModelUsed
from ekyc.face.limits import FaceLimits, MatcherKind, ModelHashes
from ekyc.face.matching import Matcher, MatcherInfo
from ekyc.face.models import ModelFiles, NetworkFile, check_model, check_network
from ekyc.face.sface_matcher import SfaceMatcher


def load_matcher(
    files: ModelFiles, detector: FaceDetector, limits: FaceLimits, network: NetworkFile | None
) -> tuple[Matcher, MatcherInfo]:
    """Check every file that takes part and load the network of ``limits.matching.kind``.

    Nothing is ever fetched, and another matcher never stands in for the configured one: its bands would be
    wrong. Raises FaceError: ``model_corrupt``, ``model_missing``, ``network_unexpected``,
    ``network_unusable``.
    """
    match limits.matching.kind:
        case MatcherKind.SFACE:
            return _sface(files, detector, limits.models, network)
        case MatcherKind.DLIB:
            if network is not None:
                raise ValueError("a network file needs the limits of its kind")
            return _dlib(files, limits.models)
        case MatcherKind.DLIB_FILE:
            if network is None:
                raise FaceError(FaceFault.MODEL_MISSING, "no file is configured for dlib_file")
            return _dlib_file(files, limits.models, network)


def _sface(
    files: ModelFiles, detector: FaceDetector, expected: ModelHashes, network: NetworkFile | None
) -> tuple[Matcher, MatcherInfo]:
    used = check_network(network) if network is not None else check_model(files.sface, expected.sface)
    landmarks_68 = _check_landmarks_68(files, expected)
    matcher = SfaceMatcher(network.path if network is not None else files.sface, detector.landmarks_of)
    return matcher, MatcherInfo(SfaceMatcher.name, used.sha256, (used, landmarks_68), unit_length=True)


def _dlib(files: ModelFiles, expected: ModelHashes) -> tuple[Matcher, MatcherInfo]:
    used = check_model(files.recognition, expected.recognition)
    rest = (
        check_model(files.landmarks_5, expected.landmarks_5, expected.landmarks_5_rounded),
        _check_landmarks_68(files, expected),
    )
    return DlibMatcher(files), MatcherInfo(DlibMatcher.name, used.sha256, (used, *rest))


def _dlib_file(files: ModelFiles, expected: ModelHashes, network: NetworkFile) -> tuple[Matcher, MatcherInfo]:
    used = check_network(network)
    rest = (
        check_model(files.landmarks_5, expected.landmarks_5, expected.landmarks_5_rounded),
        _check_landmarks_68(files, expected),
    )
    try:
        matcher = DlibMatcher(files, network.path)
    except FaceError as error:
        raise FaceError(FaceFault.NETWORK_UNUSABLE, network.path.name) from error
    name = f"{network.path.name} mirror-averaged"
    return matcher, MatcherInfo(name, used.sha256, (used, *rest))


def _check_landmarks_68(files: ModelFiles, expected: ModelHashes) -> ModelUsed:
    return check_model(files.landmarks_68, expected.landmarks_68, expected.landmarks_68_rounded)
