from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from ekyc.face.errors import FaceError, FaceFault
from ekyc.face.limits import DEFAULT_FILE, FaceLimits, MatchLimits, load_limits

_TEXT = DEFAULT_FILE.read_text(encoding="utf-8")
_LINES = [line for line in _TEXT.splitlines() if "=" in line and not line.startswith("#")]


def _load(tmp_path: Path, text: str) -> FaceLimits:
    path = tmp_path / "limits.toml"
    path.write_text(text, encoding="utf-8")
    return load_limits(path)


def test_the_shipped_table_is_safe_and_dated(limits: FaceLimits) -> None:
    assert limits.version
    assert (limits.matching.match_limit, limits.matching.review_limit) == (0.42, 0.60)
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
        replace(limits.matching, match_limit=0.51)
    assert caught.value.fault is FaceFault.UNSAFE_LIMITS


@pytest.mark.parametrize(("match", "review"), [(0.0, 0.6), (0.45, 0.44)])
def test_bands_must_lie_in_order(match: float, review: float) -> None:
    with pytest.raises(FaceError) as caught:
        MatchLimits(match, review, 30.0)
    assert caught.value.fault is FaceFault.INVALID_LIMITS


@pytest.mark.parametrize("actions", ['["blink"]', "[]", '["wave"]', "3"])
def test_a_blink_is_never_the_only_action(tmp_path: Path, actions: str) -> None:
    with pytest.raises(FaceError) as caught:
        _load(tmp_path, _TEXT.replace('["turn_left", "turn_right", "blink"]', actions))
    assert caught.value.fault is FaceFault.INVALID_LIMITS


@pytest.mark.parametrize("text", ["", "= =", "\x00", "version = 1\neffective_from = 2026-01-01"])
def test_nonsense_is_refused_by_name(tmp_path: Path, text: str) -> None:
    with pytest.raises(FaceError) as caught:
        _load(tmp_path, text)
    assert caught.value.fault is FaceFault.INVALID_LIMITS


def test_a_missing_file_is_named_as_such(tmp_path: Path) -> None:
    with pytest.raises(FaceError) as caught:
        load_limits(tmp_path / "none.toml")
    assert caught.value.fault is FaceFault.FILE_NOT_FOUND
