"""The dated table of limits: quality, capture, liveness, matching. A result is only as good as its limits."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields, replace
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

from ekyc.face.errors import FaceError, FaceFault
from ekyc.face.evidence import MethodMode

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


class MatcherKind(StrEnum):
    """Which network compares; also the name of its section under ``matching``."""

    SFACE = "sface"  # SFace of the OpenCV model collection
    DLIB = "dlib"  # the network that comes with face_recognition
    DLIB_FILE = "dlib_file"  # another network in dlib's format, from a configured file


@dataclass(frozen=True, slots=True)
class SafeBound:
    """The largest match limit that anybody may set, where staff are present and where none are; and the
    smallest that makes sense, below which a value was meant for another network.
    """

    attended: float
    unattended: float
    least: float

    def at(self, *, staff_present: bool) -> float:
        return self.attended if staff_present else self.unattended


HIGHEST_SAFE_MATCH_LIMITS = {
    MatcherKind.SFACE: SafeBound(0.95, 0.85, 0.60),
    MatcherKind.DLIB: SafeBound(0.50, 0.38, 0.20),
    MatcherKind.DLIB_FILE: SafeBound(0.50, 0.38, 0.20),
}
"""Above it a network takes different people of one population for the same person far too often: see
docs/face-limits.md. No table and no setting goes beyond it.
"""
SHORTEST_FLASH_COLOUR = 1 / 3
"""s; three changes a second are what photosensitive people bear (WCAG 2.3.1)."""

DEFAULT_FILE = Path(__file__).with_name("limits.toml")


@dataclass(frozen=True, slots=True)
class ModelHashes:
    """Expected SHA-256 of each model file, lower-case hexadecimal; of the landmarks also rounded, as an
    installed kiosk has them (docs/decisions/125).
    """

    recognition: str
    landmarks_5: str
    landmarks_5_rounded: str
    landmarks_68: str
    landmarks_68_rounded: str
    sface: str


@dataclass(frozen=True, slots=True)
class QualityLimits:
    """Units and meaning stand beside each value in ``limits.toml``."""

    min_inter_eye_distance: float
    min_head_size: float
    max_head_size: float
    max_centre_offset: float
    max_cut_off: float
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
    min_colour: float
    min_eye_opening: float
    max_mouth_opening: float
    max_second_face: float
    min_face_spacing: float
    max_mask_chroma: float
    min_eye_region_luminance: float
    max_eye_glare: float
    max_unnatural_colour: float


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
    max_oval_offset: float
    oval_frames: int
    max_oval_move: float


@dataclass(frozen=True, slots=True)
class MethodModes:
    """Whether each method of ``LivenessMethod`` counts."""

    head_turns: MethodMode
    relief: MethodMode
    blink: MethodMode
    colour_flash: MethodMode
    fresh_frames: MethodMode
    moire: MethodMode

    def __post_init__(self) -> None:
        if self.moire is MethodMode.ENFORCED:
            raise FaceError(FaceFault.INVALID_LIMITS, "methods.moire")


@dataclass(frozen=True, slots=True)
class LivenessLimits:
    turn_count: int
    blink_chance: float
    action_time_out: float
    blink_time_out: float
    min_reaction: float
    min_turn: float
    min_nose_shift: float
    min_turn_frames: int
    centre_yaw: float
    centre_frames: int
    flat_nose_shift: float
    flat_foreshortening: float
    blink_closed: float
    blink_open: float
    max_blink: float
    max_repeated_frames: int
    max_identity_distance: float  # of the matcher in use, from its section

    def __post_init__(self) -> None:
        if self.turn_count not in (1, 2):
            raise FaceError(FaceFault.INVALID_LIMITS, "liveness.turn_count")
        if self.blink_chance > 1:
            raise FaceError(FaceFault.INVALID_LIMITS, "liveness.blink_chance")


@dataclass(frozen=True, slots=True)
class ReliefLimits:
    min_turn: float
    best_turn: float
    max_frames: int
    min_frames: int
    max_backward: float
    max_sheet_lead: float
    min_sheet_residual: float
    min_near_sheet_residual: float


@dataclass(frozen=True, slots=True)
class FlashLimits:
    colour_count: int
    colour_seconds: float
    min_correlation: float
    min_slope: float
    min_screen_light: float
    max_lag: float
    min_frames: int

    def __post_init__(self) -> None:
        if self.colour_seconds < SHORTEST_FLASH_COLOUR:
            raise FaceError(FaceFault.INVALID_LIMITS, "flash.colour_seconds")


@dataclass(frozen=True, slots=True)
class MoireLimits:
    max_peak: float


@dataclass(frozen=True, slots=True)
class MatchLimits:
    """``distance <= match_limit`` is a match, up to ``review_limit`` staff compare, beyond it is no match.

    ``unattended_match_limit`` takes the place of ``match_limit`` where no staff can see the person.
    """

    match_limit: float
    unattended_match_limit: float
    review_limit: float
    kind: MatcherKind = MatcherKind.SFACE
    effective_from: date | None = None

    def __post_init__(self) -> None:
        bound = HIGHEST_SAFE_MATCH_LIMITS[self.kind]
        if self.match_limit > bound.attended:
            raise FaceError(FaceFault.UNSAFE_LIMITS, "match_limit")
        if self.unattended_match_limit > bound.unattended:
            raise FaceError(FaceFault.UNSAFE_LIMITS, "unattended_match_limit")
        if not 0 < self.match_limit <= self.review_limit or not self.unattended_match_limit > 0:
            raise FaceError(FaceFault.INVALID_LIMITS, "review_limit")

    def without_staff(self) -> MatchLimits:
        return replace(self, match_limit=min(self.match_limit, self.unattended_match_limit))


@dataclass(frozen=True, slots=True)
class FaceLimits:
    """``matching`` and the identity distance of ``liveness`` are those of one matcher."""

    version: str
    effective_from: date
    models: ModelHashes
    quality: QualityLimits
    comparable: QualityLimits  # what a picture must have at least to be compared at all
    capture: CaptureLimits
    methods: MethodModes
    liveness: LivenessLimits
    relief: ReliefLimits
    flash: FlashLimits
    moire: MoireLimits
    matching: MatchLimits


def load_limits(path: Path = DEFAULT_FILE, matcher: MatcherKind = MatcherKind.SFACE) -> FaceLimits:
    """Read and check a table of limits; every section is checked, those of ``matcher`` are used.

    Raises FaceError: ``file_not_found``, ``invalid_limits`` (the detail names the key) or ``unsafe_limits``.
    """
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise FaceError(FaceFault.FILE_NOT_FOUND, "face limits") from error
    except (OSError, ValueError) as error:
        raise FaceError(FaceFault.INVALID_LIMITS, "not a TOML file") from error
    return _face_limits(table, matcher)


def _face_limits(table: dict[str, Any], matcher: MatcherKind) -> FaceLimits:
    version, effective_from = table.get("version"), table.get("effective_from")
    if not isinstance(version, str) or not isinstance(effective_from, date):
        raise FaceError(FaceFault.INVALID_LIMITS, "version")
    matching = {kind: _matching(table, kind) for kind in MatcherKind}
    match_limits, identity = matching[matcher]
    return FaceLimits(
        version=version,
        effective_from=effective_from,
        models=_section(ModelHashes, table, "models"),
        quality=_section(QualityLimits, table, "quality"),
        comparable=_section(QualityLimits, table, "comparable"),
        capture=_section(CaptureLimits, table, "capture"),
        methods=_section(MethodModes, table, "methods"),
        liveness=_section(LivenessLimits, table, "liveness", max_identity_distance=identity),
        relief=_section(ReliefLimits, table, "relief"),
        flash=_section(FlashLimits, table, "flash"),
        moire=_section(MoireLimits, table, "moire"),
        matching=match_limits,
    )


def _matching(table: dict[str, Any], kind: MatcherKind) -> tuple[MatchLimits, float]:
    """The bands of one matcher, and the distance that one face may keep from itself while it turns."""
    sections = table.get("matching")
    section = sections.get(kind.value) if isinstance(sections, dict) else None
    if not isinstance(section, dict):
        raise FaceError(FaceFault.INVALID_LIMITS, f"matching.{kind.value}")
    rest = dict(section)
    identity = rest.pop("max_identity_distance", None)
    if not _fits(identity, "float"):
        raise FaceError(FaceFault.INVALID_LIMITS, f"{kind.value}.max_identity_distance")
    return _section(MatchLimits, {kind.value: rest}, kind.value, kind=kind), float(cast("float", identity))


_Section = TypeVar("_Section", bound="DataclassInstance")


def _section(shape: type[_Section], table: dict[str, Any], name: str, **given: object) -> _Section:
    """One section as ``shape``; ``given`` are the fields that do not stand in it."""
    section = table.get(name)
    if not isinstance(section, dict):
        raise FaceError(FaceFault.INVALID_LIMITS, name)
    values: dict[str, object] = {}
    for entry in fields(shape):
        if entry.name in given:
            continue
        value = section.get(entry.name)
        if str(entry.type) == "MethodMode":
            value = _mode(value)
        if not _fits(value, str(entry.type)):
            raise FaceError(FaceFault.INVALID_LIMITS, f"{name}.{entry.name}")
        values[entry.name] = value
    if unknown := section.keys() - values.keys():
        raise FaceError(FaceFault.INVALID_LIMITS, f"{name}.{min(unknown)}")
    return shape(**values, **given)


def _mode(value: object) -> MethodMode | None:
    return MethodMode(value) if isinstance(value, str) and value in list(MethodMode) else None


def _fits(value: object, annotation: str) -> bool:
    if annotation == "float":
        return isinstance(value, (int, float)) and not isinstance(value, bool) and value >= 0
    if annotation == "int":
        return isinstance(value, int) and not isinstance(value, bool) and value > 0
    kinds: dict[str, type] = {"str": str, "MethodMode": MethodMode, "date | None": date}
    return isinstance(value, kinds[annotation])
