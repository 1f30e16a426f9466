"""The kinds of acts: their pages are current, their names and numbers are apart."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.contract.kinds import KINDS, ActKind, find_kind
from kiosk.contract.pages import page_of
from kiosk.tasks.catalogue import load_catalogue
from kiosk.tasks.submission import BUILDERS

PAGES = Path(__file__).parents[3] / "docs" / "api" / "acts"


@pytest.mark.parametrize("name", KINDS)
def test_the_page_of_a_kind_is_current(name: str) -> None:
    assert (PAGES / f"{name}.md").read_text("utf-8") == page_of(KINDS[name]), "run make api"


def test_every_kind_has_a_page_and_no_page_is_left_over() -> None:
    assert {page.stem for page in PAGES.glob("*.md")} == set(KINDS)


def test_every_kind_can_be_built_and_has_a_prefix_of_its_own() -> None:
    assert set(BUILDERS) == set(KINDS)
    assert len({kind.case_prefix for kind in KINDS.values()}) == len(KINDS)


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_the_version_in_use_and_those_before_are_known_and_no_other(kind: ActKind) -> None:
    assert find_kind(kind.name, kind.version) is kind
    assert set(kind.former) == set(range(1, kind.version))
    for version, payload in kind.former.items():
        found = find_kind(kind.name, version)
        assert found is not None
        assert (found.name, found.version, found.payload) == (kind.name, version, payload)
    assert find_kind(kind.name, kind.version + 1) is None
    assert find_kind("account.closing", 1) is None


def test_every_offered_task_makes_a_known_kind() -> None:
    for task in load_catalogue():
        assert not task.act or task.act in KINDS
