"""``make test`` draws the same examples each time, whatever has run before."""

from __future__ import annotations

import importlib.util
import random
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fuzz import profiles

MODULE = "\n".join(f"NUMBER_{n}, TEXT_{n} = {7_000_000 + n}, 'a text of our own {n}'" for n in range(200))


def _drawn() -> list[tuple[int, str]]:
    drawn: list[tuple[int, str]] = []

    @settings(settings.get_profile(profiles.REPEATABLE), max_examples=200)
    @given(st.integers(), st.text())
    def note(number: int, text: str) -> None:
        drawn.append((number, text))

    note()
    return drawn


@pytest.mark.skipif(
    settings.get_current_profile_name() != profiles.REPEATABLE,
    reason="exploring draws what is new",
)
def test_neither_seed_nor_imported_modules_change_what_is_drawn(tmp_path: Path) -> None:
    random.seed(1)
    before = _drawn()
    file = tmp_path / "code_of_our_own.py"
    file.write_text(MODULE, "utf-8")
    spec = importlib.util.spec_from_file_location(file.stem, file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, file.stem, module)
        spec.loader.exec_module(module)
        random.seed(2)
        assert _drawn() == before


def test_a_property_test_waits_for_no_deadline() -> None:
    assert settings.default is not None
    assert settings.default.deadline is None
