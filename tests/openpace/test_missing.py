"""A counterpart that is not there must never go unnoticed where it counts."""

from __future__ import annotations

import pytest

from tests.counterparts import missing


def test_it_fails_in_ci(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match="no counterpart"):
        missing("no counterpart")


def test_it_skips_with_a_reason_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)
    with pytest.raises(pytest.skip.Exception, match="no counterpart"):
        missing("no counterpart")
