"""The matcher that the limits and the configured file ask for. Worker process only."""

from __future__ import annotations

from ekyc.face.detection import FaceDetector
from ekyc.face.dlib_matcher import DlibMatcher
from ekyc.face.errors import FaceError, FaceFault
from ekyc.face.limits import FaceLimits, MatcherKind
from ekyc.face.matching import Matcher, MatcherInfo
from ekyc.face.models import ModelFiles, NetworkFile, check_models, check_network
from ekyc.face.sface_matcher import SfaceMatcher


def load_matcher(
    files: ModelFiles, detector: FaceDetector, limits: FaceLimits, network: NetworkFile | None
) -> tuple[Matcher, MatcherInfo]:
    """Check every file that takes part and load the network of ``limits.matching.kind``.

    Nothing is ever fetched, and another matcher never stands in for the configured one: its bands would be
    wrong. Raises FaceError: ``model_corrupt``, ``model_missing``, ``network_unexpected``,
    ``network_unusable``.
    """
    recognition, landmarks_5, landmarks_68 = check_models(files, limits.models)
    kind = limits.matching.kind
    matcher: Matcher
    if kind is MatcherKind.DLIB:
        if network is not None:
            raise ValueError("a network file needs the limits of its kind")
        matcher = DlibMatcher(files)
        return matcher, MatcherInfo(
            DlibMatcher.name, recognition.sha256, (recognition, landmarks_5, landmarks_68)
        )
    if network is None:
        raise FaceError(FaceFault.MODEL_MISSING, f"no file is configured for {kind.value}")
    used = check_network(network)
    if kind is MatcherKind.DLIB_FILE:
        try:
            matcher = DlibMatcher(files, network.path)
        except FaceError as error:
            raise FaceError(FaceFault.NETWORK_UNUSABLE, network.path.name) from error
        return matcher, MatcherInfo(
            f"{network.path.name} mirror-averaged", used.sha256, (used, landmarks_5, landmarks_68)
        )
    matcher = SfaceMatcher(network.path, detector.landmarks_of)
    return matcher, MatcherInfo(SfaceMatcher.name, used.sha256, (used, landmarks_68))
