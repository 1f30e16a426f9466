"""The 68 landmarks of a face (order of the iBUG 300-W annotation) and the plain measures taken from them.

Landmarks are an array of shape (68, 2): x to the right and y down, in pixels of the unmirrored frame.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]

JAW = slice(0, 17)
CHIN = 8
BROWS = slice(17, 27)
NOSE_TIP = 30
RIGHT_EYE = slice(36, 42)  # the person's right eye, on the left of the unmirrored frame
LEFT_EYE = slice(42, 48)
MOUTH_CORNERS = (48, 54)
EYES_AND_MOUTH = (36, 39, 42, 45, 48, 54)  # nearly one plane in every face
_INNER_LIPS = ((61, 67), (62, 66), (63, 65))


def eye_centres(points: Points) -> tuple[Points, Points]:
    """Mean of the six lid points of each eye, the one on the left of the frame first."""
    return points[RIGHT_EYE].mean(axis=0), points[LEFT_EYE].mean(axis=0)


def inter_eye_distance(points: Points) -> float:
    """Pixels between the eye centres, as projected."""
    first, second = eye_centres(points)
    return float(np.hypot(*(second - first)))


def eye_to_chin(points: Points) -> float:
    """Pixels from the midpoint of the eyes to the chin: the measure T of ISO/IEC 29794-5."""
    first, second = eye_centres(points)
    return float(np.hypot(*(points[CHIN] - (first + second) / 2)))


def eye_aspect_ratio(points: Points) -> float:
    """Mean over both eyes of lid gap over eye width (Soukupová and Čech, 2016); falls in a blink."""
    return float(np.mean([_aspect(points[RIGHT_EYE]), _aspect(points[LEFT_EYE])]))


def eye_opening(points: Points) -> float:
    """The larger lid gap of the less open eye, over T."""
    gaps = [max(np.hypot(*(eye[1] - eye[5])), np.hypot(*(eye[2] - eye[4]))) for eye in _eyes(points)]
    return float(min(gaps)) / max(eye_to_chin(points), 1e-6)


def mouth_opening(points: Points) -> float:
    """The largest gap between the inner lips, over T."""
    gaps = [np.hypot(*(points[upper] - points[lower])) for upper, lower in _INNER_LIPS]
    return float(max(gaps)) / max(eye_to_chin(points), 1e-6)


def nose_shift(straight: Points, now: Points) -> float:
    """How far the nose tip left the plane of eyes and mouth, along the eye line, over the inter-eye distance.

    The six points of ``EYES_AND_MOUTH`` fix the affine map from the straight look to now. A flat picture,
    turned or bent a little, carries its nose along that map; a nose that stands out of the face does not.
    Positive towards the right of the frame. (The idea of projective invariants: De Marsico and others, ICB
    2012.)
    """
    source = np.column_stack([straight[list(EYES_AND_MOUTH)], np.ones(len(EYES_AND_MOUTH))])
    affine, *_ = np.linalg.lstsq(source, now[list(EYES_AND_MOUTH)], rcond=None)
    carried = np.append(straight[NOSE_TIP], 1.0) @ affine
    first, second = eye_centres(now)
    axis = second - first
    length = max(float(np.hypot(*axis)), 1e-6)
    return float((now[NOSE_TIP] - carried) @ (axis / length)) / length


def foreshortening(straight: Points, now: Points) -> float:
    """Inter-eye distance over T, against the same ratio of the straight look; below 1 turned sideways."""
    ratio = inter_eye_distance(now) / max(eye_to_chin(now), 1e-6)
    return ratio / max(inter_eye_distance(straight) / max(eye_to_chin(straight), 1e-6), 1e-6)


def _eyes(points: Points) -> tuple[Points, Points]:
    return points[RIGHT_EYE], points[LEFT_EYE]


def _aspect(eye: Points) -> float:
    heights = float(np.hypot(*(eye[1] - eye[5])) + np.hypot(*(eye[2] - eye[4])))
    return heights / max(2.0 * float(np.hypot(*(eye[0] - eye[3]))), 1e-6)
