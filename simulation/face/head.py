"""A portrait given depth: turned, nodded and made to blink by warping it over a general head.

The head is a super-ellipsoid with a nose, eye sockets, lips and a chin, placed by the portrait's 68
landmarks. A turn moves every pixel as its depth asks for; far from the head nothing moves. Weak perspective,
as for a camera at arm's length with a normal lens.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

import cv2
import numpy as np
from numpy.typing import NDArray

from ekyc.face import landmarks as lm
from ekyc.face.frame_source import Image
from ekyc.face.landmarks import Points

_Map = NDArray[np.float32]

_GRID = 4  # px; the warp is computed on a grid this coarse and enlarged
_ITERATIONS = 12  # of the fixed point that finds which pixel is seen


@dataclass(frozen=True, slots=True)
class HeadPose:
    """Degrees; yaw positive towards the right of the frame (the person's own left), pitch up, roll clockwise.

    ``lids``: 0 open, 1 closed.
    """

    yaw: float = 0.0
    pitch: float = 0.0
    roll: float = 0.0
    lids: float = 0.0


class Head:
    """``picture``: the straight look in the frame's size; ``points``: its landmarks there."""

    def __init__(self, picture: Image, points: Points) -> None:
        self._picture = picture
        self._points = points
        first, second = lm.eye_centres(points)
        self._unit = float(np.hypot(*(second - first)))  # inter-eye distance, px
        self._middle = (first + second) / 2
        self._axis = (second - first) / self._unit
        height, width = picture.shape[:2]
        y, x = np.mgrid[0:height:_GRID, 0:width:_GRID].astype(np.float32)
        self._x, self._y = x, y
        self._depth = self._build_depth()
        self._weight = self._build_weight()

    @property
    def straight(self) -> tuple[Image, Points]:
        """The picture that is warped, and its landmarks."""
        return self._picture, self._points

    @property
    def outline(self) -> _Map:
        """1 where the head stands, 0 beside it, soft between; in the frame's size."""
        share = np.clip(self._depth / (0.35 * self._unit), 0, 1).astype(np.float32)
        height, width = self._picture.shape[:2]
        return cast("_Map", cv2.resize(share, (width, height), interpolation=cv2.INTER_LINEAR))

    def render(self, pose: HeadPose) -> Image:
        """The head in that pose, in the same frame."""
        picture = close_lids(self._picture, self._points, pose.lids) if pose.lids > 0 else self._picture
        if pose.yaw == pose.pitch == pose.roll == 0:
            return picture
        map_x, map_y = self._maps(pose)
        height, width = picture.shape[:2]
        size = (width, height)
        full_x = cv2.resize(map_x, size, interpolation=cv2.INTER_LINEAR)
        full_y = cv2.resize(map_y, size, interpolation=cv2.INTER_LINEAR)
        return cast(
            "Image", cv2.remap(picture, full_x, full_y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
        )

    def _maps(self, pose: HeadPose) -> tuple[_Map, _Map]:
        """For every grid point of the turned frame: where it lies in the straight one."""
        rotation = _rotation(pose)
        inverse = np.linalg.inv(rotation[:2, :2])
        lift = rotation[:2, 2]  # shift per unit of depth
        centre_x, centre_y = self._centre
        x, y = self._x - centre_x, self._y - centre_y
        source_x, source_y = x.copy(), y.copy()
        for _ in range(_ITERATIONS):
            depth = self._sample(source_x + centre_x, source_y + centre_y)
            rest_x, rest_y = x - lift[0] * depth, y - lift[1] * depth
            source_x = (inverse[0, 0] * rest_x + inverse[0, 1] * rest_y).astype(np.float32)
            source_y = (inverse[1, 0] * rest_x + inverse[1, 1] * rest_y).astype(np.float32)
        shift_x, shift_y = (source_x - x) * self._weight, (source_y - y) * self._weight
        # cv2.resize aligns pixel centres: grid point i stands for full pixel _GRID * i
        offset = (_GRID - 1) / 2
        return self._x + shift_x + offset, self._y + shift_y + offset

    def _sample(self, x: _Map, y: _Map) -> _Map:
        return cast("_Map", cv2.remap(self._depth, x / _GRID, y / _GRID, cv2.INTER_LINEAR))

    @property
    def _centre(self) -> tuple[float, float]:
        """The axis of the neck's turn in the frame."""
        centre = self._place(0.0, 0.55)
        return float(centre[0]), float(centre[1])

    def _place(self, u: float, v: float) -> Points:
        """Head coordinates (inter-eye distances right of and below the eyes' middle) to frame pixels."""
        down = np.array([-self._axis[1], self._axis[0]])
        return np.asarray(self._middle + self._unit * (u * self._axis + v * down))

    def _head_coordinates(self) -> tuple[_Map, _Map]:
        dx, dy = self._x - self._middle[0], self._y - self._middle[1]
        u = (dx * self._axis[0] + dy * self._axis[1]) / self._unit
        v = (-dx * self._axis[1] + dy * self._axis[0]) / self._unit
        return u.astype(np.float32), v.astype(np.float32)

    def _build_depth(self) -> _Map:
        """Pixels towards the camera, 0 outside the head."""
        u, v = self._head_coordinates()
        chin = lm.eye_to_chin(self._points) / self._unit
        nose = float(np.hypot(*(self._points[lm.NOSE_TIP] - self._middle))) / self._unit
        mouth = float(np.hypot(*(self._points[[48, 54]].mean(axis=0) - self._middle))) / self._unit
        centre_v, half_height = (chin - 1.5) / 2, (chin + 1.5) / 2
        radius = np.abs(u / 1.32) ** 2.5 + np.abs((v - centre_v) / half_height) ** 2.5
        skull = (1.15 * np.clip(1 - radius, 0, 1) ** 0.7).astype(np.float32)
        depth = cv2.GaussianBlur(skull, (0, 0), 0.16 * self._unit / _GRID).astype(np.float64)
        ridge = np.clip((v - 0.05) / max(nose - 0.05, 0.1), 0, 1) * np.clip((nose + 0.22 - v) / 0.22, 0, 1)
        depth += 0.36 * ridge * np.exp(-((u / 0.17) ** 2))
        for side in (-0.5, 0.5):
            depth -= 0.09 * np.exp(-(((u - side) / 0.24) ** 2) - (v / 0.16) ** 2)
        depth += 0.07 * np.exp(-((u / 0.35) ** 2) - ((v - mouth) / 0.16) ** 2)
        depth += 0.07 * np.exp(-((u / 0.3) ** 2) - ((v - chin + 0.2) / 0.2) ** 2)
        sigma = 0.06 * self._unit / _GRID
        return cast("_Map", cv2.GaussianBlur((depth * self._unit).astype(np.float32), (0, 0), sigma))

    def _build_weight(self) -> _Map:
        """1 over the head and where it may turn to, 0 far away, smooth between."""
        u, v = self._head_coordinates()
        radius = np.sqrt((u / 1.7) ** 2 + ((v - 0.25) / 2.2) ** 2)
        share = np.clip((1.5 - radius) / 0.5, 0, 1)
        return np.asarray(share * share * (3 - 2 * share), dtype=np.float32)


def close_lids(picture: Image, points: Points, share: float) -> Image:
    """Draw both upper lids down over ``share`` (0 to 1) of the gap; the skin above is stretched along."""
    result = picture.copy()
    for eye in (points[lm.RIGHT_EYE], points[lm.LEFT_EYE]):
        _close_eye(picture, result, eye, share)
    return result


def _close_eye(picture: Image, result: Image, eye: Points, share: float) -> None:
    width = float(np.hypot(*(eye[3] - eye[0])))
    left, right = int(eye[0][0] - 0.15 * width), int(np.ceil(eye[3][0] + 0.15 * width))
    top, bottom = int(eye[:, 1].min() - 0.55 * width), int(np.ceil(eye[:, 1].max() + 0.25 * width))
    rows, columns = np.mgrid[top:bottom, left:right].astype(np.float32)
    upper = np.interp(columns[0], eye[[0, 1, 2, 3], 0], eye[[0, 1, 2, 3], 1]).astype(np.float32)
    lower = np.interp(columns[0], eye[[0, 5, 4, 3], 0], eye[[0, 5, 4, 3], 1]).astype(np.float32)
    upper, lower = upper - 0.03 * width, lower + 0.02 * width
    drawn = upper + share * (lower - upper)
    fold = np.full_like(upper, eye[:, 1].min() - 0.45 * width)  # the skin above this line stays
    above = fold + (rows - fold) * (upper - fold) / np.maximum(drawn - fold, 1.0)
    below = lower - (lower - rows) * (lower - upper) / np.maximum(lower - drawn, 0.5)
    source = np.where(rows < fold, rows, np.where(rows < drawn, above, np.where(rows < lower, below, rows)))
    warped = cv2.remap(
        picture, columns, source.astype(np.float32), cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
    )
    result[top:bottom, left:right] = warped


def _rotation(pose: HeadPose) -> NDArray[np.float64]:
    """x right, y down, z towards the camera."""
    yaw, pitch, roll = np.radians([pose.yaw, pose.pitch, pose.roll])
    turn = np.array([[np.cos(yaw), 0, np.sin(yaw)], [0, 1, 0], [-np.sin(yaw), 0, np.cos(yaw)]])
    nod = np.array([[1, 0, 0], [0, np.cos(pitch), -np.sin(pitch)], [0, np.sin(pitch), np.cos(pitch)]])
    tilt = np.array([[np.cos(roll), -np.sin(roll), 0], [np.sin(roll), np.cos(roll), 0], [0, 0, 1]])
    return np.asarray(tilt @ nod @ turn)
