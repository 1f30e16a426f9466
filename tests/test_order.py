"""Long tests are begun first, by every worker its share, and none is lost; `make losses` finds all trials."""

from __future__ import annotations

import re
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from tests.order import long_first


@given(st.integers(0, 12), st.integers(0, 40), st.integers(1, 6))
def test_all_are_there_once(long: int, others: int, workers: int) -> None:
    tests = list(range(long + others))

    ordered = long_first(tests[:long], tests[long:], workers)

    assert sorted(ordered) == tests


@given(st.integers(1, 6), st.integers(0, 3), st.integers(1, 20))
def test_every_part_begins_with_its_share(workers: int, each: int, others: int) -> None:
    long, short = ["long"] * workers * each, ["short"] * workers * others

    ordered = long_first(long, short, workers)

    part = each + others
    for start in range(0, len(ordered), part):
        assert ordered[start : start + part] == ["long"] * each + ["short"] * others


def test_every_trial_lies_where_make_looks() -> None:
    root = Path(__file__).parents[1]
    (listed,) = re.findall(r"(?m)^TRIALS = (.+)$", (root / "Makefile").read_text("utf-8"))
    marked = {
        file
        for file in (root / "tests").rglob("test_*.py")
        if re.search(r"pytest\.mark\.(losses|histories)\b", file.read_text("utf-8"))
    } - {Path(__file__)}

    assert len(marked) > 10
    assert {
        file for file in marked if not any(file.is_relative_to(root / top) for top in listed.split())
    } == set()
