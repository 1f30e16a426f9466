"""From the end of a session to evidence: the identity confirmed, the match, and every number behind them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import cast

import cv2

from ekyc.face.capture import Shot
from ekyc.face.evidence import FaceEvidence, MethodResult
from ekyc.face.frame_source import Image
from ekyc.face.identity import confirm_identity
from ekyc.face.limits import FaceLimits
from ekyc.face.matching import Embedding, MatcherInfo, compare
from ekyc.face.moire import moire_peak, moire_result
from ekyc.face.quality import advisories_of, findings_of
from ekyc.face.relief_rule import confirm_relief
from ekyc.face.session import FaceSession

_PORTRAIT_QUALITY = 88  # JPEG
_PORTRAIT_HEIGHT = 640  # px at most


@dataclass(frozen=True, slots=True)
class Measured:
    """What only the worker can tell. ``live``: of the session's best frames; ``peaks``: of its peaks;
    ``reference``: of the chip's portrait, None if there is none. ``relief``: of the head turns.
    """

    reference: Embedding | None = field(repr=False)
    live: Sequence[Embedding] = field(repr=False)
    peaks: Sequence[Embedding] = field(repr=False)
    relief: MethodResult


def conclude(session: FaceSession, measured: Measured, info: MatcherInfo, limits: FaceLimits) -> FaceEvidence:
    """The evidence of a finished session, save for counts and durations."""
    best = session.best[0] if session.best else None
    patterns = [moire_peak(shot.image, shot.face.box) for shot in session.best]
    identity = limits.liveness.max_identity_distance
    return FaceEvidence(
        findings=best.findings if best is not None else session.findings,
        liveness=confirm_relief(
            confirm_identity(session.liveness, measured.live, measured.peaks, info, identity), measured.relief
        ),
        match=compare(measured.reference, _comparable(best, measured.live, limits), info, limits.matching),
        portrait_jpeg=portrait_of(best) if best is not None else b"",
        methods=(
            *session.methods,
            measured.relief,
            moire_result(patterns, limits.moire, limits.methods.moire),
        ),
        models=info.models,
        limits_version=limits.version,
        measures=_rounded(best),
        advisories=advisories_of(best.face.measures, limits.quality) if best is not None else (),
    )


def _comparable(best: Shot | None, live: Sequence[Embedding], limits: FaceLimits) -> Sequence[Embedding]:
    """An advisory finding may have let the frames pass; a strong one bars the comparison all the same."""
    barred = best is None or findings_of(best.face.measures, limits.comparable)
    return () if barred else live


def portrait_of(shot: Shot) -> bytes:
    """Head and shoulders of a frame as JPEG bytes, 3:4, at most 640 px high, encoded in memory."""
    box = shot.face.box
    height, width = shot.image.shape[:2]
    x, y = box.centre
    half_height = min(box.height * 1.15, height / 2)
    half_width = half_height * 0.75
    left, right = max(0, round(x - half_width)), min(width, round(x + half_width))
    top, bottom = max(0, round(y - half_height)), min(height, round(y + half_height))
    crop = shot.image[top:bottom, left:right]
    if crop.shape[0] > _PORTRAIT_HEIGHT:
        scale = _PORTRAIT_HEIGHT / crop.shape[0]
        crop = cast("Image", cv2.resize(crop, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA))
    _, encoded = cv2.imencode(".jpg", crop, [cv2.IMWRITE_JPEG_QUALITY, _PORTRAIT_QUALITY])
    return encoded.tobytes()


def _rounded(best: Shot | None) -> dict[str, float]:
    if best is None:
        return {}
    return {name: round(value, 4) for name, value in asdict(best.face.measures).items()}
