"""What an office sets for the keyboard reaches the keys on the screen."""

from __future__ import annotations

import pytest

from tests.ui.conftest import OpenWalk


@pytest.mark.parametrize(
    ("keyboard", "keys", "shown"),
    [
        ({}, "hoaf", "hòa"),
        ({"tone_style": "new"}, "hoaf", "hoà"),
        ({"method": "vni"}, "hoa2", "hòa"),
        ({"method": "vni"}, "hoaf", "hoaf"),
    ],
)
def test_method_and_tone_style(open_walk: OpenWalk, keyboard: dict[str, str], keys: str, shown: str) -> None:
    walk = open_walk(keyboard=keyboard)
    walk.search()
    walk.wait_for_keys()
    walk.tap("searchField")
    for key in keys:
        walk.press(f"key_text_{key}")
    assert walk.wait_for("searchField").property("text") == shown
