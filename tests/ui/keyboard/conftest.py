"""The keyboard's window for a test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.keyboard.keyboard_scene import Scene, open_scene


@pytest.fixture
def scene(qtbot: QtBot) -> Iterator[Scene]:
    with open_scene(qtbot) as opened:
        yield opened
