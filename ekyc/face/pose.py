"""Which way a head looks, from landmarks under weak perspective.

A scaled orthographic camera makes the fit linear: no start value, no iteration, and none of the sudden half
turns of the usual iterative six-point pose. The shape is a general adult face, so absolute angles carry a
personal offset; angles against the person's own straight look do not.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ekyc.face.landmarks import Points

# Landmark → x right, y down, z away from the camera, in mm from the midpoint between the eyes; from adult
# anthropometric means (canthal widths, nasal height and protrusion, mouth width, height of the lower face).
_SHAPE = {
    21: (-12.0, -21.0, -8.0),
    22: (12.0, -21.0, -8.0),
    27: (0.0, -2.0, -9.0),
    30: (0.0, 37.0, -27.0),
    31: (-12.0, 46.0, -11.0),
    33: (0.0, 48.0, -17.0),
    35: (12.0, 46.0, -11.0),
    36: (-45.0, 0.0, 8.0),
    39: (-17.0, 1.0, 0.0),
    42: (17.0, 1.0, 0.0),
    45: (45.0, 0.0, 8.0),
    48: (-25.0, 72.0, -4.0),
    54: (25.0, 72.0, -4.0),
    8: (0.0, 115.0, -2.0),
}
_INDICES = list(_SHAPE)
_CENTRED = np.array(list(_SHAPE.values())) - np.mean(list(_SHAPE.values()), axis=0)
_PSEUDO_INVERSE = np.linalg.pinv(_CENTRED)  # shape (3, 14)


@dataclass(frozen=True, slots=True)
class Pose:
    """Degrees, as the unmirrored frame shows the head.

    Yaw is positive when the nose points to the right of the frame, which is the person's own left; pitch when
    it points up; roll clockwise.
    """

    yaw: float
    pitch: float
    roll: float


def pose_of(points: Points) -> Pose:
    """Fit the general face to landmarks of shape (68, 2)."""
    seen = points[_INDICES]
    affine = (_PSEUDO_INVERSE @ (seen - seen.mean(axis=0))).T  # (2, 3): two scaled rows of the rotation
    left, _, right = np.linalg.svd(affine, full_matrices=False)
    rows = left @ right  # the nearest pair of orthonormal rows
    depth_row = np.cross(rows[0], rows[1])
    nose_x, nose_y, nose_z = -rows[0][2], -rows[1][2], -depth_row[2]
    return Pose(
        yaw=float(np.degrees(np.arctan2(nose_x, -nose_z))),
        pitch=float(np.degrees(np.arctan2(-nose_y, np.hypot(nose_x, nose_z)))),
        roll=float(np.degrees(np.arctan2(rows[1][0], rows[0][0]))),
    )
