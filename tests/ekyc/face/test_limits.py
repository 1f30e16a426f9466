from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from ekyc.face.errors import FaceError, FaceFault
from ekyc.face.limits import (
    DEFAULT_FILE,
    HIGHEST_SAFE_MATCH_LIMITS,
    FaceLimits,
    MatcherKind,
    MatchLimits,
    load_limits,
)

_TEXT = DEFAULT_FILE.read_text(encoding="utf-8")
_LINES = [line for line in _TEXT.splitlines() if "=" in line and not line.startswith("#")]


def _load(tmp_path: Path, text: str) -> FaceLimits:
    path = tmp_path / "limits.toml"
    path.write_text(text, encoding="utf-8")
    return load_limits(path)


def test_the_shipped_table_is_safe_and_dated(limits: FaceLimits) -> None:
    assert limits.version
    assert (limits.matching.match_limit, limits.matching.review_limit) == (0.90, 1.10)
    assert limits.effective_from == tomllib.loads(_TEXT)["effective_from"]


@pytest.mark.parametrize("line", _LINES)
def test_every_value_is_needed(tmp_path: Path, line: str) -> None:
    with pytest.raises(FaceError) as caught:
        _load(tmp_path, _TEXT.replace(line + "\n", ""))
    assert caught.value.fault is FaceFault.INVALID_LIMITS


def test_an_unknown_value_is_a_spelling_mistake(tmp_path: Path) -> None:
    with pytest.raises(FaceError, match=r"liveness\.min_trun"):
        _load(tmp_path, _TEXT.replace("[liveness]", "[liveness]\nmin_trun = 3.0"))


def test_accepting_beyond_the_safe_distance_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FaceError) as caught:
        _load(tmp_path, _TEXT.replace("match_limit = 0.42", "match_limit = 0.6"))
    assert caught.value.fault is FaceFault.UNSAFE_LIMITS


def test_settings_cannot_loosen_it_either(limits: FaceLimits) -> None:
    with pytest.raises(FaceError) as caught:
        replace(limits.matching, match_limit=0.96)
    assert caught.value.fault is FaceFault.UNSAFE_LIMITS


@pytest.mark.parametrize(("match", "review"), [(0.0, 0.6), (0.45, 0.44)])
def test_bands_must_lie_in_order(match: float, review: float) -> None:
    with pytest.raises(FaceError) as caught:
        MatchLimits(match, 0.4, review)
    assert caught.value.fault is FaceFault.INVALID_LIMITS


@pytest.mark.parametrize(
    ("line", "instead", "key"),
    [
        ("turn_count = 2", "turn_count = 0", "liveness.turn_count"),
        ("turn_count = 2", "turn_count = 3", "liveness.turn_count"),
        ("blink_chance = 0.5", "blink_chance = 1.5", "liveness.blink_chance"),
        ("colour_seconds = 0.4", "colour_seconds = 0.3", "flash.colour_seconds"),
        ('moire = "shadow"', 'moire = "enforced"', "methods.moire"),
        ('blink = "shadow"', 'blink = "perhaps"', "methods.blink"),
        ('blink = "shadow"', "blink = []", "methods.blink"),
        ("max_identity_distance = 0.45", 'max_identity_distance = "far"', "dlib.max_identity_distance"),
    ],
)
def test_what_cannot_be_meant_is_refused_by_name(tmp_path: Path, line: str, instead: str, key: str) -> None:
    with pytest.raises(FaceError, match=key.replace(".", r"\.")) as caught:
        _load(tmp_path, _TEXT.replace(line, instead, 1))
    assert caught.value.fault is FaceFault.INVALID_LIMITS


@pytest.mark.parametrize("kind", MatcherKind)
def test_every_matcher_has_its_own_dated_bands_and_its_own_safe_bound(kind: MatcherKind) -> None:
    limits = load_limits(matcher=kind)
    assert limits.matching.kind is kind
    assert limits.matching.effective_from is not None
    assert limits.matching.match_limit < limits.matching.review_limit
    assert limits.matching.match_limit <= limits.liveness.max_identity_distance
    bound = HIGHEST_SAFE_MATCH_LIMITS[kind]
    assert bound.least < bound.unattended < bound.attended
    replace(limits.matching, match_limit=bound.attended, review_limit=2.0)
    with pytest.raises(FaceError) as caught:
        replace(limits.matching, match_limit=bound.attended + 0.001, review_limit=2.0)
    assert caught.value.fault is FaceFault.UNSAFE_LIMITS
    with pytest.raises(FaceError) as caught:
        replace(limits.matching, unattended_match_limit=bound.unattended + 0.001)
    assert caught.value.fault is FaceFault.UNSAFE_LIMITS


@pytest.mark.parametrize("kind", MatcherKind)
def test_where_no_staff_are_the_match_limit_is_stricter(kind: MatcherKind) -> None:
    matching = load_limits(matcher=kind).matching
    assert matching.without_staff().match_limit == matching.unattended_match_limit < matching.match_limit
    assert matching.without_staff().review_limit == matching.review_limit


def test_an_unsafe_band_is_refused_also_in_a_section_that_is_not_used(tmp_path: Path) -> None:
    with pytest.raises(FaceError) as caught:
        _load(tmp_path, _TEXT.replace("match_limit = 0.90", "match_limit = 1.1"))
    assert caught.value.fault is FaceFault.UNSAFE_LIMITS


@pytest.mark.parametrize("text", ["", "= =", "\x00", "version = 1\neffective_from = 2026-01-01"])
def test_nonsense_is_refused_by_name(tmp_path: Path, text: str) -> None:
    with pytest.raises(FaceError) as caught:
        _load(tmp_path, text)
    assert caught.value.fault is FaceFault.INVALID_LIMITS


def test_a_missing_file_is_named_as_such(tmp_path: Path) -> None:
    with pytest.raises(FaceError) as caught:
        load_limits(tmp_path / "none.toml")
    assert caught.value.fault is FaceFault.FILE_NOT_FOUND
