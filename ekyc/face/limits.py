"""The dated table of limits: quality, capture, liveness, matching. A result is only as good as its limits."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from ekyc.face.errors import FaceError, FaceFault
from ekyc.face.evidence import LivenessAction

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

HIGHEST_SAFE_MATCH_LIMIT = 0.50
"""Above it the dlib network takes different people of one population for the same person far too often."""

DEFAULT_FILE = Path(__file__).with_name("limits.toml")


@dataclass(frozen=True, slots=True)
class ModelHashes:
    """Expected SHA-256 of each model file, lower-case hexadecimal."""

    recognition: str
    landmarks_5: str
    landmarks_68: str


@dataclass(frozen=True, slots=True)
class QualityLimits:
    """Units and meaning stand beside each value in ``limits.toml``."""

    min_inter_eye_distance: float
    min_head_size: float
    max_head_size: float
    max_centre_offset: float
    max_yaw: float
    max_pitch: float
    max_roll: float
    min_sharpness: float
    min_luminance: float
    max_luminance: float
    max_over_exposed: float
    max_under_exposed: float
    min_uniformity: float
    min_dynamic_range: float
    min_eye_opening: float
    max_mouth_opening: float
    max_second_face: float
    min_face_spacing: float
    max_mask_chroma: float
    min_eye_region_luminance: float


@dataclass(frozen=True, slots=True)
class CaptureLimits:
    good_frames: int
    best_frames: int
    advisory_patience: float
    position_time_out: float
    min_relative_eye_aspect: float
    max_gap: float
    max_unwatched: float
    max_shift: float


@dataclass(frozen=True, slots=True)
class LivenessLimits:
    actions: tuple[LivenessAction, ...]
    action_count: int
    action_time_out: float
    min_turn: float
    min_nose_shift: float
    min_turn_frames: int
    flat_nose_shift: float
    flat_foreshortening: float
    blink_closed: float
    blink_open: float
    max_blink: float
    max_identity_distance: float


@dataclass(frozen=True, slots=True)
class MatchLimits:
    """``distance <= match_limit`` is a match, up to ``review_limit`` staff compare, beyond it is no match."""

    match_limit: float
    review_limit: float
    min_inter_eye_distance: float

    def __post_init__(self) -> None:
        if self.match_limit > HIGHEST_SAFE_MATCH_LIMIT:
            raise FaceError(FaceFault.UNSAFE_LIMITS, "match_limit")
        if not 0 < self.match_limit <= self.review_limit:
            raise FaceError(FaceFault.INVALID_LIMITS, "review_limit")


@dataclass(frozen=True, slots=True)
class FaceLimits:
    version: str
    effective_from: date
    models: ModelHashes
    quality: QualityLimits
    capture: CaptureLimits
    liveness: LivenessLimits
    matching: MatchLimits


def load_limits(path: Path = DEFAULT_FILE) -> FaceLimits:
    """Read and check a table of limits.

    Raises FaceError: ``file_not_found``, ``invalid_limits`` (the detail names the key) or ``unsafe_limits``.
    """
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise FaceError(FaceFault.FILE_NOT_FOUND, "face limits") from error
    except (OSError, ValueError) as error:
        raise FaceError(FaceFault.INVALID_LIMITS, "not a TOML file") from error
    return _face_limits(table)


def _face_limits(table: dict[str, Any]) -> FaceLimits:
    version, effective_from = table.get("version"), table.get("effective_from")
    if not isinstance(version, str) or not isinstance(effective_from, date):
        raise FaceError(FaceFault.INVALID_LIMITS, "version")
    matching = table.get("matching")
    return FaceLimits(
        version=version,
        effective_from=effective_from,
        models=_section(ModelHashes, table, "models"),
        quality=_section(QualityLimits, table, "quality"),
        capture=_section(CaptureLimits, table, "capture"),
        liveness=_liveness(table),
        matching=_section(MatchLimits, matching if isinstance(matching, dict) else {}, "dlib"),
    )


def _liveness(table: dict[str, Any]) -> LivenessLimits:
    section = dict(table.get("liveness", {}))
    try:
        section["actions"] = tuple(LivenessAction(name) for name in section.get("actions", ()))
    except (ValueError, TypeError) as error:
        raise FaceError(FaceFault.INVALID_LIMITS, "liveness.actions") from error
    limits = _section(LivenessLimits, {"liveness": section}, "liveness")
    turns = [action for action in limits.actions if action is not LivenessAction.BLINK]
    if not turns or not 1 <= limits.action_count <= len(limits.actions):
        raise FaceError(FaceFault.INVALID_LIMITS, "liveness.action_count")
    return limits


_Section = TypeVar("_Section", bound="DataclassInstance")


def _section(kind: type[_Section], table: dict[str, Any], name: str) -> _Section:
    section = table.get(name)
    if not isinstance(section, dict):
        raise FaceError(FaceFault.INVALID_LIMITS, name)
    values: dict[str, object] = {}
    for entry in fields(kind):
        value = section.get(entry.name)
        if not _fits(value, str(entry.type)):
            raise FaceError(FaceFault.INVALID_LIMITS, f"{name}.{entry.name}")
        values[entry.name] = value
    if unknown := section.keys() - values.keys():
        raise FaceError(FaceFault.INVALID_LIMITS, f"{name}.{min(unknown)}")
    return kind(**values)


def _fits(value: object, annotation: str) -> bool:
    if annotation == "float":
        return isinstance(value, (int, float)) and not isinstance(value, bool) and value >= 0
    if annotation == "int":
        return isinstance(value, int) and not isinstance(value, bool) and value > 0
    return isinstance(value, str if annotation == "str" else tuple)
