"""Is this frame good enough to be compared? Measures and checks of one face.

The measures follow OFIQ (the open reference implementation of ISO/IEC 29794-5, German BSI), where they need
no neural network of their own; the limits are a kiosk's (``limits.toml``). Luminance measures are taken on
the face brought to 90 px between the eyes, so that they do not depend on how far away somebody stands.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import cast

import cv2
import numpy as np
from numpy.typing import NDArray

from ekyc.face import landmarks as lm
from ekyc.face.evidence import Finding
from ekyc.face.face_box import FaceBox
from ekyc.face.frame_source import Image
from ekyc.face.landmarks import Points
from ekyc.face.limits import QualityLimits
from ekyc.face.pose import Pose

ADVISORY = frozenset({Finding.MASK_SUSPECTED, Finding.DARK_GLASSES_SUSPECTED, Finding.GLASSES_GLARE})
"""Findings too unsure to keep a person out; they hold the capture back for a while and then travel with it.
"""

_BORDER = 2.0  # px
_ALIGNED_SIDE = 360
_ALIGNED_EYE_DISTANCE = 90.0
_ALIGNED_EYES = (_ALIGNED_SIDE / 2, 130.0)  # midpoint between the eyes


@dataclass(frozen=True, slots=True)
class QualityMeasures:
    inter_eye_distance: float  # px, divided by cos(yaw)
    head_size: float  # T over the height of the frame
    centre_offset: float  # sideways, share of the frame's width
    cut_off: float  # share of the landmarks at the border of the frame or beyond
    yaw: float  # degrees
    pitch: float
    roll: float
    sharpness: float  # variance of the Laplacian over variance of the luminance
    luminance: float  # mean, 0 to 1
    over_exposed: float  # share of the face
    under_exposed: float
    uniformity: float  # 0 to 100
    dynamic_range: float  # bits
    colour: float  # spread of the channels over the brightest of them, mean of the face
    eye_opening: float  # over T
    eye_aspect_ratio: float
    mouth_opening: float  # over T
    mask_chroma: float  # CIELAB distance in a, b
    eye_region_luminance: float  # over that of the cheeks
    eye_glare: float  # share of the eyes' surroundings that is blown out
    unnatural_colour: float  # CIELAB distance of the cheeks from the range of skin in white light


def measure(image: Image, points: Points, box: FaceBox, pose: Pose) -> QualityMeasures:
    """All measures of one face in one frame."""
    aligned, placed = _align(image, points)
    grey = cast("NDArray[np.uint8]", cv2.cvtColor(aligned, cv2.COLOR_BGR2GRAY))
    mask = _face_mask(placed)
    face = grey[mask > 0]
    height, width = image.shape[:2]
    return QualityMeasures(
        inter_eye_distance=lm.inter_eye_distance(points) / max(float(np.cos(np.radians(pose.yaw))), 0.2),
        head_size=lm.eye_to_chin(points) / height,
        centre_offset=abs(box.centre[0] / width - 0.5),
        cut_off=_cut_off(points, width, height),
        yaw=pose.yaw,
        pitch=pose.pitch,
        roll=pose.roll,
        sharpness=_sharpness(grey, mask),
        luminance=float(face.mean()) / 255,
        over_exposed=float(np.mean(face >= 247)),
        under_exposed=float(np.mean(face <= 25)),
        uniformity=_uniformity(grey, placed),
        dynamic_range=_entropy(face),
        colour=colour_of(aligned[mask > 0]),
        eye_opening=lm.eye_opening(points),
        eye_aspect_ratio=lm.eye_aspect_ratio(points),
        mouth_opening=lm.mouth_opening(points),
        mask_chroma=_mask_chroma(aligned, placed),
        eye_region_luminance=_eye_region_luminance(grey, placed),
        eye_glare=_eye_glare(grey, placed),
        unnatural_colour=_unnatural_colour(aligned, placed),
    )


Check = Callable[[QualityMeasures, QualityLimits], bool]

# The most useful advice first: what must be mended before the others mean anything.
CHECKS: tuple[tuple[Finding, Check], ...] = (
    (Finding.GREY_PICTURE, lambda m, q: m.colour < q.min_colour),
    (
        Finding.TOO_FAR,
        lambda m, q: m.inter_eye_distance < q.min_inter_eye_distance or m.head_size < q.min_head_size,
    ),
    (Finding.TOO_CLOSE, lambda m, q: m.head_size > q.max_head_size),
    (Finding.CUT_OFF, lambda m, q: m.cut_off > q.max_cut_off),
    (Finding.NOT_CENTRED, lambda m, q: m.centre_offset > q.max_centre_offset),
    (Finding.TOO_DARK, lambda m, q: m.luminance < q.min_luminance or m.under_exposed > q.max_under_exposed),
    (Finding.TOO_BRIGHT, lambda m, q: m.luminance > q.max_luminance or m.over_exposed > q.max_over_exposed),
    (Finding.TURN_TO_CAMERA, lambda m, q: abs(m.yaw) > q.max_yaw or abs(m.pitch) > q.max_pitch),
    (Finding.TILTED_HEAD, lambda m, q: abs(m.roll) > q.max_roll),
    (Finding.UNEVEN_LIGHT, lambda m, q: m.uniformity < q.min_uniformity),
    (Finding.BLURRED, lambda m, q: m.sharpness < q.min_sharpness),
    (Finding.LOW_CONTRAST, lambda m, q: m.dynamic_range < q.min_dynamic_range),
    (Finding.EYES_CLOSED, lambda m, q: m.eye_opening < q.min_eye_opening),
    (Finding.MOUTH_OPEN, lambda m, q: m.mouth_opening > q.max_mouth_opening),
    (Finding.MASK_SUSPECTED, lambda m, q: m.mask_chroma > q.max_mask_chroma),
    (Finding.DARK_GLASSES_SUSPECTED, lambda m, q: m.eye_region_luminance < q.min_eye_region_luminance),
    (Finding.GLASSES_GLARE, lambda m, q: m.eye_glare > q.max_eye_glare),
)


def findings_of(measures: QualityMeasures, limits: QualityLimits) -> tuple[Finding, ...]:
    """Everything that stands against the frame, the most useful first."""
    return tuple(finding for finding, holds in CHECKS if holds(measures, limits))


def advisories_of(measures: QualityMeasures, limits: QualityLimits) -> tuple[str, ...]:
    """Codes of what is only written down, for staff: nobody is held back by the colour of their light."""
    return ("unnatural_colour",) if measures.unnatural_colour > limits.max_unnatural_colour else ()


def crowding(boxes: Sequence[FaceBox], limits: QualityLimits) -> Finding | None:
    """One clear face only: no other of comparable size, and none right beside it. ``boxes``.

    Largest first.
    """
    if not boxes:
        return Finding.NO_FACE
    first = boxes[0]
    for other in boxes[1:]:
        apart = np.hypot(other.centre[0] - first.centre[0], other.centre[1] - first.centre[1])
        if other.area > limits.max_second_face * first.area or apart < limits.min_face_spacing * first.width:
            return Finding.SEVERAL_FACES
    return None


def _align(image: Image, points: Points) -> tuple[Image, Points]:
    """The face upright in a fixed square with 90 px between the eyes, and its landmarks there."""
    first, second = lm.eye_centres(points)
    axis = second - first
    scale = _ALIGNED_EYE_DISTANCE / max(float(np.hypot(*axis)), 1.0)
    factor = 1.0
    if scale < 0.6:  # shrink with averaging first: sampling alone would add false detail
        factor = scale
        image = cast("Image", cv2.resize(image, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA))
    cosine, sine = scale / factor * axis / np.hypot(*axis)
    middle = (first + second) / 2 * factor
    linear = np.array([[cosine, sine], [-sine, cosine]])
    shift = np.array(_ALIGNED_EYES) - linear @ middle
    warp = np.column_stack([linear, shift])
    size = (_ALIGNED_SIDE, _ALIGNED_SIDE)
    aligned = cv2.warpAffine(image, warp, size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return cast("Image", aligned), points * factor @ linear.T + shift


def colour_of(pixels: NDArray[np.uint8]) -> float:
    """0 for a grey picture, about 0.3 for skin in white light. ``pixels``: shape (…, 3)."""
    brightest = pixels.max(axis=-1).astype(np.float64)
    return float((brightest - pixels.min(axis=-1)).mean() / max(brightest.mean(), 1.0))


def _cut_off(points: Points, width: int, height: int) -> float:
    inside = (points >= _BORDER) & (points < np.array([width, height]) - _BORDER)
    return float(1 - inside.all(axis=1).mean())


def _face_mask(placed: Points) -> NDArray[np.uint8]:
    """White inside the hull of jaw and brows."""
    mask = np.zeros((_ALIGNED_SIDE, _ALIGNED_SIDE), dtype=np.uint8)
    outline = np.concatenate([placed[lm.JAW], placed[lm.BROWS]]).astype(np.int32)
    cv2.fillConvexPoly(mask, cv2.convexHull(outline), 255)
    if not mask.any():
        mask[:] = 255  # landmarks outside the square: measure all of it rather than nothing
    return mask


def _sharpness(grey: NDArray[np.uint8], mask: NDArray[np.uint8]) -> float:
    inner = cv2.erode(mask, np.ones((7, 7), dtype=np.uint8)) > 0
    if not inner.any():
        return 0.0
    smooth = cv2.GaussianBlur(grey, (3, 3), 0)
    edges = cv2.Laplacian(smooth, cv2.CV_32F)
    return float(edges[inner].var()) / max(float(grey[inner].astype(np.float32).var()), 1.0)


def _uniformity(grey: NDArray[np.uint8], placed: Points) -> float:
    """Overlap of the luminance histograms of both cheeks, to the power 0.3, times 100."""
    histograms = [_histogram(zone) for zone in _cheeks(grey, placed)]
    return float(np.minimum(*histograms).sum() ** 0.3 * 100)


def _cheeks(grey: NDArray[np.uint8], placed: Points) -> list[NDArray[np.uint8]]:
    half = round(0.15 * _ALIGNED_EYE_DISTANCE)
    zones = []
    for eye, corner in zip(lm.eye_centres(placed), lm.MOUTH_CORNERS, strict=True):
        y = (eye[1] + placed[corner][1]) / 2
        zones.append(_patch(grey, float(eye[0]), float(y), half))
    return zones


def _patch(picture: NDArray[np.uint8], x: float, y: float, half: int) -> NDArray[np.uint8]:
    column = int(np.clip(round(x), half, _ALIGNED_SIDE - half - 1))
    row = int(np.clip(round(y), half, _ALIGNED_SIDE - half - 1))
    return picture[row - half : row + half + 1, column - half : column + half + 1]


def _histogram(pixels: NDArray[np.uint8]) -> NDArray[np.float64]:
    return np.bincount(pixels.ravel(), minlength=256) / max(pixels.size, 1)


def _entropy(pixels: NDArray[np.uint8]) -> float:
    shares = _histogram(pixels)
    shares = shares[shares > 0]
    return float(-(shares * np.log2(shares)).sum())


def _mask_chroma(aligned: Image, placed: Points) -> float:
    """How far the colour of the lower face lies from that of the nose bridge."""
    places = ((57, 8), (48, 5), (54, 11))  # chin and both sides of it, clear of the lips
    zones = [(placed[first] + placed[second]) / 2 for first, second in places]
    lower = np.mean([_mean_chroma(_patch(aligned, float(x), float(y), 8)) for x, y in zones], axis=0)
    bridge = placed[28]
    upper = _mean_chroma(_patch(aligned, float(bridge[0]), float(bridge[1]), 8))
    return float(np.hypot(*(lower - upper)))


def _mean_chroma(patch: NDArray[np.uint8]) -> NDArray[np.float64]:
    lab = cv2.cvtColor(np.ascontiguousarray(patch).astype(np.float32) / 255, cv2.COLOR_BGR2Lab)
    return np.asarray(lab.reshape(-1, 3)[:, 1:].mean(axis=0), dtype=np.float64)


_SKIN_A, _SKIN_B = (5.0, 25.0), (5.0, 35.0)  # OFIQ's range for natural colour


def _unnatural_colour(aligned: Image, placed: Points) -> float:
    """How far both cheeks' mean colour lies outside the range of skin; 0 inside it."""
    half = round(0.15 * _ALIGNED_EYE_DISTANCE)
    chroma = []
    for eye, corner in zip(lm.eye_centres(placed), lm.MOUTH_CORNERS, strict=True):
        y = (eye[1] + placed[corner][1]) / 2
        chroma.append(_mean_chroma(_patch(aligned, float(eye[0]), float(y), half)))
    a, b = np.mean(chroma, axis=0)
    outside = [value - np.clip(value, *bounds) for value, bounds in ((a, _SKIN_A), (b, _SKIN_B))]
    return float(np.hypot(*outside))


def _eye_region_luminance(grey: NDArray[np.uint8], placed: Points) -> float:
    eyes = [_patch(grey, float(eye[0]), float(eye[1]), 16).mean() for eye in lm.eye_centres(placed)]
    cheeks = [zone.mean() for zone in _cheeks(grey, placed)]
    return float(np.mean(eyes)) / max(float(np.mean(cheeks)), 1.0)


def _eye_glare(grey: NDArray[np.uint8], placed: Points) -> float:
    """Of the worse eye. The small light that every eye has in it is far less than a reflecting lens."""
    eyes = [_patch(grey, float(eye[0]), float(eye[1]), 20) for eye in lm.eye_centres(placed)]
    return max(float(np.mean(eye >= 247)) for eye in eyes)
